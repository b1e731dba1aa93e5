# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done for the folder beside everything else: no job waits for it.

At the start the lock files of the dead are removed; once a day at most, by one of several Blenders, the
journal is checked. Damage that a step meets before is noticed by that step.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from . import journal_check, owner_lock

if TYPE_CHECKING:
    from collections.abc import Callable

    from .job_store import JobStore
    from .journal import Journal
    from .results_folder import ResultsFolder
    from .step_dispatcher import Executor

DAY = 86400.0  # seconds


class Upkeep:
    """Runs on the engine's thread, and the work itself in a worker."""

    def __init__(
        self, store: JobStore, results_folder: ResultsFolder, executor: Executor, clock: Callable[[], float]
    ) -> None:
        self._store = store
        self._results_folder = results_folder
        self._executor = executor
        self._clock = clock
        self._next: float | None = None  # None: this engine has not been asked to go on with anything
        self._is_stopping = False

    def begin(self) -> None:
        """Do what is due now, and from now on from day to day."""
        self._next = self._clock() + DAY
        journal = self._store.journal_to_check(DAY)
        self._executor.request(partial(self._work, check=journal is not None), partial(self._done, journal))

    def begin_when_due(self) -> None:
        if self._next is not None and self._clock() >= self._next:
            self.begin()

    def stop(self) -> None:
        """Break off what a worker is at. May be called by any thread."""
        self._is_stopping = True

    def _work(self, *, check: bool) -> bool:
        """In a worker. False: the journal is damaged."""
        owner_lock.remove_dead(self._results_folder.owners)
        path = self._results_folder.journal_path
        return not check or journal_check.is_whole(path, lambda: not self._is_stopping)

    def _done(self, journal: Journal | None, outcome: bool | Exception) -> None:
        if journal and outcome is False:
            self._store.set_aside(journal)
