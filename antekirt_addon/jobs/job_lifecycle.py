# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of a job: which step comes when, and what follows from how it ended.

Runs on the engine's thread. The steps themselves stand in pipeline.py; what follows each of them stands
here, in the order in which a job meets them: baseline, submit, (reconciliation.py,) watch, (fetching.py,)
job_completion.py. What the artist asks for stands in job_command.py, what earlier Blenders left in
recovery.py.
"""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from ..api.error import (
    ApiError,
    InsufficientCredits,
    MissingKey,
    Offline,
    TooManyRequests,
    Unauthorized,
    Unreachable,
)
from ..api.generation_status import Status
from ..api.resource import Generation, Page, Submission
from . import generation_problem, lost_request, pipeline, problem
from .job import Job, State
from .possession import Possession, Shown
from .problem import FileProblem, Problem, describe
from .purse import cost
from .shared_budget import BudgetSpent

if TYPE_CHECKING:
    from .account_lookup import AccountLookup
    from .batch_turn import BatchTurns
    from .fetching import Fetching
    from .free_fetching import FreeFetching
    from .job_completion import Completion
    from .reconciliation import Reconciliation
    from .step_dispatcher import Dispatcher

# What refuses one request of a batch and would refuse all others: they are not tried.
MEETS_ALL = (BudgetSpent, InsufficientCredits, MissingKey, Offline, Unauthorized, Unreachable)
BUSY_SECONDS = 1.0  # between two checks whether a generation is free
PARENT_SECONDS = 5.0  # between two looks at what another Blender has made of the job that one is chained to


class Lifecycle:
    def __init__(
        self,
        dispatcher: Dispatcher,
        account: AccountLookup,
        completion: Completion,
        reconciliation: Reconciliation,
        *,
        turns: BatchTurns,
        free_fetching: FreeFetching,
        fetching: Fetching,
    ) -> None:
        self._dispatcher = dispatcher
        self._store, self._schedule = dispatcher.store, dispatcher.schedule
        self._account = account
        self._completion = completion
        self._reconciliation = reconciliation
        self._turns = turns
        self._free_fetching = free_fetching
        self._fetching = fetching

    def advance(self) -> None:
        """Begin the steps that are due. Jobs that only wait for the service share one request."""
        self._store.save_pending()
        known = self._store.jobs  # without what another Blender has taken up
        due = [known[job_id] for job_id in self._schedule.take_due() if job_id in known]
        if absent := [job for job in due if job.state is State.ABSENT]:
            self._reconciliation.again(absent)
            due = [job for job in due if job.state is not State.ABSENT]
        watched = self._watched_with(due)
        together = {job.id for job in watched} if len(watched) > 1 else set()
        if together:
            self._watch_together(watched)
        for job in due:
            if self._dispatcher.is_at_work(job.id):
                self._account.still_asking(job)
            elif job.id not in together:
                self._dispatcher.guard(job.id, partial(self._step, job))

    def _watched_with(self, due: list[Job]) -> list[Job]:
        """The running jobs among those due, and, since one list tells of all, the others not due yet."""
        watched = [job for job in due if self._is_watched(job)]
        if watched:
            others = [job for job in self._store.jobs.values() if self._is_watched(job)]
            watched += [job for job in others if self._schedule.take_early(job.id)]
        return watched

    def _is_watched(self, job: Job) -> bool:
        return job.state is State.RUNNING and self._dispatcher.is_here(job)

    def _step(self, job: Job) -> None:
        """The step that a job's state calls for."""
        if job.state is State.QUEUED and not self._turns.take(job):
            return
        if self._account.is_needed(job):
            self._account.ask(job)
            return
        if not self._dispatcher.is_here(job):
            self._store.tell(job)
            return  # until `Recovery.use` brings a client for its address and its account
        client = self._dispatcher.client
        if job.state is State.QUEUED:
            job = self._account.name(job)
        match job.state:
            case State.WAITING:
                self._completion.update_child(job, self._store.find(job.parent_id))
                if self._store.jobs[job.id].state is State.WAITING and job.parent_id not in self._store.jobs:
                    self._schedule.wait(job.id, PARENT_SECONDS)  # nobody here will tell
            case State.QUEUED if self._store.is_busy(job):
                self._schedule.wait(job.id, BUSY_SECONDS)
            case State.QUEUED if job.unanswered is not None:
                self._reconciliation.before_sending(job, self._take_baseline)
            case State.QUEUED:
                self._take_baseline(job)
            case State.UNCONFIRMED:
                self._reconciliation.start(job)
            case State.RUNNING:
                self._dispatcher.ask(job, partial(client.generation, job.generation_id), self._watched)

    # Baseline

    def _take_baseline(self, job: Job) -> None:
        client = self._dispatcher.client
        self._dispatcher.ask(job, partial(pipeline.take_baseline, client, job), self._baseline_taken)

    def _baseline_taken(self, job: Job, outcome: dict[str, Any] | Exception) -> None:
        if isinstance(outcome, pipeline.Busy) and (job.parent_id or self._store.is_busy(job)):
            self._schedule.wait(job.id, BUSY_SECONDS)  # for another job of ours
        elif isinstance(outcome, Exception):
            self._refused(job, outcome)
        elif self._dispatcher.is_here(job):
            self._submit_unless_had(job, outcome)
        else:  # the key was changed meanwhile
            self._schedule.wait(job.id, 0)

    # Submit

    def _submit_unless_had(self, job: Job, baseline: dict[str, Any]) -> None:
        """What the account has is fetched for nothing, and what it may have is paid for only if so asked."""
        if not job.unless_had or job.unanswered is not None:
            self._submit(job, baseline)
            return
        asked = replace(job, parameters=pipeline.fitted(job, baseline))
        try:
            had = self._free_fetching.possession(asked, Shown(baseline["output"], baseline["images"]))
        except FileProblem as error:
            self.not_sent(job, describe(error, price=job.price))
            return
        if had in {Possession.HERE, Possession.AT_THE_SERVICE}:
            self._free_fetching.fetch(asked.to(State.RUNNING, free=True, problem=None))
        elif had is Possession.UNCLEAR:
            self.not_sent(job, generation_problem.unclear_source(job.kind, job.price))
        else:
            self._submit(job, baseline)

    def _submit(self, job: Job, baseline: dict[str, Any]) -> None:
        """Send the paid request, once that it may be on the wire is written."""
        submitting = job.to(
            State.SUBMITTING,
            parameters=pipeline.fitted(job, baseline),
            baseline=baseline,
            submitted_at=time.time(),
            prompt=baseline.get("prompt") or job.prompt,
            artist_id=baseline.get("artist_id") or job.artist_id,
            artist_name=baseline.get("artist_name") or job.artist_name,
            generation_created_at=baseline.get("created_at", ""),
            candidates=(),
            problem=None,
        )
        try:
            is_free = self._store.commit(submitting, self._dispatcher.client.transport.now())
        except BudgetSpent as error:
            self._refused(job, error)
            return
        except FileProblem as error:
            self.not_sent(job, describe(error, price=job.price))
            return
        if is_free:
            call = partial(pipeline.submit, self._dispatcher.client, submitting)
            self._dispatcher.pay(submitting, call, self._submitted)
        else:
            self._schedule.wait(job.id, BUSY_SECONDS)

    def _submitted(self, job: Job, outcome: Submission | Exception) -> None:
        match outcome:
            case Submission():
                taken = job.to(
                    State.RUNNING,
                    generation_id=outcome.generation_id,
                    unanswered=None,
                    credits_used=cost(outcome.credits_used, job.price),
                    credits_remaining=outcome.credits_remaining,
                    service_word=outcome.status,
                )
                if self._store.is_anothers(taken):
                    taken = lost_request.misnamed(taken) or taken
                self._completion.taken(taken, next_poll=self._schedule.policy.shortest)
            case ApiError(charged=False):
                self._refused(job, outcome)
            case _:
                self._store.save(job.sought_again())
                self._schedule.wait(job.id, self._schedule.policy.shortest / 2)

    def _refused(self, job: Job, error: Exception) -> None:
        """Nothing was taken. Who asks too often is told to wait; all else ends the job."""
        if job.cancelled:
            self._completion.end(job.not_taken())
        elif isinstance(error, TooManyRequests):
            self._store.save(job.to(State.QUEUED, problem=describe(error)))
            self._schedule.wait_after_error(job.id, error.retry_after)
        else:
            told = replace(describe(error, price=job.price), charged=False)
            self.not_sent(job, told)
            if isinstance(error, MEETS_ALL):
                for other in self._turns.waiting(job.batch):
                    self._completion.end(other.to(State.UNSENT, problem=problem.batch_refused(told)))

    def not_sent(self, job: Job, told: Problem) -> None:
        """It was refused, here or by the service. An earlier request that was never answered stays open."""
        if job.unanswered is None:
            self._completion.end(job.to(State.FAILED, problem=told))
        else:
            self._reconciliation.leave_absent(job.to(State.ABSENT, problem=problem.not_sent_again(told.text)))

    # Watch

    def _watch_together(self, jobs: list[Job]) -> None:
        """One list for all; a generation that is too old for its first page is asked for by itself."""
        self._dispatcher.ask_together(
            jobs, partial(self._dispatcher.client.generations, limit=100), self._listed
        )

    def _listed(self, job: Job, outcome: Page[Generation] | Exception) -> None:
        if isinstance(outcome, Exception):
            self._watched(job, outcome)
        elif found := [generation for generation in outcome.items if generation.id == job.generation_id]:
            self._watched(job, found[0])
        else:
            self._step(job)

    def _watched(self, job: Job, outcome: Generation | Exception) -> None:
        if isinstance(outcome, Exception):
            self._completion.lookup_failed(job, outcome)
            return
        if not self._dispatcher.is_here(job):  # the key was changed meanwhile
            self._schedule.wait(job.id, 0)
            return
        self._schedule.succeeded(job.id)
        job = job.to(
            State.RUNNING,
            account=self._store.belonging.account_for(job),
            problem=None,
            service_word=outcome.raw_status,
            seen_processing=job.seen_processing or pipeline.is_processing(job, outcome),
            prompt=outcome.prompt or job.prompt,
            artist_id=outcome.artist_id or job.artist_id,
            artist_name=outcome.artist_name or job.artist_name,
            generation_created_at=outcome.created_at or job.generation_created_at,
        )
        verdict = pipeline.judge(job, outcome)
        unclear = None
        if outcome.status is Status.UNKNOWN:
            if self._schedule.grace_is_over(job.id, news="unclear"):
                unclear = generation_problem.unclear(outcome.raw_status, outcome.reason, charged=not job.free)
        elif not verdict.stale:
            self._schedule.reset_grace(job.id)
        elif self._schedule.grace_is_over(job.id):
            verdict = pipeline.Verdict(verdict.leftover, failed=not verdict.leftover)
            if verdict.failed:
                told = replace(problem.NOTHING_NEW, charged=not job.free)
                self._completion.hold(job, told)
                return
        if verdict.outputs:
            self._fetching.start(job, verdict.outputs)
        elif verdict.failed:
            told = generation_problem.failed(outcome.reason, charged=not job.free)
            self._completion.end(job.to(State.FAILED, problem=told))
        else:
            self._store.save(job.to(State.RUNNING, problem=unclear))
            age = time.time() - job.submitted_at if job.submitted_at else 0.0
            self._schedule.wait(job.id, self._schedule.policy.next_poll(age, job.expected_seconds))
