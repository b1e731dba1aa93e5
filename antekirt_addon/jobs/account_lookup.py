# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose API key it is: asked before anything is sent, or moved on, that belongs to an account."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ..api.error import ApiError, TooManyRequests
from . import problem
from .event import SearchOutcome
from .job import Job, State
from .job_completion import REFUSALS
from .problem import describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..api.client import Client
    from .job_completion import Completion
    from .problem import Problem
    from .step_dispatcher import Dispatcher

PATIENCE = 1.0  # seconds until a job says what it waits for: mostly the answer is there by then
LONGEST_SECONDS = 600.0  # how long a job that was not sent yet waits for a service that does not tell


class AccountLookup:
    """on_known: called when an answer has come, once for each client. on_refused: with a job that was to be
    sent, and why it cannot be.
    """

    def __init__(self, dispatcher: Dispatcher, completion: Completion) -> None:
        self._dispatcher = dispatcher
        self._store, self._schedule = dispatcher.store, dispatcher.schedule
        self._completion = completion
        self.on_known: Callable[[], None] = lambda: None
        self.on_refused: Callable[[Job, Problem], None] = lambda _job, _told: None
        self._known_of: Client | None = None
        self._waiting: set[str] = set()  # jobs that wait for the next attempt, after one that failed
        self._failing_since: float | None = None

    def is_needed(self, job: Job) -> bool:
        """Whether a job cannot be moved on before the account is known."""
        here = job.service == self._store.belonging.service
        named = bool(job.account) or job.state is State.QUEUED
        return here and named and not self._store.belonging.account

    def ask(self, job: Job) -> None:
        """Ask for a job that is due; all others that need to know wait for the same answer."""
        together = [job, *(other for other in self._store.jobs.values() if self._can_join(other, job))]
        for each in together:
            self._schedule.wait(each.id, PATIENCE)
        client = self._dispatcher.client
        self._dispatcher.ask_together(together, client.account_id, partial(self._answered, client))

    def still_asking(self, job: Job) -> None:
        """The answer is a while in coming."""
        if job.problem is None and self.is_needed(job):
            self._store.publish(replace(job, problem=problem.ACCOUNT_UNKNOWN))

    def _can_join(self, other: Job, job: Job) -> bool:
        """Not one that waits for another reason: the service has asked it to."""
        free = other.id != job.id and other.unfinished and not self._dispatcher.is_at_work(other.id)
        on_time = other.id in self._waiting or not self._schedule.errors(other.id)
        return free and on_time and self.is_needed(other)

    def _answered(self, client: Client, job: Job, outcome: str | Exception) -> None:
        self._waiting.discard(job.id)
        if not job.unfinished:
            return
        if isinstance(outcome, Exception) and client is self._dispatcher.client:
            self._failed(job, outcome)
            return
        self._failing_since = None
        self._schedule.succeeded(job.id)
        self._schedule.wait(job.id, 0)
        if self._known_of is not client and self._store.belonging.account:
            self._known_of = client
            self.on_known()

    def name(self, job: Job) -> Job:
        """The job with the account that it is to be paid from."""
        if not job.account:
            job = replace(job, account=self._store.belonging.account_for(job), problem=None)
            self._store.save(job)
        return job

    def _failed(self, job: Job, error: Exception) -> None:
        """What is refused ends a job that is new, and holds one that was sent. All else is waited for.

        But not by who has pressed *Submit Again*: nobody can be asked, so nothing is sent.
        """
        now = self._schedule.clock()
        self._failing_since = self._failing_since or now
        refused = isinstance(error, ApiError) and error.charged is False
        over = now - self._failing_since > LONGEST_SECONDS
        if job.state is not State.QUEUED and isinstance(error, REFUSALS):
            self._completion.lookup_failed(job, error)
        elif job.state is State.QUEUED and (
            job.unanswered is not None
            or (not job.account and ((refused and not isinstance(error, TooManyRequests)) or over))
        ):
            told = replace(describe(error, price=job.price), charged=False)
            self.on_refused(job, told)
            self._store.searched(job.id, SearchOutcome.FAILED)
        else:
            told = replace(problem.account_unknown(error), charged=self._completion.charged(job))
            self._store.save(job.to(job.state, problem=job.problem if job.cancelled else told))
            self._waiting.add(job.id)
            self._schedule.wait_after_error(job.id, getattr(error, "retry_after", None))
