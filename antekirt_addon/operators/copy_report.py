# SPDX-License-Identifier: GPL-3.0-or-later
"""A report for whoever helps: copied to the clipboard, with nothing secret in it."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ..jobs.support_report import report
from . import addon_settings, job_session, studio

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_copy_report(bpy.types.Operator):
    """Copy a report for support: versions, jobs and what went wrong. No key, no prompts, no folder names"""

    bl_idname = "antekirt.copy_report"
    bl_label = "Copy Report"

    job_id: bpy.props.StringProperty(
        name="Job", description="About which job; empty for all", options={"HIDDEN", "SKIP_SAVE"}
    )
    with_prompts: bpy.props.BoolProperty(
        name="With Prompts", description="Put the prompts into the report, too", options={"SKIP_SAVE"}
    )

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        session = job_session.running()
        jobs = list(session.jobs.values()) if session else []
        settings = addon_settings.read()
        context.window_manager.clipboard = report(
            {
                "Antekirt for Blender": addon_settings.version(),
                "Blender": bpy.app.version_string,
                "System": f"{platform.system()} {platform.release()}",
                "Server": settings.base_url,
                "Key": "yes" if settings.key else "none",
                "Set by the studio": ", ".join(sorted(studio.settings().origins)) or "nothing",
                "Online access": "on" if bpy.app.online_access else "off",
            },
            [job for job in jobs if self.job_id in {"", job.id}],
            notices=session.notices if session else [],
            secrets=(settings.key, str(settings.folder), str(Path.home())),
            with_prompts=self.with_prompts,
        )
        self.report({"INFO"}, "The report is in the clipboard. Paste it into your message")
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_copy_report,)
