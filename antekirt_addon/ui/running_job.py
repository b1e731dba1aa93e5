# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs under way: what each one makes, how far it is, and a way to stop waiting for it."""

from __future__ import annotations

import time
from itertools import zip_longest
from typing import TYPE_CHECKING

from ..jobs.problem import Remedy
from . import kind_icon, remedy_button, wording
from .wrapped_text import fitted, paragraph

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ..jobs.job import Job
    from ..jobs.problem import Problem
    from .snapshot import Snapshot

LINES = 9  # in the narrowest sidebar the end of a text is what the artist can do


def draw_all(layout: UILayout, context: Context, shown: Snapshot) -> None:
    """What all of several wait for is said once, below the last of them."""
    for job, following in zip_longest(shown.running, shown.running[1:]):
        is_said_below = following is not None and following.problem == job.problem
        said = None if is_said_below and not _has_button(job) else job.problem
        _draw(layout, context, job, (shown.shares or {}).get(job.id), said)


def _draw(layout: UILayout, context: Context, job: Job, share: float | None, said: Problem | None) -> None:
    column = layout.column(align=True)
    row = column.row(align=True)
    title = fitted(context, wording.title(job) or job.artist_name, buttons=2)
    row.label(text=title, translate=False, icon=kind_icon.KIND_ICONS[job.kind])
    if not job.elsewhere:
        row.operator("antekirt.cancel_job", text="", icon="X", emboss=False).job_id = job.id
    text, done = wording.progress(job, share, time.time())
    if fitted(context, text) != text:
        text = wording.without_verb(text)
    column.progress(text=text, factor=done, translate=False)
    if said:
        note = column.column()
        note.active = False
        paragraph(note, context, wording.problem_text(said), icon="INFO", max_lines=LINES)
        if _has_button(job):
            remedy_button.draw(column, said, job)


def _has_button(job: Job) -> bool:
    """Whether what is said of it comes with a button for it alone."""
    return job.problem is not None and job.problem.remedy is Remedy.STOP_WAITING
