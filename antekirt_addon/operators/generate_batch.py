# SPDX-License-Identifier: GPL-3.0-or-later
"""Many pictures in one press: a row of a file, a line of a text or a selected object for each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import bpy

from ..api.error import ApiError
from ..jobs.problem import FileProblem
from ..message import Message, listed
from ..scene.error import SceneError
from ..translations import translated
from . import batch_artist, batch_past, batch_plan, batch_source, job_session, preflight
from .batch_option import OPTIONS
from .batch_plan import BatchChoices
from .batch_press import BatchPress
from .error_sentence import error_sentence
from .placement_options import PlacementOptions
from .scene_properties import AT_ONCE, BATCH_SOURCES, IMAGE_IMPORTS, USUAL_AT_ONCE
from .texture_choices import TEXTURE_CHOICES, TextureChoices

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..jobs.batch_file import BatchRows
    from .batch_past import Rest

SAID = {"source", "filepath", "text", "prompt", "artist", "import_as", "at_once", "pack"} | {
    "resume",
    "retry_failed",
    "anew",
    *OPTIONS,
}


class ANTEKIRT_OT_generate_batch(BatchPress, PlacementOptions, TextureChoices, bpy.types.Operator):
    """Generate a picture for each row. Credits are taken for all of them in one press"""

    bl_idname = "antekirt.generate_batch"
    bl_label = "Generate Batch"

    source: bpy.props.EnumProperty(name="Rows", description="Where the rows come from", items=BATCH_SOURCES)
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

    from_properties: ClassVar[dict[str, str]] = {
        "source": "batch_source",
        "filepath": "batch_file",
        "text": "batch_text",
        "prompt": "batch_prompt",
        "at_once": "batch_at_once",
        "artist": "artist_id",
        "import_as": "image_import_as",
    }

    def find(self, context: bpy.types.Context) -> Rest:
        session = job_session.session()
        rows, choices = self._rows(context), self._choices()
        preflight.check_connection(session)
        if remark := self._unread(rows):
            self.report({"WARNING"}, translated(remark))
        batch_past.learn_earlier(session, choices.source, failed=self.retry_failed)
        batch_artist.learn(session, batch_plan.meant(rows, choices))
        return self._planned(context, rows, choices)

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[OperatorReturnItems]:
        """Show what is to be sent, and its price. Artists that are not known yet are asked for first."""
        self.take_properties(context)
        try:
            session = job_session.session()
            rows, choices = self._rows(context), self._choices()
            preflight.check_connection(session)
            preflight.check_balance_known(session)
            said = {name: getattr(self, name) for name in SAID if self.properties.is_property_set(name)}
            again = batch_artist.call_again(context, said)
            if batch_artist.ask(session, batch_plan.meant(rows, choices), again):
                self.report({"INFO"}, "The artists are being looked for")
                return {"CANCELLED"}
            rest = self._planned(context, rows, choices)
            preflight.check_price(session, rest.to_send)
        except (ApiError, FileProblem, SceneError) as error:
            return self.fail(error_sentence(error))
        self._remark = self._unread(rows)
        return self.ask(context, event, rest)

    def _planned(self, context: bpy.types.Context, rows: BatchRows, choices: BatchChoices) -> Rest:
        return batch_past.find_rest(
            job_session.session(),
            lambda batch: batch_plan.plan(context, rows, choices, batch),
            choices.source,
            resume=self.resume,
            failed=self.retry_failed,
            anew=self.anew,
        )

    def _rows(self, context: bpy.types.Context) -> BatchRows:
        if self.source == "TEXT":
            return batch_source.from_text(self.text)
        if self.source == "OBJECTS":
            return batch_source.from_objects(context, self.prompt)
        return batch_source.from_file(self.filepath, OPTIONS)

    def _unread(self, rows: BatchRows) -> str:
        """What is said of columns that mean nothing here: one may be a typing error."""
        return Message("Columns that are not read: {names}", names=listed(rows.unread)) if rows.unread else ""

    def _choices(self) -> BatchChoices:
        said = self.placed("pack", *TEXTURE_CHOICES)
        source = source_of(self.filepath) if self.source == "FILE" else ""
        return BatchChoices(self.artist.strip(), self.import_as, self.at_once, said, source)


def source_of(filepath: str) -> str:
    """What a batch of a file is known by, in another Blender as well."""
    return str(Path(bpy.path.abspath(filepath)).resolve())


CLASSES = (ANTEKIRT_OT_generate_batch,)
