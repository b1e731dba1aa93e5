# SPDX-License-Identifier: GPL-3.0-or-later
"""A request that was never answered: send it again, unless it turns up or the artist recognizes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..api.error import InvalidRequest
from ..api.request import check_id
from ..jobs.interruption import STOPPED_WAITING
from ..jobs.job import Job, Kind, State
from ..message import Message, listed
from ..translations import translated
from . import job_session, spending_limit
from .control_job import JobOperator
from .paid_operator import ask_to_pay
from .preflight import check_connection, check_jobs

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..jobs.candidate import Candidate
    from ..jobs.event import SearchOutcome

SENDING = {State.QUEUED, State.SUBMITTING}


class ANTEKIRT_OT_submit_again(JobOperator, bpy.types.Operator):
    """Look for this request once more, and send it again if it is not there. Only then are credits taken"""

    bl_idname = "antekirt.submit_again"
    bl_label = "Submit Again"

    not_this: bpy.props.StringProperty(
        name="Not This",
        description="Id of a generation that is not this job's, or several with commas between them",
        options={"SKIP_SAVE"},
    )

    _is_invoked = False

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[OperatorReturnItems]:
        """Begin; the card shows what comes of it."""
        self._is_invoked = True
        session = job_session.running()
        job = session.jobs.get(self.job_id) if session else None
        if job and spending_limit.must_ask(job.price):
            return ask_to_pay(self, context, event, [job])
        return self.execute(context)

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        """Begin; a script waits until it is known what comes of it, and until the request is sent."""
        begun = super().execute(context)
        if self._is_invoked or begun == {"CANCELLED"}:
            return begun
        from ..jobs.event import SearchOutcome  # not read at Blender's start

        session = job_session.session()
        try:
            session.wait_until(lambda: self.job_id not in session.searching)
            outcome = session.search_outcomes[self.job_id]
            if outcome is SearchOutcome.SENT:
                session.wait_until(lambda: session.jobs[self.job_id].state not in SENDING)
        except (KeyboardInterrupt, TimeoutError):
            self.report({"ERROR"}, translated(STOPPED_WAITING))
            return {"CANCELLED"}
        return self._tell(outcome, session.jobs[self.job_id])

    def act(self, job: Job) -> str:
        session = job_session.session()
        check_jobs(session, [job])
        ids = tuple(filter(None, (name.strip() for name in self.not_this.split(","))))
        for generation_id in ids:
            check_id(generation_id, "generation")
        session.submit_again(job.id, ids)
        if job.state is State.ABSENT:
            return Message("It is looked for once more before anything is sent")
        return Message("Submitted again for {price} credits", price=job.price)

    def _tell(self, outcome: SearchOutcome, job: Job) -> set[OperatorReturnItems]:
        from ..jobs.event import SearchOutcome  # not read at Blender's start

        match outcome:
            case SearchOutcome.FOUND:
                self.report({"WARNING"}, "Nothing was sent: it was found, and it goes on")
            case SearchOutcome.POSSIBLE:
                found = listed([_named(candidate) for candidate in job.candidates])
                told = Message("Nothing was sent, as this may be it: {candidates}", candidates=found)
                self.report({"WARNING"}, translated(told))
            case SearchOutcome.REFUSED:
                self.report({"ERROR"}, "This job cannot be submitted again")
            case _ if job.problem and job.state in {State.ABSENT, State.FAILED}:
                self.report({"ERROR"}, translated(job.problem.sentence()))
            case SearchOutcome.SENT:
                return {"FINISHED"}
        return {"CANCELLED"}


class ANTEKIRT_OT_adopt_generation(JobOperator, bpy.types.Operator):
    """This is what the request made: go on with it. It costs nothing"""

    bl_idname = "antekirt.adopt_generation"
    bl_label = "This Is It"

    generation_id: bpy.props.StringProperty(
        name="Generation", description="Id of the generation", options={"SKIP_SAVE"}
    )

    def act(self, job: Job) -> str:
        session = job_session.session()
        check_id(self.generation_id, "generation")
        if job.kind is not Kind.IMAGE or job.state not in {State.ABSENT, State.HELD}:
            raise InvalidRequest(Message("This job is not looking for a generation."))
        check_connection(session)
        session.engine.adopt_generation(job.id, self.generation_id)
        return Message("Going on with it. It costs nothing")


def _named(candidate: Candidate) -> str:
    return Message("“{prompt}” ({id})", prompt=candidate.title, id=candidate.generation_id)


CLASSES = (ANTEKIRT_OT_submit_again, ANTEKIRT_OT_adopt_generation)
