# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs that are not from this start: left by an ended Blender, or missing with a lost journal."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from ..api.error import Aborted
from . import leftover_download, problem
from .event import LeftTaken, RecentPublished, SearchOutcome
from .job import State
from .job_completion import REFUSALS
from .lost_journal import LostJournal

if TYPE_CHECKING:
    from pathlib import Path

    from ..api.client import Client
    from .job_command import Commands
    from .results_folder import ResultsFolder
    from .step_dispatcher import Dispatcher

CHECK_SECONDS = 30.0  # between two checks for jobs whose Blender is gone


class Recovery:
    def __init__(self, dispatcher: Dispatcher, commands: Commands, results_folder: ResultsFolder) -> None:
        self._dispatcher = dispatcher
        self._store, self._schedule = dispatcher.store, dispatcher.schedule
        self._commands = commands
        self._results_folder = results_folder
        self._lost_journal = LostJournal(dispatcher)
        self._next_check: float | None = None  # None: this engine has not been asked to go on with anything
        self._failures = 0  # of the question whose account it is, in a row
        self._is_asking = False
        self._published_recent = False

    def resume(self) -> None:
        """See Engine.resume. Whoever waits for the recent past is answered, also when it cannot be read."""
        self._published_recent = False
        try:
            self._check()
            self._retry_held()
            self._search_for_absent()
            self._lost_journal.try_again()
            self._dispatcher.executor.request(
                partial(leftover_download.find, self._results_folder.results), self._remove_leftovers
            )
        finally:
            self._store.events.put(RecentPublished())

    def _remove_leftovers(self, found: list[Path] | Exception) -> None:
        if isinstance(found, list):
            self._store.remove_leftovers(found)

    def seconds_until_due(self) -> float:
        check = math.inf if self._next_check is None else self._next_check - self._schedule.clock()
        return max(0.0, min(check, self._lost_journal.seconds_until_due()))

    def go_on(self) -> None:
        """Called after each step: go on with what takes more than one."""
        self._lost_journal.go_on()

    def check_when_due(self) -> None:
        """From time to time: take over what is left, and see how the jobs of other Blenders stand."""
        if self._next_check is not None and self._schedule.clock() >= self._next_check:
            self._check()

    def use(self, client: Client) -> None:
        """See Engine.use: another key or address. What it may put right is tried at once."""
        before, self._dispatcher.client = self._dispatcher.client, client
        if client.transport.asks_as(before.transport):
            client.known_account = before.known_account
        else:
            self._keep_unsent()
            self._store.belonging.nobodys.clear()
        for job in list(self._store.jobs.values()):
            if not self._dispatcher.is_at_work(job.id) and (job.unfinished or job.can_be_sent):
                self._store.tell(job)
                if job.unfinished:
                    self._schedule.wait(job.id, 0)
        self._retry_held()
        self._claim()
        self._store.publish_others(anew=True)
        self._ask_account()
        self._lost_journal.begin_anew()

    def _keep_unsent(self) -> None:
        """Another key has come before it was known which account is to pay: the artist is to say so again."""
        for job in list(self._store.jobs.values()):
            if job.state in {State.QUEUED, State.WAITING} and not job.account:
                self._schedule.forget(job.id)
                told = problem.KEY_CHANGED if job.unanswered is None else problem.ABSENT
                state = State.UNSENT if job.unanswered is None else State.ABSENT
                self._store.save(job.to(state, problem=told))
                self._store.searched(job.id, SearchOutcome.FAILED)

    def account_known(self) -> None:
        """The service has said whose key it is: what waited for that goes on, or is another's."""
        self._failures = 0
        self._retry_held()
        self._claim()
        self._search_for_absent()
        self._store.publish_others(anew=True)
        self._store.events.put(LeftTaken())

    def _check(self) -> None:
        self._next_check = self._schedule.clock() + CHECK_SECONDS
        self._claim()
        if self._published_recent:
            self._store.publish_others()
        else:
            self._store.publish_recent()
            self._published_recent = True
        self._ask_account()
        self._lost_journal.begin()

    def _retry_held(self) -> None:
        for job in list(self._store.jobs.values()):
            if job.state is State.HELD and self._dispatcher.is_here(job):
                self._commands.go_on(job)

    def _search_for_absent(self) -> None:
        """Once for each: what was not found at first may have turned up."""
        for job in list(self._store.jobs.values()):
            if job.state is State.ABSENT and not job.dismissed and self._dispatcher.is_here(job):
                self._commands.retry(job.id)
                self._schedule.end_grace(job.id)

    def _claim(self) -> None:
        """Only what belongs to the account that is asked at present: that must be known."""
        if not self._store.belonging.account:
            self._store.find_left(self._service)
            return
        for job in self._store.claim(self._service, self._store.belonging.account):
            self._schedule.wait(job.id, 0)

    def _ask_account(self) -> None:
        """What an ended Blender left must wait until it is known whose key it is."""
        if not self._store.awaits_account:
            self._store.events.put(LeftTaken())
        elif not self._is_asking:
            self._is_asking = True
            client = self._dispatcher.client
            self._dispatcher.executor.request(client.account_id, partial(self._account_told, client))

    def _account_told(self, client: Client, outcome: str | Exception) -> None:
        self._is_asking = False
        if isinstance(outcome, Aborted):
            return
        if client is not self._dispatcher.client:
            self._check()
        elif isinstance(outcome, Exception):
            self._failures += 1
            pause = self._schedule.policy.after_error(self._failures, getattr(outcome, "retry_after", None))
            self._next_check = self._schedule.clock() + min(pause, CHECK_SECONDS)
            is_refused = isinstance(outcome, REFUSALS)
            self._store.tell_left(problem.account_unknown(outcome), for_good=is_refused)
            if is_refused:
                self._store.events.put(LeftTaken())
        else:
            self.account_known()

    @property
    def _service(self) -> str:
        return self._store.belonging.service
