# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done with all jobs at once: stop waiting for them, and put their cards aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ..api.error import ApiError
from ..jobs.job import Job, State  # Blender evaluates the annotations of its classes
from ..message import Message
from ..translations import translated
from . import job_session
from .error_sentence import error_sentence
from .job_card import has_problem, has_result

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..jobs.session import Session

SENT = {State.SUBMITTING, State.UNCONFIRMED, State.RUNNING, State.DOWNLOADING}
CARDS = (
    ("ALL", "All", "Results and what went wrong"),
    ("PROBLEMS", "Problems", "What went wrong"),
    ("RESULTS", "Results", "Results, imported or not"),
    ("NOTICE", "Notice", "What is said above them"),
)
NOTHING_TO_DO = Message("There is nothing to do")


class ANTEKIRT_OT_cancel_all(bpy.types.Operator):
    """Stop waiting for all jobs that are under way. Credits already taken are not given back"""

    bl_idname = "antekirt.cancel_all"
    bl_label = "Cancel All"

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[OperatorReturnItems]:
        """Ask first, with what it may cost all the same."""
        session = job_session.running()
        jobs = under_way(session) if session else []
        if not jobs:
            self.report({"INFO"}, translated(NOTHING_TO_DO))
            return {"CANCELLED"}
        price = sum(job.price for job in jobs if job.state in SENT and not job.free)
        told = (
            Message("Up to {price} credits are taken all the same, for results in your history", price=price)
            if price
            else Message("Nothing that costs credits was sent yet")
        )
        return context.window_manager.invoke_confirm(
            self,
            event,
            title=translated(Message("Stop waiting for all jobs ({count})?", count=len(jobs))),
            message=translated(told),
            confirm_text=iface_("Stop Waiting", "Operator"),  # beside Blender's own “Cancel”
            translate=False,
        )

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        """Stop waiting at once; cards say later what was taken."""
        try:
            session = job_session.session()
        except ApiError as error:
            self.report({"ERROR"}, translated(error_sentence(error)))
            return {"CANCELLED"}
        jobs = under_way(session)
        for job in reversed(jobs):  # what is to be made from an image goes before it
            session.engine.cancel(job.id)
        told = Message("No longer waited for: {count}", count=len(jobs))
        self.report({"INFO"}, translated(told if jobs else NOTHING_TO_DO))
        return {"FINISHED"}


class ANTEKIRT_OT_dismiss_all(bpy.types.Operator):
    """Take all of these out of the list. The files stay on your disk and in your history"""

    bl_idname = "antekirt.dismiss_all"
    bl_label = "Dismiss All"

    cards: bpy.props.EnumProperty(name="Cards", description="Which ones", items=CARDS, options={"SKIP_SAVE"})

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        try:
            session = job_session.session()
        except ApiError as error:
            self.report({"ERROR"}, translated(error_sentence(error)))
            return {"CANCELLED"}
        jobs = [job for job in session.jobs.values() if self._has_card(job)]
        if self.cards in {"ALL", "NOTICE"} and session.notice:
            session.put_notice_aside()
            if not jobs:
                return {"FINISHED"}
        for job in jobs:
            session.engine.dismiss(job.id)
        told = Message("Dismissed: {count}", count=len(jobs))
        self.report({"INFO"}, translated(told if jobs else NOTHING_TO_DO))
        return {"FINISHED"}

    def _has_card(self, job: Job) -> bool:
        is_problem = self.cards in {"ALL", "PROBLEMS"} and has_problem(job)
        return is_problem or (self.cards in {"ALL", "RESULTS"} and has_result(job))


def under_way(session: Session) -> list[Job]:
    """The jobs that this Blender waits for, oldest first."""
    return [job for job in session.jobs.values() if job.is_under_way and not job.elsewhere]


CLASSES = (ANTEKIRT_OT_cancel_all, ANTEKIRT_OT_dismiss_all)
