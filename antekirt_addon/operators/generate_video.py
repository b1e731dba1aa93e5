# SPDX-License-Identifier: GPL-3.0-or-later
"""An image set in motion."""

from __future__ import annotations

from typing import Any, ClassVar

import bpy

from ..api.request import DURATIONS, FRAME_RATES
from ..jobs.job import Job, Kind
from . import runtime
from .job_purpose import Purpose
from .latest_image import take_latest_image
from .paid_operator import PaidOperator
from .scene_properties import ASPECT_RATIO_ITEMS, RESOLUTION_ITEMS, VIDEO_IMPORTS, VIDEO_SETTINGS


class ANTEKIRT_OT_generate_video(PaidOperator, bpy.types.Operator):
    """Set an image in motion. Credits are taken when you press the button"""

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

    from_properties: ClassVar[dict[str, str]] = {
        "prompt": "motion",
        "import_as": "video_import_as",
        **{name: name for name in VIDEO_SETTINGS},
    }

    def take_properties(self, context: bpy.types.Context) -> None:
        super().take_properties(context)
        take_latest_image(self)

    def plan(self, context: bpy.types.Context) -> list[Job]:
        session = runtime.session()
        job = Job(
            Kind.VIDEO,
            {name: getattr(self, name) for name in (*VIDEO_SETTINGS, "prompt", "image_index")},
            session.service,
            Purpose.capture(context, self.import_as).to_json(),
            generation_id=self.generation_id.lower(),
        )
        return [session.past.with_details(job)]


def video_parameters(chosen: Any) -> dict[str, Any]:  # noqa: ANN401 - Scene.antekirt, whose fields are Any
    """The fields of a request for the first image's video, as chosen in the panel."""
    settings = {name: getattr(chosen, name) for name in VIDEO_SETTINGS}
    return settings | {"prompt": chosen.motion, "image_index": 0}


CLASSES = (ANTEKIRT_OT_generate_video,)
