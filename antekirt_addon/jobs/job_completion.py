# SPDX-License-Identifier: GPL-3.0-or-later
"""How a job comes to its end, good or bad, and what that means for the jobs that wait for it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ..api.error import Forbidden, InvalidRequest, NotFound, Unauthorized
from . import problem
from .job import Job, State
from .lost_request import misnamed
from .problem import FileProblem, Problem, Remedy, describe

if TYPE_CHECKING:
    from .download_attempts import DownloadAttempts
    from .job_store import JobStore
    from .schedule import Schedule

# What the service refuses to this key or address, however often it is asked.
REFUSALS = (NotFound, Unauthorized, Forbidden, InvalidRequest)


class Completion:
    def __init__(self, store: JobStore, schedule: Schedule, attempts: DownloadAttempts) -> None:
        self._store = store
        self._schedule = schedule
        self._attempts = attempts

    def end(self, job: Job) -> None:
        """Write how it ended, and tell those that wait for it."""
        self._store.save(job)
        self.forget_errors(job.id)
        for child in self._store.children(job):
            self.update_child(child, job)

    def hold(self, job: Job, told: Problem) -> None:
        """What cannot be had for now is the artist's to try again. What has come is ready all the same."""
        self.end(job.to(State.READY if job.files else State.HELD, problem=told))

    def update_child(self, child: Job, parent: Job | None) -> None:
        """What a job's state means for one that is chained to it."""
        if child.state is State.UNSENT:
            self._update_unsent(child, parent)
        elif parent and parent.has_brought(child.image_index):
            self._store.save(child.to(State.QUEUED, generation_id=parent.generation_id))
            self._schedule.wait(child.id, 0)
        elif parent is None or parent.is_given_up or parent.is_partial:
            dismissed = parent is not None and parent.dismissed
            self.end(child.to(State.FAILED, problem=problem.PARENT_FAILED, dismissed=dismissed))

    def _update_unsent(self, child: Job, parent: Job | None) -> None:
        """One that the artist has not sent is put aside with what it was to be made from, and never sent.

        It may have been sent by another Blender since.
        """
        if parent and parent.is_given_up:
            told = {"problem": problem.PARENT_FAILED, "dismissed": parent.dismissed}
            with suppress(FileProblem):  # it is offered again, and fails then
                self._store.take_up(
                    child.id, lambda row: row.to(State.FAILED, **told) if row.state is State.UNSENT else None
                )

    def taken(self, job: Job, next_poll: float) -> None:
        """The service has taken its request: it goes on, or is over when the artist waits no longer."""
        self.forget_errors(job.id)
        if job.cancelled:
            self.end(job.to(State.CANCELLED, problem=problem.CANCELLED))
        else:
            self._store.save(job)
            self._schedule.wait(job.id, next_poll)

    def cancel(self, job: Job) -> None:
        """The artist waits no longer. What may have been taken is looked for, to know what it cost."""
        if (job.unfinished and not job.cancelled) or job.state in {State.ABSENT, State.UNSENT}:
            abandoned = job.abandoned()
            self.end(abandoned)
            if abandoned.state is State.UNCONFIRMED:
                self._schedule.wait(job.id, 0)

    def lookup_failed(self, job: Job, error: Exception) -> None:
        """A lookup at the service that failed ends no job. What is refused again and again is held."""
        told = Problem(describe(error).text, self.charged(job), Remedy.CHECK_AGAIN)
        if isinstance(error, NotFound | Forbidden) and not (job.account or job.free):
            self._store.release(job)  # of an account that is not known, and this one does not have it
            return
        told_for_good = isinstance(error, REFUSALS) or bool(job.files)  # what has come is not kept waiting
        if told_for_good and self._schedule.grace_is_over(job.id):
            is_gone = isinstance(error, NotFound) and job.state is State.RUNNING
            if is_gone and (sought := misnamed(job)):
                self.search(sought)
            else:
                self.hold(job, told)
        else:
            self._store.save(job.to(job.state, problem=job.problem if job.cancelled else told))
            self._schedule.wait_after_error(job.id, getattr(error, "retry_after", None))

    def search(self, job: Job) -> None:
        """Have an unconfirmed job looked for, with a grace period of its own."""
        self.forget_errors(job.id)
        self._store.save(job)
        self._schedule.wait(job.id, 0)

    def charged(self, job: Job) -> bool | None:
        """Whether an unfinished job has cost credits."""
        if job.state in {State.WAITING, State.QUEUED}:
            return False
        is_open = job.state is State.UNCONFIRMED and not job.claimed_id
        return None if is_open else not job.free

    def forget_errors(self, job_id: str) -> None:
        """A job has ended, or begins anew: what went wrong before counts no longer."""
        self._schedule.forget(job_id)
        self._attempts.forget(job_id)
