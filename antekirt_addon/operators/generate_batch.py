# SPDX-License-Identifier: GPL-3.0-or-later
"""Many pictures in one press: a row of a file, a line of a text or a selected object for each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ..jobs.job import Job, State  # Blender evaluates the annotations of its classes
from . import batch_past, batch_plan, batch_source, preflight, runtime, whereabouts
from .batch_option import OPTIONS
from .batch_plan import BatchChoices
from .job_purpose import Purpose  # noqa: TC001 - Blender evaluates the annotations of its classes
from .placement_options import PlacementOptions
from .result_operator import ResultOperator
from .scene_properties import IMAGE_IMPORTS
from .texture_choices import TEXTURE_CHOICES, TextureChoices

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..jobs.batch_file import BatchRows
    from .batch_past import Rest

SOURCES = (
    ("FILE", "File", "A table (.csv), JSON lines (.jsonl) or a prompt in each line (.txt)"),
    ("TEXT", "Text", "A prompt in each line of a Text datablock"),
    ("OBJECTS", "Selected Objects", "A picture for each selected object"),
)
AT_ONCE = (1, 8)  # both ends included
USUAL_AT_ONCE = 4


class ANTEKIRT_OT_generate_batch(ResultOperator, PlacementOptions, TextureChoices, bpy.types.Operator):
    """Generate a picture for each row. Credits are taken for all of them in one press"""

    bl_idname = "antekirt.generate_batch"
    bl_label = "Generate Batch"

    source: bpy.props.EnumProperty(name="Rows", description="Where the rows come from", items=SOURCES)
    filepath: bpy.props.StringProperty(
        name="File",
        description="The columns are prompt, artist, object and import_as, and those of a texture",
        subtype="FILE_PATH",
    )
    text: bpy.props.StringProperty(name="Text", description="Name of the Text datablock")
    prompt: bpy.props.StringProperty(
        name="Prompt",
        description="For each selected object: {name} is its name, {material} that of its material",
        default="{name}, weathered, {material}",
        translation_context="Antekirt",
    )
    artist: bpy.props.StringProperty(
        name="Artist", description="Id or name of the artist of all rows that name none"
    )
    import_as: bpy.props.EnumProperty(
        name="Import As", description="What a picture becomes whose row does not say", items=IMAGE_IMPORTS
    )
    pack: bpy.props.BoolProperty(
        name="Pack", description="Keep the images inside the blend file", options={"SKIP_SAVE"}
    )
    at_once: bpy.props.IntProperty(
        name="At Once",
        description="How many pictures the service makes at the same time",
        default=USUAL_AT_ONCE,
        min=AT_ONCE[0],
        max=AT_ONCE[1],
    )
    resume: bpy.props.BoolProperty(
        name="Resume",
        description="Go on with the batch that was begun of this file, and send what was not sent",
        options={"SKIP_SAVE"},
    )
    retry_failed: bpy.props.BoolProperty(
        name="Try Failed Rows Again",
        description="With Resume: also send again, and pay again, what failed",
        options={"SKIP_SAVE"},
    )
    anew: bpy.props.BoolProperty(
        name="Begin Anew",
        description="Send all rows, although a batch of this file is not over",
        options={"SKIP_SAVE"},
    )

    _purposes: dict[str, Purpose] | None = None  # of results by their job: as the rows say now

    def begin(self, context: bpy.types.Context) -> list[Job]:
        session = runtime.session()
        rows, choices = self._rows(context), self._choices()
        preflight.check_connection(session)
        if self.resume or choices.source:
            session.resume()
            session.wait_until(lambda: session.knows_recent and session.knows_left)
        session.learn_account()
        batch_plan.learn_artists(session, rows, choices)
        rest = batch_past.find_rest(
            session,
            lambda batch: batch_plan.plan(context, rows, choices, batch),
            choices.source,
            resume=self.resume,
            failed=self.retry_failed,
            anew=self.anew,
        )
        preflight.check_price(session, rest.to_send)
        return self._send(rest)

    def _send(self, rest: Rest) -> list[Job]:
        """Begin what is to be sent; gives the rows whose results are not in this file yet."""
        session = runtime.session()
        self._purposes = dict(rest.purposes)
        if rest.new:
            session.start(rest.new)
        if rest.unsent:
            session.submit_unsent(rest.unsent)
        for job in rest.again:
            session.submit_again(job.id)
        session.wait_until(lambda: not session.searching & {job.id for job in rest.again})
        return [job for job in rest.rows if not _is_here(job)]

    def _finish_each(self, jobs: list[Job]) -> set[OperatorReturnItems]:
        if jobs:
            return super()._finish_each(jobs)
        self.report({"INFO"}, "All rows have come already")
        return {"FINISHED"}

    def _finish_chain(self, jobs: list[Job]) -> set[OperatorReturnItems]:
        """Of one row what is told is the same as of several."""
        return self._finish_each(jobs)

    def _rows(self, context: bpy.types.Context) -> BatchRows:
        if self.source == "TEXT":
            return batch_source.from_text(self.text)
        if self.source == "OBJECTS":
            return batch_source.from_objects(context, self.prompt)
        return batch_source.from_file(self.filepath, OPTIONS)

    def _choices(self) -> BatchChoices:
        said = self.placed("pack", *TEXTURE_CHOICES)
        source = source_of(self.filepath) if self.source == "FILE" else ""
        return BatchChoices(self.artist.strip(), self.import_as, self.at_once, said, source)

    def _purpose_of(self, job: Job) -> Purpose:
        return (self._purposes or {}).get(job.id) or super()._purpose_of(job)


def source_of(filepath: str) -> str:
    """What a batch of a file is known by, in another Blender as well."""
    return str(Path(bpy.path.abspath(filepath)).resolve())


def _is_here(job: Job) -> bool:
    """Whether its result is in the file that is open."""
    where = whereabouts.whereabouts(job) if job.state is State.READY else None
    return where is not None and where.is_here


CLASSES = (ANTEKIRT_OT_generate_batch,)
