# SPDX-License-Identifier: GPL-3.0-or-later
"""Images in the style of one artist or several; if so chosen, in one go with their vectors and videos."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

import bpy

from ..api.request import ImageRequest, check_number
from ..jobs.job import REQUESTS, Job, Kind, State
from ..message import Message
from . import artist_selection, job_session
from .generate_video import video_parameters
from .job_purpose import Purpose
from .paid_operator import PaidOperator
from .placement_options import PlacementOptions
from .scene_properties import (
    CHAIN,
    COUNTS,
    FILM_CHOICES,
    FROM_PICTURE,
    IMAGE_IMPORTS,
    AntekirtSceneProperties,
    FilmChoices,
)
from .texture_choices import TEXTURE_CHOICES, TextureChoices
from .vector_options import VectorOptions


class ANTEKIRT_OT_generate_image(
    PaidOperator, PlacementOptions, TextureChoices, FilmChoices, VectorOptions, bpy.types.Operator
):
    """Generate an image in the chosen artist's style. Credits are taken when you press the button"""

    bl_idname = "antekirt.generate_image"
    bl_label = "Generate Image"

    artist_id: bpy.props.StringProperty(name="Artist", description="Id of the artist")
    artist_ids: bpy.props.StringProperty(
        name="Further Artists",
        description="Ids of other artists to ask for the same, with commas between them",
    )
    prompt: bpy.props.StringProperty(
        name="Prompt", description="What you would like to see", translation_context="Antekirt"
    )
    count: bpy.props.IntProperty(
        name="Count",
        description="How many pictures of the same prompt, of each artist",
        default=1,
        soft_min=COUNTS[0],  # soft: Blender would clamp a script's number to a hard range, and it be paid
        soft_max=COUNTS[1],
    )
    import_as: bpy.props.EnumProperty(
        name="Import As", description="What the image becomes", items=IMAGE_IMPORTS
    )
    pack: bpy.props.BoolProperty(
        name="Pack", description="Keep the image inside the blend file", options={"SKIP_SAVE"}
    )
    then: bpy.props.EnumProperty(
        name="Then", description="What else to make of the image", items=CHAIN, options={"ENUM_FLAG"}
    )

    from_properties: ClassVar[dict[str, str]] = {
        "artist_id": "artist_id",
        "artist_ids": "artist_ids",
        "prompt": "prompt",
        "count": "count",
        "import_as": "image_import_as",
        "then": "then",
    }

    def take_properties(self, context: bpy.types.Context) -> None:
        """Who names an artist means no other one besides."""
        is_set = self.properties.is_property_set  # Blender leaves the last values in what is not set
        if is_set("artist_id") and not is_set("artist_ids"):
            self.artist_ids = ""
        elif is_set("artist_ids") and not is_set("artist_id"):
            self.artist_id = ""
        super().take_properties(context)

    def plan(self, context: bpy.types.Context) -> list[Job]:
        """One press: the artists one after the other, each with as many pictures as wanted."""
        chosen = context.scene.antekirt
        artist_ids = artist_selection.asked(self.artist_id, self.artist_ids)
        check_number(Message("count"), self.count, *COUNTS)
        names = {artist.id.lower(): artist.name for artist in artist_selection.selected(chosen)}
        press, is_named = uuid.uuid4().hex, len(artist_ids) > 1
        jobs = []
        for artist_id in (artist_id for artist_id in artist_ids for _ in range(self.count)):
            image = Job(
                Kind.IMAGE,
                {"artist_id": artist_id, "prompt": self.prompt},
                job_session.session().service,
                Purpose.capture(
                    context,
                    self.import_as,
                    press=press,
                    named=is_named,
                    **self.placed("pack", *TEXTURE_CHOICES),
                ).to_json(),
                artist_id=artist_id,
                artist_name=names.get(artist_id, ""),
                prompt=self.prompt,
            )
            said = {
                Kind.SVG: {"vector": self.said_vectors(), **self.placed()},
                Kind.VIDEO: self.placed(*FILM_CHOICES),
            }
            kinds = [Kind[name] for name in sorted(self.then)]
            jobs += [image, *(chained_job(image, kind, chosen, context, said[kind]) for kind in kinds)]
        return jobs


def price_of(then: set[str], pictures: int = 1) -> int:
    """Credits for so many images and what is made of each in one go."""
    return pictures * (ImageRequest.price + sum(REQUESTS[Kind[name]].price for name in then))


def chained_job(
    image: Job,
    kind: Kind,
    chosen: AntekirtSceneProperties,
    context: bpy.types.Context,
    said: dict[str, Any],
) -> Job:
    """The job that makes the vectors or the video of an image still to come, as chosen in the panel.

    said: fields of its Target, and of its VectorSettings, that were said.
    """
    if kind is Kind.SVG:
        parameters, import_as = {"image_index": 0}, chosen.svg_import_as
    else:
        parameters, import_as = video_parameters(chosen), chosen.video_import_as
    pressed = Purpose.from_json(image.purpose)
    purpose = Purpose.capture(context, import_as, press=pressed.press, named=pressed.target.named, **said)
    return Job(
        kind,
        parameters,
        image.service,
        purpose.to_json(),
        fits_picture=kind is Kind.VIDEO and chosen.aspect_ratio == FROM_PICTURE,
        parent_id=image.id,
        state=State.WAITING,
        artist_id=image.artist_id,
        artist_name=image.artist_name,
        prompt=image.prompt,
    )


CLASSES = (ANTEKIRT_OT_generate_image,)
