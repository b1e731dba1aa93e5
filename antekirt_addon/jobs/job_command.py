# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist asks for: submit, fetch, cancel, retry, dismiss and more. See Engine for each."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from ..api.error import InvalidRequest
from . import lost_request, problem
from .event import SearchOutcome
from .job import Job, Kind, State
from .problem import FileProblem, Problem, describe

if TYPE_CHECKING:
    from .free_fetching import FreeFetching
    from .job_completion import Completion
    from .reconciliation import Reconciliation
    from .step_dispatcher import Dispatcher


class Commands:
    def __init__(
        self,
        dispatcher: Dispatcher,
        completion: Completion,
        reconciliation: Reconciliation,
        free_fetching: FreeFetching,
    ) -> None:
        self._dispatcher = dispatcher
        self._store, self._schedule = dispatcher.store, dispatcher.schedule
        self._completion = completion
        self._reconciliation = reconciliation
        self._free_fetching = free_fetching

    def submit(self, jobs: list[Job]) -> None:
        """New jobs, each written before anything is sent; one that cannot be written is refused."""
        refused: set[str] = set()
        named = [replace(job, account=self._store.belonging.account_for(job)) for job in jobs]
        if batch := [job for job in named if job.batch]:
            self._submit_batch(batch)
        for job in (job for job in named if not job.batch):
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

    def _submit_batch(self, jobs: list[Job]) -> None:
        """All of them are written, or none is: what a killed Blender leaves of a press is the whole of it."""
        try:
            for job in jobs:
                job.request()
            is_begun = self._store.add_together(jobs)
        except (FileProblem, InvalidRequest) as error:
            for job in jobs:
                self._refuse(job, describe(error, price=job.price), set())
            return
        if not is_begun:
            self._store.notify(problem.BEGUN_ALREADY.text)
        for job in jobs:
            if is_begun:
                self._schedule.wait(job.id, 0)
            elif not self._store.tell_begun(job.id):
                self._refuse(job, problem.BEGUN_ALREADY, set())

    def _refuse(self, job: Job, told: Problem, refused: set[str]) -> None:
        refused.add(job.id)
        self._store.refuse(job.to(State.FAILED, problem=told))

    def fetch(self, job: Job) -> None:
        """A job for outputs that the account has already: nothing is submitted."""
        self._free_fetching.fetch(job)

    def cancel(self, job_id: str) -> None:
        """What a worker is at is given up, but for a paid request: its answer may name what was taken."""
        job = self._store.jobs.get(job_id)
        if job and job.state is State.QUEUED and job.unanswered is not None:
            self._store.searched(job_id, SearchOutcome.REFUSED)
        if job and self._dispatcher.is_at_work(job_id):
            if job.cancelled:
                return
            if job.state is not State.SUBMITTING:
                self._dispatcher.let_go(job_id)
            elif self._dispatcher.withhold(job_id):
                self._completion.end(job.not_taken())
                return
            self._completion.cancel(job)
        elif found := self._store.adopt(job_id):
            self._completion.cancel(found)

    def retry(self, job_id: str) -> None:
        if not self._dispatcher.is_at_work(job_id):
            if found := self._store.adopt(job_id):
                self.go_on(found.wanted())
        elif (job := self._store.jobs[job_id]).cancelled:
            self._store.save(job.wanted())

    def go_on(self, job: Job) -> None:
        """Move a job on that no worker is at, as far as it can be for nothing."""
        if self._store.is_of_other_account(job):
            return
        again = job.retried() if job.state is State.HELD or not job.unfinished else job
        if again:
            self._completion.forget_errors(job.id)
            self._store.save(again)
            self._schedule.wait(job.id, 0)

    def submit_again(self, job_id: str, not_this: tuple[str, ...] = ()) -> None:
        """Refused while the service may have the request after all, and looked for before it is sent."""
        outcome: SearchOutcome | None = SearchOutcome.FAILED
        try:
            outcome = self._begin_again(job_id, not_this)
        finally:
            if outcome:
                self._store.searched(job_id, outcome)

    def _begin_again(self, job_id: str, not_this: tuple[str, ...]) -> SearchOutcome | None:
        """None: it is to be looked for first."""
        job = self._store.take_up(job_id, partial(self._asked_again, not_this))
        if job is None:
            return SearchOutcome.REFUSED
        self._completion.forget_errors(job_id)
        self._schedule.wait(job.id, 0)
        return SearchOutcome.SENT if job.unanswered is None else None

    def _asked_again(self, not_this: tuple[str, ...], job: Job) -> Job | None:
        """A job that was not taken, as far as can be told, as it is to be sent again."""
        if not job.can_be_sent or self._store.is_of_other_account(job):
            return None
        job = replace(job, account=self._store.belonging.account_for(job))
        if job.state is State.ABSENT:
            return lost_request.asked_again(job, not_this)
        return job.to(
            State.QUEUED if job.is_first_link else State.WAITING,
            problem=None,
            dismissed=False,
            baseline={},
            seen_processing=False,
            unless_had=False,  # the artist has read why it was not sent
        )

    def adopt_generation(self, job_id: str, generation_id: str) -> None:
        """The artist says which generation an unanswered request has made."""
        job = self._store.adopt(job_id)
        if job is None or self._dispatcher.is_at_work(job_id):
            return
        if generation_id in self._store.known_generations():
            self._store.notify("This generation belongs to another job already.")
        elif job.state in {State.ABSENT, State.HELD} and job.kind is Kind.IMAGE:
            self._reconciliation.found(job, generation_id)

    def submit_unsent(self, job_ids: list[str]) -> None:
        """In the order given: a job that waits for another comes after it."""
        for job_id in job_ids:
            try:
                job = self._store.take_up(job_id, self._pressed)
            except FileProblem as error:
                self._store.notify(str(error))
                self._store.tell_as_known(job_id)
                continue
            if job:
                self._completion.forget_errors(job_id)
                self._schedule.wait(job.id, 0)

    def _pressed(self, job: Job) -> Job | None:
        """A job that was never sent, or refused for nothing, as it is to be sent now.

        One without an account takes this one.
        """
        is_at_rest = job.can_be_sent and job.state is not State.ABSENT
        if not is_at_rest or self._store.is_of_other_account(job):
            return None
        return job.to(
            State.QUEUED if job.is_first_link else State.WAITING,
            account=self._store.belonging.account_for(job),
            problem=None,
            dismissed=False,
            baseline={},
            seen_processing=False,
        )

    def keep_unsent(self, job_ids: list[str]) -> None:
        """What has not been sent waits for the artist from now on. What may have been sent goes on."""
        for job_id in job_ids:
            job = self._store.jobs.get(job_id)
            if job and job.state is State.QUEUED and job.unanswered is None:
                if self._dispatcher.is_at_work(job_id):
                    self._dispatcher.let_go(job_id)
                self._completion.end(job.to(State.UNSENT, problem=problem.STOPPED))

    def note_imported(self, job_id: str, imported: dict[str, Any]) -> None:
        """What was put aside before has a new place in a scene, and is shown again."""
        found = self._store.find(job_id)
        if found and self._store.belonging.hindrance(found) is problem.OTHER_ACCOUNT:
            self._store.publish(replace(found, elsewhere=True, dismissed=False, imported=imported))
        elif job := self._store.adopt(job_id):
            self._store.save(job.to(job.state, dismissed=False, imported=imported))

    def dismiss(self, job_id: str) -> None:
        """What waits for a job that is put aside for good has nothing to wait for."""
        found = self._store.find(job_id)
        if found and self._store.belonging.hindrance(found) is problem.OTHER_ACCOUNT:
            self._store.publish(replace(found, elsewhere=True, dismissed=True))  # out of sight, here alone
        elif job := self._store.adopt(job_id):
            seen = job.to(job.state, dismissed=True)
            self._store.save(seen)
            for child in self._store.children(seen):
                self._completion.update_child(child, seen)
