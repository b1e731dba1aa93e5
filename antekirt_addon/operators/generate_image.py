# SPDX-License-Identifier: GPL-3.0-or-later
"""An image in an artist's style; if so chosen, in one go with its vectors and its video."""

from __future__ import annotations

import uuid
from typing import ClassVar

import bpy

from ..api.request import ImageRequest
from ..jobs.job import REQUESTS, Job, Kind, State
from . import runtime
from .generate_video import video_parameters
from .job_purpose import Purpose
from .paid_operator import PaidOperator
from .scene_properties import CHAIN, IMAGE_IMPORTS, AntekirtSceneProperties


class ANTEKIRT_OT_generate_image(PaidOperator, bpy.types.Operator):
    """Generate an image in the chosen artist's style. Credits are taken when you press the button"""

    bl_idname = "antekirt.generate_image"
    bl_label = "Generate Image"

    artist_id: bpy.props.StringProperty(name="Artist", description="Id of the artist")
    prompt: bpy.props.StringProperty(
        name="Prompt", description="What you would like to see", translation_context="Antekirt"
    )
    import_as: bpy.props.EnumProperty(
        name="Import As", description="What the image becomes", items=IMAGE_IMPORTS
    )
    then: bpy.props.EnumProperty(
        name="Then", description="What else to make of the image", items=CHAIN, options={"ENUM_FLAG"}
    )

    from_properties: ClassVar[dict[str, str]] = {
        "artist_id": "artist_id",
        "prompt": "prompt",
        "import_as": "image_import_as",
        "then": "then",
    }

    def plan(self, context: bpy.types.Context) -> list[Job]:
        chosen = context.scene.antekirt
        artist_id = self.artist_id.lower()  # as the service writes it
        press = uuid.uuid4().hex
        image = Job(
            Kind.IMAGE,
            {"artist_id": artist_id, "prompt": self.prompt},
            runtime.session().service,
            Purpose.capture(context, self.import_as, press=press).to_json(),
            artist_id=artist_id,
            prompt=self.prompt,
        )
        return [
            image,
            *(chained_job(image, Kind[name], chosen, context, press) for name in sorted(self.then)),
        ]


def price_of(then: set[str]) -> int:
    """Credits for an image and what is made of it in one go."""
    return ImageRequest.price + sum(REQUESTS[Kind[name]].price for name in then)


def chained_job(
    image: Job, kind: Kind, chosen: AntekirtSceneProperties, context: bpy.types.Context, press: str
) -> Job:
    """The job that makes the vectors or the video of an image still to come, as chosen in the panel."""
    if kind is Kind.SVG:
        parameters, import_as = {"image_index": 0}, chosen.svg_import_as
    else:
        parameters, import_as = video_parameters(chosen), chosen.video_import_as
    return Job(
        kind,
        parameters,
        image.service,
        Purpose.capture(context, import_as, press=press).to_json(),
        parent_id=image.id,
        state=State.WAITING,
        artist_id=image.artist_id,
        prompt=image.prompt,
    )


CLASSES = (ANTEKIRT_OT_generate_image,)
