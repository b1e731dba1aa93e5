# SPDX-License-Identifier: GPL-3.0-or-later
"""A problem as a card, until it is dismissed: what happened, whether it cost credits, and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..jobs.job import State
from ..jobs.problem import CANCELLED_UNCONFIRMED
from ..operators.job_card import can_be_awaited
from . import candidate_choice, kind_icon, remedy_button, unsent_button, wording
from .wrapped_text import fitted, paragraph

if TYPE_CHECKING:
    import bpy

    from ..jobs.job import Job
    from .snapshot import Snapshot


def draw(layout: bpy.types.UILayout, context: bpy.types.Context, shown: Snapshot, job: Job) -> None:
    problem = job.problem
    if problem is None:
        return
    box = layout.box()
    row = box.row(align=True)
    decided_so = job.cancelled or job.state is State.CANCELLED
    row.alert = problem.charged is not False and not decided_so
    row.label(text=wording.outcome(job), translate=False, icon=kind_icon.KIND_ICONS[job.kind])
    close = row.row()
    close.alert = False
    close.operator("antekirt.dismiss_job", text="", icon="X", emboss=False).job_id = job.id
    if job.prompt:
        row = box.row()
        row.active = False
        row.label(text=fitted(context, wording.title(job), boxes=1), translate=False)
    paragraph(box, context, wording.problem_text(problem), boxes=1)
    if problem != CANCELLED_UNCONFIRMED:  # which says so itself
        paragraph(box, context, wording.charge_text(problem), icon="INFO", boxes=1)
    is_searching = job.id in shown.searching
    if job.candidates and not job.elsewhere:
        choice = box.column()
        choice.enabled = not is_searching
        candidate_choice.draw(choice, context, job)
    column = box.column(align=True)
    if job.state is State.UNSENT and not job.elsewhere:
        unsent_button.draw(column, context, shown, job)
        return
    if can_be_awaited(job):
        column.operator("antekirt.wait_again", icon="RECOVER_LAST").job_id = job.id
    remedy_button.draw(column, problem, job, is_searching=is_searching)
    column.operator("antekirt.copy_report", icon="COPYDOWN").job_id = job.id
