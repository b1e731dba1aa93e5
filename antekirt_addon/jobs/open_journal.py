# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal as an engine has it open: locked in as one of its owners, and begun anew when it is lost.

Lost is what has vanished, and what turns out to be damaged, at the start or at any later step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ..message import Message
from . import lock_trial
from .journal import Journal
from .journal_file import DamagedFile
from .owner_lock import OwnerLock
from .problem import FileProblem, describe_os_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from .results_folder import ResultsFolder

T = TypeVar("T")


class OpenJournal:
    """Opened when it is first used. Every use may raise FileProblem.

    notify: called with what the artist should know.
    replaced: called when another has taken the place of one that was in use.
    """

    def __init__(
        self, results_folder: ResultsFolder, notify: Callable[[str], None], replaced: Callable[[], None]
    ) -> None:
        self._results_folder = results_folder
        self._notify = notify
        self._replaced = replaced
        self._journal: Journal | None = None
        self._owner: OwnerLock | None = None
        self._is_lost = self._is_damaged = False  # what was in use, until another takes its place
        self._is_replacing = False
        self._unreadable: set[str] = set()  # rows that the artist was told of

    @property
    def is_open(self) -> bool:
        return self._journal is not None

    @property
    def owner(self) -> OwnerLock:
        """Who we are, once the journal is in use."""
        assert self._owner is not None
        return self._owner

    def use(self, step: Callable[[Journal], T]) -> T:
        """Do something with the journal; if it turns out to be damaged, with the one that takes its place."""
        journal = self._opened()
        try:
            return step(journal)
        except DamagedFile:
            if self._is_replacing:
                raise
            return step(self._opened())
        finally:
            self._tell_of_unreadable_rows()

    def close(self) -> None:
        """Let go of it, and of what makes us one of its owners."""
        if self._journal:
            self._journal.close()
        if self._owner:
            self._owner.release()
        self._journal = self._owner = None

    def _opened(self) -> Journal:
        if self._journal:
            self._let_go_if_lost(self._journal)
        if self._journal is None:
            self._journal = self._begun()
            if self._is_lost:
                self._replace()
        return self._journal

    def _let_go_if_lost(self, journal: Journal) -> None:
        is_there = journal.exists()
        if is_there and not journal.is_damaged:
            return
        self.close()
        self._is_lost, self._is_damaged = (
            True,
            is_there,
        )  # else another Blender has set it aside, or it is gone
        if not is_there:
            self._notify(
                Message(
                    "The folder {folder} or the list of jobs in it was gone. It is made anew.",
                    folder=self._results_folder.folder,
                )
            )

    def _replace(self) -> None:
        self._is_lost, self._is_replacing = False, True
        try:
            self._replaced()
        finally:
            self._is_replacing = False

    def _begun(self) -> Journal:
        self._results_folder.prepare()
        if self._results_folder.refused:
            self._notify(lock_trial.refused(self._results_folder.refused, self._results_folder.folder))
        rights = self._results_folder.rights
        journal = Journal(self._results_folder.journal_path, damaged=self._is_damaged, rights=rights)
        self._is_damaged = False
        try:
            self._owner = OwnerLock(self._results_folder.owners, rights)
        except OSError as error:
            journal.close()
            where = Message("The folder {folder}", folder=self._results_folder.owners)
            raise FileProblem(describe_os_error(error, where)) from error
        if journal.set_aside:
            self._notify(
                Message(
                    "The list of jobs could not be read. It was kept as {name} and a new one begun."
                    " What the service still has is fetched again, free of charge.",
                    name=journal.set_aside.name,
                )
            )
        return journal

    def _tell_of_unreadable_rows(self) -> None:
        met = self._journal.unreadable if self._journal else set()
        if not met <= self._unreadable:
            self._unreadable |= met
            self._notify(
                Message(
                    "The list of jobs has entries that this version of the add-on cannot read: {count}."
                    " They are left as they are. If a newer version wrote them, it shows them.",
                    count=len(self._unreadable),
                )
            )
