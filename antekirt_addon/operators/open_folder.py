# SPDX-License-Identifier: GPL-3.0-or-later
"""The results folder, or the folder of one result, in the system's file browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..jobs.problem import FileProblem
from ..translations import translated
from . import addon_settings, job_session

if TYPE_CHECKING:
    from pathlib import Path

    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_open_folder(bpy.types.Operator):
    """Show the files in your system's file browser"""

    bl_idname = "antekirt.open_folder"
    bl_label = "Open Folder"

    job_id: bpy.props.StringProperty(
        name="Job", description="Whose files; empty for all", options={"HIDDEN", "SKIP_SAVE"}
    )

    generation_id: bpy.props.StringProperty(
        name="Generation", description="Whose files; empty for all", options={"HIDDEN", "SKIP_SAVE"}
    )

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        try:
            return bpy.ops.wm.path_open(filepath=str(folder_of(self.job_id, self.generation_id)))
        except FileProblem as problem:
            self.report({"ERROR"}, translated(str(problem)))
            return {"CANCELLED"}


def folder_of(job_id: str, generation_id: str) -> Path:
    """Where a job's or a generation's files lie, or with "" all results. Raises FileProblem."""
    results_folder = addon_settings.read().results_folder
    results_folder.prepare()
    session = job_session.running()
    job = session.jobs.get(job_id) if session else None
    found = job.generation_id if job else generation_id
    return results_folder.generation_folder(found) if found else results_folder.results


CLASSES = (ANTEKIRT_OT_open_folder,)
