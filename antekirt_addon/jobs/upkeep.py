# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done for the folder beside everything else: no job waits for it.

At the start the lock files of the dead are removed, and jobs that were left in the spare folder are told of;
once a day at most, by one of several Blenders, the journal is checked. Damage that a step meets before is
noticed by that step.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ..message import Message
from . import journal_check, journal_lookup, owner_lock
from .results_folder import ResultsFolder

if TYPE_CHECKING:
    from collections.abc import Callable

    from .job_store import JobStore
    from .journal import Journal
    from .step_dispatcher import Executor

DAY = 86400.0  # seconds


@dataclass(frozen=True, slots=True)
class Found:
    """left: jobs in the spare folder that nobody goes on with. is_whole: the journal is undamaged."""

    left: int
    is_whole: bool


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

    def _work(self, *, check: bool) -> Found:
        """In a worker."""
        folder = self._results_folder
        owner_lock.remove_dead(folder.owners)
        spare = ResultsFolder(folder.spare) if folder.spare and folder.spare != folder.folder else None
        return Found(
            left=journal_lookup.left(spare.journal_path, spare.owners) if spare else 0,
            is_whole=not check or journal_check.is_whole(folder.journal_path, lambda: not self._is_stopping),
        )

    def _done(self, journal: Journal | None, outcome: Found | Exception) -> None:
        if isinstance(outcome, Exception):
            return
        if journal and not outcome.is_whole:
            self._store.set_aside(journal)
        if outcome.left:
            self._store.notify(
                Message(
                    "Jobs that were paid for are not finished in {folder}: {count}."
                    " Choose that folder in the add-on's preferences to go on with them.",
                    folder=self._results_folder.spare,
                    count=outcome.left,
                )
            )
