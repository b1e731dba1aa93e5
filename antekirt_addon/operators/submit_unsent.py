# SPDX-License-Identifier: GPL-3.0-or-later
"""Sends what an ended Blender had not sent yet, for its price. The results wait in the panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..api.error import ApiError
from ..jobs.interruption import STOPPED_WAITING
from ..jobs.job import Job, State  # Blender evaluates the annotations of properties
from ..jobs.problem import FileProblem
from ..jobs.unsent_job import price_of, unsent_chain, unsent_jobs
from ..message import Message
from ..translations import translated
from . import job_session, spending_limit
from .error_sentence import error_sentence
from .paid_operator import ask_to_pay
from .preflight import check_price

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..jobs.session import Session

NOTHING_UNSENT = Message("There is nothing that was not sent")


class ANTEKIRT_OT_submit_unsent(bpy.types.Operator):
    """Send what was not sent before Blender was closed. The results wait in the panel"""

    bl_idname = "antekirt.submit_unsent"
    bl_label = "Submit Unsent"

    job_id: bpy.props.StringProperty(
        name="Job",
        description="Id of one job, which is sent with what it is to be made from. All, if it is empty",
        options={"SKIP_SAVE"},
    )
    # The price on the button that was pressed; 0 where none was shown.
    shown_price: bpy.props.IntProperty(options={"HIDDEN", "SKIP_SAVE"})

    _asked: list[Job] | None = None  # what the artist is being asked about

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[OperatorReturnItems]:
        """Begin; the panel shows how it goes on."""
        try:
            session = job_session.session()
            jobs = self._jobs(session)
            if not jobs:
                self.report({"INFO"}, translated(NOTHING_UNSENT))
                return {"CANCELLED"}
            check_price(session, jobs)
        except (ApiError, FileProblem) as error:
            return self._fail(error_sentence(error))
        price = price_of(jobs)
        if spending_limit.must_ask(price) or price != self.shown_price:
            self._asked = jobs
            return ask_to_pay(self, context, event, jobs)
        self._send(session, jobs)
        return {"FINISHED"}

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        """For scripts: run to the end. And for Blender, once the artist has agreed."""
        try:
            if self._asked:
                check_price(job_session.session(), self._asked)
                self._send(job_session.session(), self._asked)
                return {"FINISHED"}
            session = job_session.resumed()
            session.wait_until(lambda: session.knows_left)
            jobs = self._jobs(session)
            if not jobs:
                self.report({"INFO"}, translated(NOTHING_UNSENT))
                return {"FINISHED"}
            check_price(session, jobs)
            self._send(session, jobs)
            done = [session.wait(job.id) for job in jobs]
        except (ApiError, FileProblem) as error:
            return self._fail(error_sentence(error))
        except (KeyboardInterrupt, TimeoutError):
            return self._fail(STOPPED_WAITING)
        failed = [job for job in done if job.state is not State.READY]
        for job in failed:
            said = job.problem.sentence() if job.problem else Message("The job was {state}", state=job.state)
            self._fail(Message("{job}: {problem}", job=job.title, problem=said))
        return {"CANCELLED"} if failed else {"FINISHED"}

    def _jobs(self, session: Session) -> list[Job]:
        return unsent_chain(session.jobs, self.job_id) if self.job_id else unsent_jobs(session.jobs)

    def _send(self, session: Session, jobs: list[Job]) -> None:
        session.submit_unsent(jobs)
        told = Message("Submitted for {price} credits: {count}", price=price_of(jobs), count=len(jobs))
        self.report({"INFO"}, translated(told))

    def _fail(self, sentence: str) -> set[OperatorReturnItems]:
        self.report({"ERROR"}, translated(sentence))
        return {"CANCELLED"}


CLASSES = (ANTEKIRT_OT_submit_unsent,)
