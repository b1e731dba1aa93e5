# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist asks for: submit, fetch, cancel, retry, submit again, dismiss. See Engine for each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..api.error import InvalidRequest
from . import problem
from .job import Job, Kind, State
from .problem import FileProblem, Problem, describe

if TYPE_CHECKING:
    from .job_completion import Completion
    from .results_folder import ResultsFolder
    from .step_dispatcher import Dispatcher


class Commands:
    def __init__(self, dispatcher: Dispatcher, completion: Completion, results_folder: ResultsFolder) -> None:
        self._dispatcher = dispatcher
        self._store, self._schedule = dispatcher.store, dispatcher.schedule
        self._completion = completion
        self._results_folder = results_folder

    def submit(self, jobs: list[Job]) -> None:
        """New jobs, each written before anything is sent; one that cannot be written is refused."""
        refused: set[str] = set()
        for job in jobs:
            try:
                job.request()
                if job.parent_id in refused:
                    self._refuse(job, problem.PARENT_FAILED, refused)
                    continue
                self._store.add(job)
            except (FileProblem, InvalidRequest) as error:
                self._refuse(job, describe(error, price=job.price), refused)
                continue
            if job.state is State.QUEUED:
                self._schedule.wait(job.id, 0)

    def _refuse(self, job: Job, told: Problem, refused: set[str]) -> None:
        refused.add(job.id)
        self._store.refuse(job.to(State.FAILED, problem=told))

    def fetch(self, job: Job) -> None:
        """A job for outputs that the account has already: nothing is submitted."""
        try:
            others = self._store.of_generation(job.generation_id)
        except FileProblem as error:
            self._store.refuse(job.to(State.FAILED, problem=describe(error)))
            return
        for other in reversed(others):  # the newest shows what the service shows
            same = (other.kind, other.image_index) == (job.kind, job.image_index)
            if same and other.state is State.READY and self._results_folder.holds(other):
                unpaid = replace(other, free=True, credits_used=None, credits_remaining=None)
                self._store.save(replace(unpaid, id=job.id, purpose=job.purpose, dismissed=False))
                return
        self._store.save(job)
        self._schedule.wait(job.id, 0)

    def cancel(self, job_id: str) -> None:
        """A step that a worker has is waited for, since it may tell the generation."""
        if self._dispatcher.is_at_work(job_id):
            return  # it is in Dispatcher.cancelled
        self._dispatcher.cancelled.discard(job_id)
        if job := self._store.adopt(job_id):
            self._dispatcher.cancel(job)

    def retry(self, job_id: str) -> None:
        job = None if self._dispatcher.is_at_work(job_id) else self._store.adopt(job_id)
        if job and (job.state is State.HELD or not job.unfinished):
            job = job.retried()
        if job:
            self._completion.forget_errors(job_id)
            self._store.save(job)
            self._schedule.wait(job.id, 0)

    def submit_again(self, job_id: str) -> None:
        """Refused while the service may have the request after all."""
        job = self._store.adopt(job_id)
        if job is None:
            return
        not_taken = job.state is State.FAILED and job.problem and job.problem.charged is False
        if not_taken or job.state is State.ABSENT:
            self._completion.forget_errors(job_id)
            ready = job.kind is Kind.IMAGE or job.generation_id
            self._store.add(
                job.to(
                    State.QUEUED if ready else State.WAITING,
                    problem=None,
                    dismissed=False,
                    baseline={},
                    seen_processing=False,
                )
            )
            self._schedule.wait(job.id, 0)

    def dismiss(self, job_id: str) -> None:
        """What waits for a job that is put aside for good has nothing to wait for."""
        if job := self._store.adopt(job_id):
            seen = job.to(job.state, dismissed=True)
            self._store.save(seen)
            for child in self._store.children(seen):
                self._completion.update_child(child, seen)
