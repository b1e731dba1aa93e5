# SPDX-License-Identifier: GPL-3.0-or-later
"""An earlier prompt is used again: alone, or with the artist and settings of the result it made.

These are no steps of undo: *Former Prompt* goes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..jobs.job import Kind
from . import artist_selection, job_session, scene_draft
from .artist_selection import SelectedArtist
from .scene_properties import VIDEO_SETTINGS

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_use_prompt(bpy.types.Operator):
    """Use this prompt again"""

    bl_idname = "antekirt.use_prompt"
    bl_label = "Use Prompt"
    bl_options = {"INTERNAL"}

    prompt: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})

    @classmethod
    def description(cls, _context: bpy.types.Context, properties: Any) -> str:  # noqa: ANN401 - of this operator
        return str(properties.prompt)

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        scene_draft.follow(context)
        context.scene.antekirt.prompt = self.prompt
        return {"FINISHED"}


class ANTEKIRT_OT_reuse_job(bpy.types.Operator):
    """Take the prompt, the artist and the settings of this result for the next one"""

    bl_idname = "antekirt.reuse_job"
    bl_label = "Use Prompt and Artist"
    bl_options = {"INTERNAL"}

    job_id: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        session = job_session.running()
        job = session.jobs.get(self.job_id) if session else None
        if job is None:
            self.report({"ERROR"}, "This job is not known here. Look for its result in the history.")
            return {"CANCELLED"}
        scene_draft.follow(context)
        chosen = context.scene.antekirt
        chosen.prompt = job.prompt
        artist_selection.select(chosen, [SelectedArtist(job.artist_id, job.artist_name)])
        if job.kind is Kind.VIDEO and "prompt" in job.parameters:  # a free job tells of none
            chosen.motion = job.parameters["prompt"]
            for name in VIDEO_SETTINGS:
                setattr(chosen, name, job.parameters[name])
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_use_prompt, ANTEKIRT_OT_reuse_job)
