# SPDX-License-Identifier: GPL-3.0-or-later
"""An image set in motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import bpy

from ..api.error import ApiError
from ..api.request import VideoRequest, check_id, nearest_aspect_ratio
from ..jobs.job import Job, Kind
from ..message import Message
from ..request_limit import DURATIONS, FRAME_RATES
from . import job_session, scene_draft, source_picture, video_dialog
from .conversion_operator import ConversionOperator
from .error_sentence import error_sentence
from .job_purpose import Purpose
from .latest_image import take_latest_image
from .placement_options import PlacementOptions
from .preflight import check_connection, total_price
from .scene_properties import (
    ASPECT_RATIO_ITEMS,
    FILM_CHOICES,
    FROM_PICTURE,
    RESOLUTION_ITEMS,
    VIDEO_IMPORTS,
    VIDEO_SETTINGS,
    FilmChoices,
)

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

LIKELY_SIDES = (1024, 1024)  # of a picture that is not known: the documentation shows no others
# What is chosen in the dialog, by its name in Scene.antekirt; the aspect ratio is each picture's own.
REMEMBERED = {
    "prompt": "motion",
    **{name: name for name in ("duration", "fps", "resolution", "camera_fixed")},
}


class ANTEKIRT_OT_generate_video(ConversionOperator, PlacementOptions, FilmChoices, bpy.types.Operator):
    """Set an image in motion: how, and for how long, is asked first. Credits are taken when you agree"""

    bl_idname = "antekirt.generate_video"
    bl_label = "Animate Image"

    generation_id: bpy.props.StringProperty(name="Generation", description="Id of the image's generation")
    image_index: bpy.props.IntProperty(name="Image", description="Which image of the generation", soft_min=0)
    prompt: bpy.props.StringProperty(name="Motion", description="How the picture should move")
    duration: bpy.props.IntProperty(
        name="Duration",
        description="Length in seconds",
        default=4,
        soft_min=DURATIONS[0],  # soft: Blender would clamp a script's number to a hard range, and it be paid
        soft_max=DURATIONS[1],
    )
    fps: bpy.props.IntProperty(
        name="Frame Rate",
        description="Frames per second",
        default=24,
        soft_min=FRAME_RATES[0],
        soft_max=FRAME_RATES[1],
    )
    resolution: bpy.props.EnumProperty(
        name="Resolution", description="Height of the video in pixels", items=RESOLUTION_ITEMS
    )
    aspect_ratio: bpy.props.EnumProperty(
        name="Aspect Ratio", description="Width of the video to its height", items=ASPECT_RATIO_ITEMS
    )
    camera_fixed: bpy.props.BoolProperty(name="Fixed Camera", description="Keep the camera still")
    import_as: bpy.props.EnumProperty(
        name="Import As", description="What the video becomes", items=VIDEO_IMPORTS
    )

    from_properties: ClassVar[dict[str, str]] = {"import_as": "video_import_as", **REMEMBERED}

    _given: frozenset[str] = frozenset()  # what the caller has set, so that it is nobody's choice to remember
    _nearest = ""  # the ratio that was taken from the picture
    _is_asked = False
    told_price = 0  # on the dialog's button; 0 for a video that the account has

    def take_properties(self, context: bpy.types.Context) -> None:
        self._given = frozenset(filter(self.properties.is_property_set, (*REMEMBERED, "aspect_ratio")))
        super().take_properties(context)
        take_latest_image(self)
        if "aspect_ratio" not in self._given:
            self._take_aspect_ratio(context.scene.antekirt.aspect_ratio)

    def _take_aspect_ratio(self, chosen: str) -> None:
        if chosen == FROM_PICTURE:
            sides = source_picture.sides_of(self.generation_id.lower(), self.image_index)
            chosen = self._nearest = nearest_aspect_ratio(*(sides or LIKELY_SIDES))
        self.aspect_ratio = chosen

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        """Show what is to be made, and what it costs; there is no second question."""
        self.take_properties(context)
        try:
            check_connection(job_session.session())
            check_id(self.generation_id, Message("generation"))
        except ApiError as error:
            return self.fail(error_sentence(error))
        self._is_asked = True
        self.told_price = self._price(context)
        return video_dialog.ask(self, context, self.told_price)

    def draw(self, context: bpy.types.Context) -> None:
        video_dialog.draw(self, context)

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        """For scripts, and for Blender once the artist has agreed."""
        if not self._is_asked:
            return super().execute(context)
        self._remember(context)
        try:
            self._planned = self.plan(context)
        except ApiError as error:
            return self.fail(error_sentence(error))
        if (price := total_price(self._planned)) > self.told_price:
            return self.fail(
                Message("These settings cost {price} credits. Press Animate again.", price=price)
            )
        return self.go_on(context)

    def _price(self, context: bpy.types.Context) -> int:
        """What it costs with the settings as they are; what cannot be sent so is told when it is pressed."""
        try:
            return total_price(self.plan(context))
        except ApiError:
            return VideoRequest.price

    def _remember(self, context: bpy.types.Context) -> None:
        """What was chosen in the dialog is what the panel and the next dialog begin with."""
        scene_draft.follow(context)
        for name, choice in REMEMBERED.items():
            if name not in self._given:
                setattr(context.scene.antekirt, choice, getattr(self, name))

    def plan_job(self, context: bpy.types.Context) -> Job:
        session = job_session.session()
        job = Job(
            Kind.VIDEO,
            {name: getattr(self, name) for name in (*VIDEO_SETTINGS, "prompt", "image_index")},
            session.service,
            Purpose.capture(context, self.import_as, **self.placed(*FILM_CHOICES)).to_json(),
            generation_id=self.generation_id.lower(),
            fits_picture=bool(self._nearest) and self._nearest == self.aspect_ratio,
        )
        return session.past.with_details(job)


def video_parameters(chosen: Any) -> dict[str, Any]:  # noqa: ANN401 - Scene.antekirt, whose fields are Any
    """The fields of a request for the first image's video, as chosen in the panel."""
    settings = {name: getattr(chosen, name) for name in VIDEO_SETTINGS}
    if chosen.aspect_ratio == FROM_PICTURE:
        settings["aspect_ratio"] = nearest_aspect_ratio(*LIKELY_SIDES)
    return settings | {"prompt": chosen.motion, "image_index": 0}


CLASSES = (ANTEKIRT_OT_generate_video,)
