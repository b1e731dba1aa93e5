# SPDX-License-Identifier: GPL-3.0-or-later
"""Results that were paid for before come into the scene, free of charge."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import bpy

from ..api.error import InvalidRequest
from ..jobs.job import Job, Kind, State
from . import job_import, job_session
from .file_operator import SHADINGS
from .job_purpose import Purpose
from .placement_options import PlacementOptions
from .preflight import check_connection
from .result_operator import ResultOperator
from .scene_properties import ALIGNS, EVERY_IMPORT, FILM_CHOICES, KINDS, FilmChoices
from .texture_choices import TEXTURE_CHOICES, TextureChoices
from .vector_options import VectorOptions

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_import_generation(
    ResultOperator, VectorOptions, FilmChoices, TextureChoices, bpy.types.Operator
):
    """Bring a result of your history into the scene. It costs nothing"""

    bl_idname = "antekirt.import_generation"
    bl_label = "Import from History"

    generation_id: bpy.props.StringProperty(name="Generation", description="Id of the generation")
    kind: bpy.props.EnumProperty(name="Kind", description="Which of its outputs", items=KINDS)
    image_index: bpy.props.IntProperty(name="Image", description="Which image of the generation", min=0)
    import_as: bpy.props.EnumProperty(name="Import As", description="What it becomes", items=EVERY_IMPORT)
    size: bpy.props.FloatProperty(
        name="Size", description="Length of the longer side", default=2.0, min=0.001, unit="LENGTH"
    )
    align: bpy.props.EnumProperty(name="Align", description="How the result is turned", items=ALIGNS)
    shading: bpy.props.EnumProperty(name="Shading", description="How it is lit", items=SHADINGS)
    pack: bpy.props.BoolProperty(
        name="Pack", description="Keep the image inside the blend file", options={"SKIP_SAVE"}
    )

    place: bpy.props.StringProperty(
        name="Place", description="Where another add-on puts it, by its name", options={"SKIP_SAVE"}
    )

    from_properties: ClassVar[dict[str, str]] = {"size": "size"}

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[OperatorReturnItems]:
        """As what is asked, or else the default here: a button that says it takes a moment more to draw."""
        if not self.properties.is_property_set("import_as"):
            self.import_as = job_import.default_import_as(context, Kind[self.kind])
        return super().invoke(context, event)

    def begin(self, context: bpy.types.Context) -> list[Job]:
        session = job_session.session()
        said = filter(self.properties.is_property_set, ("pack", *FILM_CHOICES, *TEXTURE_CHOICES))
        purpose = Purpose.capture(
            context,
            self.import_as,
            image_index=self.image_index,
            vector=self.said_vectors() if self.kind == "SVG" else None,
            size=self.size,
            align=self.align,
            shading=self.shading,
            place=self.place,
            **{name: getattr(self, name) for name in said},
        )
        job = Job(
            Kind[self.kind],
            {} if self.kind == "IMAGE" else {"image_index": self.image_index},
            session.service,
            purpose.to_json(),
            free=True,
            state=State.RUNNING,
            generation_id=self.generation_id.lower(),
        )
        job_import.check_import(job.kind, purpose)
        if not session.past.is_on_disk(job, self.image_index):
            check_connection(session)
        session.start([job])
        return [job]


class ANTEKIRT_OT_import_job(
    ResultOperator, PlacementOptions, VectorOptions, FilmChoices, TextureChoices, bpy.types.Operator
):
    """Bring the result of a finished job into the scene"""

    bl_idname = "antekirt.import_job"
    bl_label = "Import Result"

    job_id: bpy.props.StringProperty(name="Job", options={"HIDDEN"})
    import_as: bpy.props.EnumProperty(name="Import As", description="What it becomes", items=EVERY_IMPORT)
    image_index: bpy.props.IntProperty(
        name="Image", description="Which image, or -1 for all", default=-1, min=-1
    )
    pack: bpy.props.BoolProperty(
        name="Pack", description="Keep the image inside the blend file", options={"SKIP_SAVE"}
    )

    place: bpy.props.StringProperty(
        name="Place", description="Where another add-on puts it, by its name", options={"SKIP_SAVE"}
    )

    def begin(self, context: bpy.types.Context) -> list[Job]:
        job = known_job(self.job_id)
        index = None if self.image_index < 0 else self.image_index
        named = job.purpose.get("target", {}).get("named", False)
        self._purpose = Purpose.capture(
            context,
            self.import_as,
            image_index=index,
            vector=self.said_vectors() if job.kind is Kind.SVG else None,
            named=named,
            place=self.place,
            **self.placed("pack", *FILM_CHOICES, *TEXTURE_CHOICES),
        )
        job_import.check_import(job.kind, self._purpose)
        return [job]


def known_job(job_id: str) -> Job:
    if job := job_session.session().past.find(job_id):
        return job
    raise InvalidRequest("This job is not known here. Look for its result in the history.")


CLASSES = (ANTEKIRT_OT_import_generation, ANTEKIRT_OT_import_job)
