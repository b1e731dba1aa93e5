# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs that are not from this start: left by an ended Blender, or missing with a lost journal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from . import leftover_download
from .job import State
from .job_store import RecentPublished
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
        self._published_recent = False

    def resume(self) -> None:
        """See Engine.resume. Whoever waits for the recent past is answered, also when it cannot be read."""
        self._published_recent = False
        try:
            self._check()
            self._retry_held()
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
        return self._lost_journal.seconds_until_due()

    def go_on(self) -> None:
        """Called after each step: go on with what takes more than one."""
        self._lost_journal.go_on()

    def check_when_due(self) -> None:
        """From time to time: take over what is left, and see how the jobs of other Blenders stand."""
        if self._next_check is not None and self._schedule.clock() >= self._next_check:
            self._check()

    def use(self, client: Client) -> None:
        """See Engine.use: another key or address. What it may put right is tried at once."""
        self._dispatcher.client = client
        for job in list(self._store.jobs.values()):
            if job.unfinished and self._dispatcher.is_here(job) and not self._dispatcher.is_at_work(job.id):
                self._store.publish(job)
                self._schedule.wait(job.id, 0)
        self._retry_held()
        self._claim()
        self._lost_journal.begin_anew()

    def _check(self) -> None:
        self._next_check = self._schedule.clock() + CHECK_SECONDS
        self._claim()
        if self._published_recent:
            self._store.publish_others()
        else:
            self._store.publish_recent(self._service)
            self._published_recent = True
        self._lost_journal.begin()

    def _retry_held(self) -> None:
        for job in list(self._store.jobs.values()):
            if job.state is State.HELD and self._dispatcher.is_here(job):
                self._commands.retry(job.id)

    def _claim(self) -> None:
        for job in self._store.claim(self._service):
            self._schedule.wait(job.id, 0)

    @property
    def _service(self) -> str:
        return self._dispatcher.client.transport.base_url
