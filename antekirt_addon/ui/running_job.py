# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs under way: what each one makes, how far it is, and a way to stop waiting for it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ..jobs.problem import Remedy
from . import remedy_button, wording
from .wrapped_text import fitted, paragraph

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ..jobs.job import Job

LINES = 9  # in the narrowest sidebar the end of a text is what the artist can do


def draw(layout: UILayout, context: Context, job: Job, share: float | None) -> None:
    column = layout.column(align=True)
    row = column.row(align=True)
    title = fitted(context, wording.shortened(job.prompt) or job.artist_name, buttons=2)
    row.label(text=title, translate=False, icon=wording.KIND_ICONS[job.kind])
    if not job.elsewhere:
        row.operator("antekirt.cancel_job", text="", icon="X", emboss=False).job_id = job.id
    text, done = wording.progress(job, share, time.time())
    column.progress(text=text, factor=done, translate=False)
    if job.problem:
        note = column.column()
        note.active = False
        paragraph(note, context, wording.problem_text(job.problem), icon="INFO", max_lines=LINES)
        if job.problem.remedy is Remedy.STOP_WAITING:
            remedy_button.draw(column, job.problem, job)
