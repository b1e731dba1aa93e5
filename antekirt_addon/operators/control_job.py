# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done with a job under way, or with one that has ended."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..api.error import ApiError, InvalidRequest
from ..jobs.interruption import STOPPED_WAITING
from ..jobs.problem import FileProblem, describe
from ..jobs.unsent_job import unsent_jobs
from ..message import Message
from ..scene.error import SceneError
from ..translations import translated
from . import job_session
from .error_sentence import error_sentence
from .job_card import can_be_awaited, output_of
from .preflight import check_connection, check_price

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..jobs.job import Job
    from ..jobs.session import Session

VERDICT_SECONDS = 0.2  # the engine needs milliseconds, unless the disk keeps it


LIST_MISSING = Message(
    "The list of your generations could not be read: results may be missing. Resume again later"
)


class JobOperator:
    """Mixed into a bpy.types.Operator that gives `act`, which does something with one job."""

    job_id: bpy.props.StringProperty(name="Job", description="Id of the job", options={"SKIP_SAVE"})

    report: Any  # an Operator's

    def act(self, job: Job) -> str:
        """Do it, and return the sentence to report. Raises ApiError, FileProblem or SceneError."""
        raise NotImplementedError

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        try:
            job = job_session.session().past.find(self.job_id)
            if job is None:
                self.report({"ERROR"}, "There is no such job. Choose one from the list in the panel.")
                return {"CANCELLED"}
            self.report({"INFO"}, translated(self.act(job)))
        except (ApiError, FileProblem, SceneError) as error:
            self.report({"ERROR"}, translated(error_sentence(error)))
            return {"CANCELLED"}
        return {"FINISHED"}


class ANTEKIRT_OT_cancel_job(JobOperator, bpy.types.Operator):
    """Stop waiting for this job. Credits already taken are not given back, and the service goes on with it"""

    bl_idname = "antekirt.cancel_job"
    bl_label = "Cancel Job"

    def act(self, job: Job) -> str:
        """Only the engine knows whether the request has left: what it says is worth waiting a moment."""
        session = job_session.session()
        session.engine.cancel(job.id)
        end = time.monotonic() + VERDICT_SECONDS
        session.wait_until(lambda: session.jobs[job.id].is_settled or time.monotonic() > end)
        told = session.jobs[job.id].problem
        return told.sentence() if told and session.jobs[job.id].is_settled else Message("Cancelling")


class ANTEKIRT_OT_retry_job(JobOperator, bpy.types.Operator):
    """Look for the result once more. It costs nothing"""

    bl_idname = "antekirt.retry_job"
    bl_label = "Check Again"

    def act(self, job: Job) -> str:
        session = job_session.session()
        check_connection(session)
        session.engine.retry(job.id)
        return Message("Checking again")


class ANTEKIRT_OT_dismiss_job(JobOperator, bpy.types.Operator):
    """Take this out of the list. The files stay on your disk and in your history"""

    bl_idname = "antekirt.dismiss_job"
    bl_label = "Dismiss"

    def act(self, job: Job) -> str:
        """With earlier imports of the same, which would take its place."""
        session = job_session.session()
        same = [
            other
            for other in session.jobs.values()
            if job.is_imported and other.is_imported and output_of(other) == output_of(job)
        ]
        for other in same or [job]:
            session.engine.dismiss(other.id)
        return Message("Dismissed")


class ANTEKIRT_OT_wait_again(JobOperator, bpy.types.Operator):
    """Wait again for a job that was cancelled after it was sent. It costs nothing"""

    bl_idname = "antekirt.wait_again"
    bl_label = "Wait for It Again"

    def act(self, job: Job) -> str:
        session = job_session.session()
        check_connection(session)
        if not can_be_awaited(job):
            raise InvalidRequest("This job was not cancelled, or not sent. There is nothing to wait for.")
        session.engine.retry(job.id)
        return Message("Waiting again; the result will be in the panel")


class ANTEKIRT_OT_resume_jobs(bpy.types.Operator):
    """Go on with all unfinished jobs, also those that a closed or crashed Blender left"""

    bl_idname = "antekirt.resume_jobs"
    bl_label = "Resume Jobs"

    submit_unsent: bpy.props.BoolProperty(
        name="Submit Unsent",
        description="Send, for its price, also what was never sent",
        options={"SKIP_SAVE"},
    )

    def invoke(self, _context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        """Begin; the panel shows how it goes on."""
        try:
            check_connection(job_session.session())
            job_session.session().resume()
            if self.submit_unsent and unsent_jobs(job_session.session().jobs):
                bpy.ops.antekirt.submit_unsent("INVOKE_DEFAULT")  # type: ignore[attr-defined]  # ours
        except ApiError as error:
            self.report({"ERROR"}, translated(describe(error).text))
            return {"CANCELLED"}
        return {"FINISHED"}

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        """Run until no job can be moved on any more."""
        try:
            check_connection(job_session.session())
            session = job_session.resumed()
            session.resume()
            refused = self._submit_unsent(session) if self.submit_unsent else ""
            session.wait_until_settled()
        except (ApiError, FileProblem) as error:
            self.report({"ERROR"}, translated(describe(error).text))
            return {"CANCELLED"}
        except (KeyboardInterrupt, TimeoutError):
            self.report({"ERROR"}, translated(STOPPED_WAITING))
            return {"CANCELLED"}
        if refused:
            self.report({"ERROR"}, translated(refused))
            return {"CANCELLED"}
        from ..jobs.event import Relisting  # not read at Blender's start

        stuck = [job for job in session.jobs.values() if job.needs_the_artist]
        for job in stuck:
            said = job.problem.sentence() if job.problem else job.state
            self.report({"WARNING"}, translated(Message("{job}: {problem}", job=job.title, problem=said)))
        others = sum(job.elsewhere for job in session.jobs.values())
        if stuck:
            self.report({"INFO"}, rpt_("{count} jobs need your attention").format(count=len(stuck)))
        if others:
            told = Message(
                "{count} jobs belong to another running Blender, key or server address", count=others
            )
            self.report({"INFO"}, translated(told))
        if session.relisting is not Relisting.OVER:
            self.report({"WARNING"}, translated(LIST_MISSING))
        if not (stuck or others or session.has_left_over):
            self.report({"INFO"}, "All jobs are finished")
        return {"FINISHED"}

    def _submit_unsent(self, session: Session) -> str:
        """Send what was never sent, and return why it may not be: the others are finished all the same."""
        session.wait_until(lambda: session.knows_left)
        jobs = unsent_jobs(session.jobs)
        try:
            check_price(session, jobs)
        except (ApiError, FileProblem) as error:
            return error_sentence(error)
        session.submit_unsent(jobs)
        return ""


CLASSES = (
    ANTEKIRT_OT_cancel_job,
    ANTEKIRT_OT_retry_job,
    ANTEKIRT_OT_dismiss_job,
    ANTEKIRT_OT_wait_again,
    ANTEKIRT_OT_resume_jobs,
)
