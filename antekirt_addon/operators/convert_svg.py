# SPDX-License-Identifier: GPL-3.0-or-later
"""The vectors of an image."""

from __future__ import annotations

from typing import Any, ClassVar

import bpy
from bpy.app.translations import pgettext_tip as tip_

from ..jobs.job import Job, Kind
from . import job_session, owned_output
from .conversion_operator import ConversionOperator
from .job_purpose import Purpose
from .latest_image import take_latest_image
from .placement_options import PlacementOptions
from .scene_properties import SVG_IMPORTS
from .vector_options import VectorOptions


class ANTEKIRT_OT_convert_svg(ConversionOperator, PlacementOptions, VectorOptions, bpy.types.Operator):
    """Turn an image into vectors. Credits are taken when you press the button"""

    bl_idname = "antekirt.convert_svg"
    bl_label = "Vectorize Image"

    generation_id: bpy.props.StringProperty(name="Generation", description="Id of the image's generation")
    image_index: bpy.props.IntProperty(name="Image", description="Which image of the generation", soft_min=0)
    import_as: bpy.props.EnumProperty(
        name="Import As", description="What the vectors become", items=SVG_IMPORTS
    )

    from_properties: ClassVar[dict[str, str]] = {"import_as": "svg_import_as"}

    @classmethod
    def description(cls, _context: bpy.types.Context, properties: Any) -> str:  # noqa: ANN401 - of this operator
        session = job_session.running()
        if properties.again:
            return tip_("Turn the image into vectors once more. Credits are taken when you press the button")
        if session and owned_output.is_had(
            session, owned_output.vectors_of(session, properties.generation_id, properties.image_index)
        ):
            return tip_("Import the vectors of this image, which you have already. It costs nothing")
        return tip_(cls.__doc__ or "")

    def take_properties(self, context: bpy.types.Context) -> None:
        super().take_properties(context)
        take_latest_image(self)

    def plan_job(self, context: bpy.types.Context) -> Job:
        session = job_session.session()
        job = Job(
            Kind.SVG,
            {"image_index": self.image_index},
            session.service,
            Purpose.capture(context, self.import_as, vector=self.said_vectors(), **self.placed()).to_json(),
            generation_id=self.generation_id.lower(),
        )
        return session.past.with_details(job)


CLASSES = (ANTEKIRT_OT_convert_svg,)
