# SPDX-License-Identifier: GPL-3.0-or-later
"""What all seats of a studio have left, in words; asked for in the background while somebody looks."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_

from ..jobs.shared_budget import project_in_words
from ..operators import job_session, runtime, sidebar
from ..translations import translated
from ..translations.number import number

if TYPE_CHECKING:
    from ..jobs.budget import Budget

SECONDS = 5.0  # between two looks at what the others have spent


class SeatsInSight:
    """in_sight: whether it was drawn since the sidebar was opened.

    asked_at, asked_for: when this was asked last, and with what spent here.
    """

    def __init__(self) -> None:
        self.in_sight = False
        self.asked_at = 0.0
        self.asked_for: object = None


def lines(budget: Budget) -> list[str]:
    """What is left for today, and for the project."""
    runtime.state(SeatsInSight).in_sight = True
    if not (budget.shared and budget.seats):
        return []
    said = []
    if (most := budget.shared.per_day) is not None:
        text = iface_("Today all seats have {left} of {limit} left")
        said.append(text.format(left=number(max(most - budget.seats.today, 0)), limit=number(most)))
    if (most := budget.shared.per_project) is not None:
        text = iface_("For {project} all seats have {left} of {limit} left")
        left = number(max(most - budget.seats.on_project, 0))
        project = translated(project_in_words(budget.seats.project))
        said.append(text.format(project=project, left=left, limit=number(most)))
    return said


def update() -> None:
    """Ask for it when it is in sight, and out of date or not known yet."""
    state, session = runtime.state(SeatsInSight), job_session.running()
    state.in_sight &= sidebar.is_open()
    if not (state.in_sight and session and session.settings.budget):
        return
    now = session.project, session.spent, session.promised
    if state.asked_for != now or time.monotonic() - state.asked_at > SECONDS:
        state.asked_for, state.asked_at = now, time.monotonic()
        session.refresh_seats()


CLASSES = ()


def register() -> None:
    runtime.watch(update)
