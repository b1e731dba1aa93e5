# SPDX-License-Identifier: GPL-3.0-or-later
"""The button that leads out of a problem: to the preferences, online, to more credits, or once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_n as n_

from ..addon_id import ADDON_ID
from ..jobs.problem import Problem, Remedy
from . import balance_line, snapshot, wording
from .wrapped_text import fitted

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import IconItems

    from ..jobs.job import Job


def draw(
    layout: bpy.types.UILayout, problem: Problem, job: Job | None, *, is_searching: bool = False
) -> None:
    """The button for a problem's remedy. job: the one that has the problem, if one has.

    is_searching: whether the job is being looked for, as the button was pressed.
    """
    match problem.remedy:
        case Remedy.OPEN_PREFERENCES:
            draw_open_preferences(layout)
        case Remedy.ALLOW_ONLINE:
            draw_allow_online(layout)
        case Remedy.GET_CREDITS if job and job.can_be_sent and _is_affordable(job):
            _draw_submit_again(layout.row(align=True), job, is_searching=is_searching)
        case Remedy.GET_CREDITS:
            layout.operator("antekirt.open_website", text="Get Credits", icon="URL")
        case Remedy.SUBMIT_AGAIN if job:
            _draw_submit_again(layout.row(align=True), job, is_searching=is_searching)
        case Remedy.CHECK_AGAIN if job:
            _draw_retry(layout, job, iface_("Check Again", "Operator"), "FILE_REFRESH")
        case Remedy.STOP_WAITING if job:
            layout.operator("antekirt.cancel_job", text="Stop Waiting", icon="X").job_id = job.id
        case Remedy.RETRY_DOWNLOAD if job:
            _draw_retry(layout, job, iface_("Try Again", "Operator"), "IMPORT")


def _is_affordable(job: Job) -> bool:
    """Whether there are enough credits by now for what was refused."""
    shown = snapshot.current()
    return shown.budget.balance is not None and not balance_line.unaffordable_reason(shown, job.price)


def _draw_retry(layout: bpy.types.UILayout, job: Job, label: str, icon: IconItems) -> None:
    """Beside the credits that were taken it must be plain that this takes no more of them."""
    text = iface_("{button} · Free").format(button=label)
    if fitted(bpy.context, text, boxes=1, buttons=1) != text:
        text = label
    layout.operator("antekirt.retry_job", text=text, translate=False, icon=icon).job_id = job.id


def _draw_submit_again(row: bpy.types.UILayout, job: Job, *, is_searching: bool) -> None:
    """The price is to be read in the narrowest sidebar."""
    price = wording.price_in_words(job.price)
    text = iface_("Submit Again · {price}").format(price=price)
    if fitted(bpy.context, text, boxes=1, buttons=1) != text:
        text = iface_("Again · {price}").format(price=price)
    row.enabled = not is_searching
    operator = row.operator(
        "antekirt.submit_again",
        text=iface_("Looking…") if is_searching else text,
        translate=False,
        icon="SORTTIME" if is_searching else "FILE_REFRESH",
    )
    operator.job_id = job.id
    operator.not_this = ",".join(candidate.generation_id for candidate in job.candidates)


def draw_open_preferences(layout: bpy.types.UILayout, text: str = n_("Open Preferences", "Operator")) -> None:
    layout.operator("preferences.addon_show", text=text, icon="PREFERENCES").module = ADDON_ID


def draw_allow_online(layout: bpy.types.UILayout) -> None:
    if not bpy.app.online_access_override:
        layout.operator("extensions.userpref_allow_online", text="Allow Online Access", icon="INTERNET")
