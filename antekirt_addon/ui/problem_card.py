# SPDX-License-Identifier: GPL-3.0-or-later
"""A problem as a card, until it is dismissed: what happened, whether it cost credits, and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_

from ..jobs.job import State
from ..jobs.problem import Problem, Remedy
from . import wording
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
    row.alert = problem.charged is not False and job.state is not State.CANCELLED  # the artist's own wish
    row.label(text=wording.ending(job), translate=False, icon=wording.KIND_ICONS[job.kind])
    close = row.row()
    close.alert = False
    close.operator("antekirt.dismiss_job", text="", icon="X", emboss=False).job_id = job.id
    if job.prompt:
        row = box.row()
        row.active = False
        row.label(text=fitted(context, wording.short(job.prompt), boxes=1), translate=False)
    paragraph(box, context, wording.said(problem), boxes=1)
    paragraph(box, context, wording.cost(problem), icon="INFO", boxes=1)
    column = box.column(align=True)
    _draw_remedy(column, problem, job)
    column.operator("antekirt.copy_report", icon="COPYDOWN").job_id = job.id


def draw_problem(
    layout: bpy.types.UILayout,
    context: bpy.types.Context,
    problem: Problem,
    again: str = "antekirt.test_connection",
) -> None:
    """A problem that belongs to no job: something could not be had. again: the operator that asks anew."""
    paragraph(layout, context, wording.said(problem), icon="ERROR", boxes=1)
    column = layout.column(align=True)
    if problem.remedy in {Remedy.NONE, Remedy.CHECK_AGAIN, Remedy.SUBMIT_AGAIN}:
        column.operator(again, text="Try Again", icon="FILE_REFRESH")
    else:
        _draw_remedy(column, problem, None)


def _draw_remedy(layout: bpy.types.UILayout, problem: Problem, job: Job | None) -> None:
    from . import setup_notice  # which draws cards, too

    match problem.remedy:
        case Remedy.OPEN_PREFERENCES:
            setup_notice.open_preferences(layout)
        case Remedy.ALLOW_ONLINE:
            setup_notice.draw_allow_online(layout)
        case Remedy.GET_CREDITS:
            layout.operator("antekirt.open_website", text="Get Credits", icon="URL")
        case Remedy.SUBMIT_AGAIN if job:
            text = iface_("Submit Again · {price}").format(price=wording.price_in_words(job.price))
            layout.operator(
                "antekirt.submit_again", text=text, translate=False, icon="FILE_REFRESH"
            ).job_id = job.id
        case Remedy.CHECK_AGAIN if job:
            layout.operator("antekirt.retry_job", text="Check Again", icon="FILE_REFRESH").job_id = job.id
        case Remedy.RETRY_DOWNLOAD if job:
            layout.operator("antekirt.retry_job", text="Try Again", icon="IMPORT").job_id = job.id
