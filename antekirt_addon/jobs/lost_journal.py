# SPDX-License-Identifier: GPL-3.0-or-later
"""After the loss of the journal: what the service still has is fetched again, free of charge.

The whole list of generations is gone through, newest first, a page at a time, and the next one only when few
results of those before are still to come: new jobs must not wait behind thousands of old ones. What has gone
wrong is tried again from the same page. A restart begins anew, and passes over what the journal has by then.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from ..api.error import Aborted
from ..message import Message
from . import pipeline
from .event import Relisting
from .free_job import free_job
from .job import State
from .job_completion import REFUSALS
from .problem import FileProblem, describe

if TYPE_CHECKING:
    from ..api.client import Client
    from ..api.resource import Generation, Page
    from .step_dispatcher import Dispatcher

PAGE = 100  # generations; the most that the service gives at once
MOST_UNDER_WAY = 100  # results still to come, with which the next page is asked for
LIST = "list of generations"  # what the schedule's grace period is of
MAYBE_THERE = {State.SUBMITTING, State.UNCONFIRMED}


class LostJournal:
    def __init__(self, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher
        self._store, self._schedule = dispatcher.store, dispatcher.schedule
        self._state = Relisting.OVER
        self._page = 1
        self._seen: set[str] = set()  # generations of the pages before
        self._errors = 0  # in a row
        self._due = 0.0
        self._is_asking = False

    def begin(self) -> None:
        """Begin, if the journal has been lost and that is not under way."""
        if self._state is Relisting.OVER and self._store.is_incomplete:
            self._ask_now()

    def try_again(self) -> None:
        """The artist asks to go on: what was refused may be had by now."""
        if self._state is Relisting.REFUSED:
            self._ask_now()

    def begin_anew(self) -> None:
        """Another key or address: its list is another."""
        if self._state is not Relisting.OVER:
            self._page = 1
            self._seen.clear()
            self._ask_now()

    def _ask_now(self) -> None:
        self._schedule.reset_grace(LIST)
        self._due = 0.0
        self._tell(Relisting.UNDER_WAY)
        self.go_on()

    def seconds_until_due(self) -> float:
        """Until an attempt that was put off."""
        wait = self._due - self._schedule.clock()
        return wait if self._state is not Relisting.OVER and wait > 0 else math.inf

    def go_on(self) -> None:
        """Ask for the next page when it is time."""
        if self._state is not Relisting.OVER and not self._is_asking and self._is_time():
            self._is_asking = True
            client = self._dispatcher.client
            call = partial(client.generations, page=self._page, limit=PAGE)
            self._dispatcher.executor.request(call, partial(self._listed, client))

    def _is_time(self) -> bool:
        under_way = sum(job.free and not job.is_settled for job in self._store.jobs.values())
        return self._schedule.clock() >= self._due and under_way < MOST_UNDER_WAY and not self._is_ambiguous()

    def _is_ambiguous(self) -> bool:
        """Whether one of the newest generations may be that of a job that does not know it yet."""
        jobs = self._store.jobs.values()
        return any(job.state in MAYBE_THERE and not job.generation_id for job in jobs)

    def _listed(self, client: Client, outcome: Page[Generation] | Exception) -> None:
        self._is_asking = False
        if client is not self._dispatcher.client or self._is_ambiguous():
            return
        if not isinstance(outcome, Exception):
            try:
                self._take(outcome)
            except FileProblem as error:
                outcome = error
        if isinstance(outcome, Exception):
            self._put_off(outcome)

    def _take(self, page: Page[Generation]) -> None:
        for generation in page.items:
            self._fetch(generation)
        self._errors = 0
        self._schedule.reset_grace(LIST)
        seen = {generation.id for generation in page.items}
        if page.is_last or (page.total_pages is None and seen <= self._seen):
            self._store.is_incomplete = False
            self._page = 1
            self._seen.clear()
            self._tell(Relisting.OVER)
        else:
            self._page += 1
            self._seen |= seen
            self._tell(Relisting.UNDER_WAY)

    def _fetch(self, generation: Generation) -> None:
        there = {job.kind for job in self._store.of_generation(generation.id)}
        for kind in pipeline.kinds(generation):
            if kind not in there:
                service, account = self._store.belonging.service, self._store.belonging.account
                job = free_job(generation, kind, 0, service, account=account)
                self._store.save(job)
                self._schedule.wait(job.id, 0)

    def _put_off(self, error: Exception) -> None:
        self._errors += 1
        pause = self._schedule.policy.after_error(self._errors, getattr(error, "retry_after", None))
        self._due = self._schedule.clock() + pause
        if isinstance(error, Aborted):
            return
        self._store.notify(
            Message("Your generations could not be listed. {reason}", reason=describe(error).sentence())
        )
        if isinstance(error, REFUSALS) and self._schedule.grace_is_over(LIST):
            self._tell(Relisting.REFUSED)

    def _tell(self, state: Relisting) -> None:
        if state is not self._state:
            self._state = state
            self._store.events.put(state)
