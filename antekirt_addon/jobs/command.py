# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist asks for: begin, bring, cancel, retry, submit again, dismiss."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..api.error import InvalidRequest
from . import problem
from .job import Job, Kind, State
from .problem import FileProblem, describe

if TYPE_CHECKING:
    from .lifecycle import Course


class Wishes:
    def __init__(self, course: Course) -> None:
        self._course = course
        self._roster = course.roster

    def begin(self, jobs: list[Job]) -> None:
        """New jobs, each written before anything is sent; one that cannot be written is refused."""
        refused: set[str] = set()
        for job in jobs:
            try:
                job.request()
                if job.parent_id in refused:
                    self._refuse(job, problem.PARENT_FAILED, refused)
                    continue
                self._roster.begin(job)
            except (FileProblem, InvalidRequest) as error:
                self._refuse(job, describe(error, price=job.price), refused)
                continue
            if job.state is State.QUEUED:
                self._course.wait(job, 0)

    def _refuse(self, job: Job, told: problem.Problem, refused: set[str]) -> None:
        refused.add(job.id)
        self._roster.refuse(job.to(State.FAILED, problem=told))

    def bring(self, job: Job) -> None:
        """A job for outputs that the account has already: nothing is submitted."""
        try:
            others = self._roster.of_generation(job.generation_id)
        except FileProblem as error:
            self._roster.refuse(job.to(State.FAILED, problem=describe(error)))
            return
        for other in reversed(others):  # the newest shows what the service shows
            same = (other.kind, other.image_index) == (job.kind, job.image_index)
            if same and other.state is State.READY and self._course.results_folder.holds(other):
                unpaid = replace(other, free=True, credits_used=None, credits_remaining=None)
                self._roster.keep(replace(unpaid, id=job.id, purpose=job.purpose, dismissed=False))
                return
        self._roster.keep(job)
        self._course.wait(job, 0)

    def cancel(self, job_id: str) -> None:
        """See Engine.cancel. A step that a worker has is waited for, since it may tell the generation."""
        if self._course.is_at_work(job_id):
            return  # Course.cancelled has the wish
        self._course.cancelled.discard(job_id)
        if job := self._roster.adopt(job_id):
            self._course.give_up(job)

    def retry(self, job_id: str) -> None:
        """See Engine.retry."""
        job = None if self._course.is_at_work(job_id) else self._roster.adopt(job_id)
        if job and (job.state is State.HELD or not job.unfinished):
            job = job.again()
        if job:
            self._course.forget(job_id)
            self._roster.keep(job)
            self._course.wait(job, 0)

    def submit_again(self, job_id: str) -> None:
        """See Engine.submit_again. Refused while the service may have the request after all."""
        job = self._roster.adopt(job_id)
        if job is None:
            return
        not_taken = job.state is State.FAILED and job.problem and job.problem.charged is False
        if not_taken or job.state is State.ABSENT:
            self._course.forget(job_id)
            ready = job.kind is Kind.IMAGE or job.generation_id
            self._roster.begin(
                job.to(
                    State.QUEUED if ready else State.WAITING,
                    problem=None,
                    dismissed=False,
                    before={},
                    seen_processing=False,
                )
            )
            self._course.wait(job, 0)

    def dismiss(self, job_id: str) -> None:
        """See Engine.dismiss. What waits for a job that is put aside for good has nothing to wait for."""
        if job := self._roster.adopt(job_id):
            seen = job.to(job.state, dismissed=True)
            self._roster.keep(seen)
            for child in self._roster.children(seen):
                self._course.follow(child, seen)
