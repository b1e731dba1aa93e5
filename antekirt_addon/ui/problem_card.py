# SPDX-License-Identifier: GPL-3.0-or-later
"""A problem as a card, until it is dismissed: what happened, whether it cost credits, and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..jobs.job import State
from ..jobs.problem import Problem, Remedy
from . import remedy_button, snapshot, unsent_button, wording
from .wrapped_text import fitted, paragraph

if TYPE_CHECKING:
    import bpy

    from ..jobs.job import Job


def draw(layout: bpy.types.UILayout, context: bpy.types.Context, job: Job) -> None:
    problem = job.problem
    if problem is None:
        return
    box = layout.box()
    row = box.row()
    decided_so = job.cancelled or job.state is State.CANCELLED
    row.alert = problem.charged is not False and not decided_so
    row.label(text=wording.outcome(job), translate=False, icon=wording.KIND_ICONS[job.kind])
    close = row.row()
    close.alert = False
    close.operator("antekirt.dismiss_job", text="", icon="X", emboss=False).job_id = job.id
    if job.prompt:
        row = box.row()
        row.active = False
        row.label(text=fitted(context, wording.shortened(job.prompt), boxes=1), translate=False)
    paragraph(box, context, wording.problem_text(problem), boxes=1)
    paragraph(box, context, wording.charge_text(problem), icon="INFO", boxes=1)
    column = box.column(align=True)
    if job.state is State.UNSENT and not job.elsewhere:
        unsent_button.draw(column, context, snapshot.current(), job)
        return
    remedy_button.draw(column, problem, job)
    column.operator("antekirt.copy_report", icon="COPYDOWN").job_id = job.id


def draw_problem(
    layout: bpy.types.UILayout,
    context: bpy.types.Context,
    problem: Problem,
    again: str = "antekirt.test_connection",
) -> None:
    """A problem that belongs to no job: something could not be had. again: the operator that asks anew."""
    paragraph(layout, context, wording.problem_text(problem), icon="ERROR", boxes=1)
    column = layout.column(align=True)
    if problem.remedy in {Remedy.NONE, Remedy.CHECK_AGAIN, Remedy.SUBMIT_AGAIN}:
        column.operator(again, text="Try Again", icon="FILE_REFRESH")
    else:
        remedy_button.draw(column, problem, None)
