# SPDX-License-Identifier: GPL-3.0-or-later
"""The durable list of jobs: a SQLite database in the artist's folder, shared by several Blenders.

A saved job survives a crash and a power cut. The columns are what is searched for; `body` is the job as
JSON, so that a newer version can add to a job without touching the table. A column that a later version
added is worked out from the body: an earlier one, which knows nothing of it, can go on writing.
"""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from . import journal_file, journal_row, spending_ledger
from .folder_rights import OWNER_ONLY
from .job import AT_THE_SERVICE, UNFINISHED, Job, Kind, State
from .job_json import to_json
from .journal_schema import CONCERNS_THE_ARTIST, IS_PAID, TOOK_TIME, of_body

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from .folder_rights import FolderRights
    from .shared_budget import SharedBudget

INCOMPLETE = 1  # kept in the file's application id, so that a crash does not hide that jobs are missing
AT_ONCE = 100  # jobs, for who wants to see all


class Journal:
    """Belongs to the thread that made it.

    Opening never fails for what is in the file: a damaged one, or one of a newer version, is set aside
    (never deleted) and a fresh one begun; `set_aside` then says where it is. A folder or a file that
    cannot be used raises FileProblem, here and in every method.

    Opening reads none of the jobs, and a method only those that it is asked for. One that meets damage
    raises DamagedFile, and the file is set aside by the next that opens it with `damaged`. A row that cannot
    be read is passed over by all and left as it is; `unreadable` has the ids of those that were met.
    """

    def __init__(self, path: Path, *, damaged: bool = False, rights: FolderRights = OWNER_ONLY) -> None:
        self._path = path
        self.set_aside: Path | None = None
        self.is_damaged = False
        self.unreadable: set[str] = set()
        before = journal_file.stat_of(path)
        try:
            if damaged:
                raise journal_file.DamagedFile
            self._database = journal_file.open_or_make(path, rights)
        except journal_file.DamagedFile:
            if before and journal_file.is_still(path, before):  # else another Blender has set it aside
                self.set_aside = journal_file.move_away(path)
            self._database = journal_file.open_or_make(path, rights)
            self.is_incomplete = True
            if self.set_aside:
                with self._problems(), self._transaction():
                    spending_ledger.carry_over(self._database, self.set_aside)
        with self._problems():
            self._stat = path.stat()

    def close(self) -> None:
        self._database.close()

    def exists(self) -> bool:
        """Whether the file is still where it was."""
        return journal_file.is_still(self._path, self._stat)

    @property
    def is_incomplete(self) -> bool:
        """Whether it took the place of one that was set aside, and the service was not asked since."""
        with self._problems():
            return bool(self._database.execute("PRAGMA application_id").fetchone()[0] == INCOMPLETE)

    @is_incomplete.setter
    def is_incomplete(self, value: bool) -> None:
        with self._problems():
            self._database.execute(f"PRAGMA application_id = {INCOMPLETE if value else 0}")

    def save(self, job: Job, owner: str) -> None:
        """Write a job durably; the one before it is replaced."""
        with self._problems(), self._transaction():
            self._insert(job, owner)

    def begin_all(self, jobs: Collection[Job], owner: str) -> bool:
        """Write several new jobs durably: all of them, or none.

        False, and nothing is written, if one of them is there already: another Blender was quicker.
        """
        with self._problems(), self._transaction():
            if any(self.get(job.id) for job in jobs):
                return False
            for job in jobs:
                self._insert(job, owner)
        return True

    def save_if_free(
        self, job: Job, owner: str, budget: SharedBudget | None = None, now: float | None = None
    ) -> bool:
        """Write a job durably, unless its generation is taken up with another one.

        One that is about to be sent counts as spent from here on: BudgetSpent is raised, and nothing written,
        if the seats may not spend so much. now: by the service's clock, in seconds since 1970.
        """
        with self._problems(), self._transaction():
            if job.generation_id and self.is_busy(job):
                return False
            if job.state is State.SUBMITTING:
                spending_ledger.enter(self._database, job, budget, time.time() if now is None else now)
            self._insert(job, owner)
        return True

    def claim(
        self,
        owner: str,
        is_alive: Callable[[str], bool],
        service: str,
        account: str = "",
        besides: Collection[str] = (),
    ) -> list[Job]:
        """Take over the unfinished jobs of an account whose owners are gone, and return them, oldest first.

        And what was not found but may turn up, until the artist has put it aside. Those whose account nobody
        knows are among them. besides: ids of jobs that are left as they are.
        """
        with self._problems(), self._transaction():
            left = self.left(owner, is_alive, service)
            found = [job for job in left if job.account in {"", account} and job.id not in besides]
            self._database.executemany(
                "UPDATE job SET owner = ? WHERE id = ?", [(owner, job.id) for job in found]
            )
        return found

    def left(self, owner: str, is_alive: Callable[[str], bool], service: str) -> list[Job]:
        """The jobs of all accounts that may be claimed, oldest first."""
        is_absent = f"({_is_in([State.ABSENT])} AND {CONCERNS_THE_ARTIST})"
        with self._problems():
            rows = self._database.execute(
                f"SELECT id, body, owner FROM job WHERE canonical(service) = ? AND owner != ?"
                f" AND ({_is_in(UNFINISHED)} OR {is_absent}) ORDER BY created_at",
                (service, owner),
            ).fetchall()
            alive = {other: is_alive(other) for other in {row[2] for row in rows}}
            return self._read(row[:2] for row in rows if not alive[row[2]])

    def release(self, job_id: str) -> None:
        """Leave a job to whoever comes next."""
        with self._problems(), self._transaction():
            self._database.execute("UPDATE job SET owner = '' WHERE id = ?", (job_id,))

    def recent(self, limit: int) -> list[Job]:
        """The newest jobs of all services and owners, newest first; and, however old, what is not over yet
        and what went wrong and was not put aside."""
        newest = "SELECT * FROM (SELECT rowid FROM job ORDER BY created_at DESC LIMIT ?)"
        others = f"SELECT rowid FROM job WHERE {CONCERNS_THE_ARTIST}"
        return self._jobs(f"rowid IN ({newest} UNION {others})", limit)[::-1]

    def all(self) -> Iterator[Job]:
        """Every job, a few at a time: whoever looks at them long is in nobody's way."""
        rows = [(0, "", "")]
        while rows:
            with self._problems():
                rows = self._database.execute(
                    "SELECT rowid, id, body FROM job WHERE rowid > ? ORDER BY rowid LIMIT ?",
                    (rows[-1][0], AT_ONCE),
                ).fetchall()
            yield from self._read(row[1:] for row in rows)

    def take(
        self,
        job_id: str,
        owner: str,
        is_alive: Callable[[str], bool],
        change: Callable[[Job], Job | None] | None = None,
    ) -> Job | None:
        """Make a job ours and return it; marked `elsewhere`, and left, if a living owner is at work on it.

        change: gives the next step, to be written in the same moment; if it gives none, the job is left.
        """
        with self._problems(), self._transaction():
            row = self._database.execute("SELECT owner FROM job WHERE id = ?", (job_id,)).fetchone()
            job = self.get(job_id)
            if row is None or job is None:
                return None
            if row[0] != owner and job.state in UNFINISHED and is_alive(row[0]):
                return replace(job, elsewhere=True)
            if change is None:
                self._database.execute("UPDATE job SET owner = ? WHERE id = ?", (owner, job_id))
                return job
            changed = change(job)
            if changed:
                self._insert(changed, owner)
            return changed

    def get(self, job_id: str) -> Job | None:
        found = self._jobs("id = ?", job_id)
        return found[0] if found else None

    def of_generation(self, generation_id: str) -> list[Job]:
        """The jobs made on one generation, oldest first."""
        return self._jobs("generation_id = ?", generation_id)

    def is_busy(self, job: Job) -> bool:
        """Whether a job's generation is taken up with another: the service may be at work on it.

        Or what it has made of the same kind is on its way here: it shows the last of a kind alone, and a
        download that fails is begun anew with what it shows then.
        """
        others = [other for other in self.of_generation(job.generation_id) if other.id != job.id]
        return any(
            other.state in AT_THE_SERVICE or (other.kind is job.kind and other.state is State.DOWNLOADING)
            for other in others
        )

    def generation_ids(self) -> set[str]:
        """The generations of all paid jobs: a free one may have imported what an unconfirmed one seeks."""
        with self._problems():
            rows = self._database.execute(f"SELECT DISTINCT generation_id FROM job WHERE {IS_PAID}")
            return {row[0] for row in rows} - {""}

    def unconfirmed_images(self, service: str) -> list[Job]:
        """Image jobs whose request may have been taken without our knowing its generation, oldest first."""
        sought = self._jobs(
            f"canonical(service) = ? AND {_is_in({State.SUBMITTING, State.UNCONFIRMED})}", service
        )
        return [job for job in sought if job.kind is Kind.IMAGE]

    def durations(self, kind: Kind, count: int = 20) -> list[float]:
        """Seconds that the latest finished jobs of a kind took at the service, newest first."""
        with self._problems():
            rows = self._database.execute(
                f"SELECT {of_body('took_seconds')} FROM job WHERE {TOOK_TIME} AND {of_body('kind')} = ?"
                " ORDER BY created_at DESC LIMIT ?",
                (kind, count),
            )
            return [row[0] for row in rows]

    def take_turn(self, task: str, seconds: float) -> bool:
        """Whether what is to be done from time to time is due; of several Blenders one is told so."""
        now = time.time()
        with self._problems(), self._transaction():
            row = self._database.execute("SELECT begun_at FROM upkeep WHERE task = ?", (task,)).fetchone()
            if row and abs(now - row[0]) < seconds:  # a time to come is that of a clock that went wrong
                return False
            self._database.execute("INSERT OR REPLACE INTO upkeep VALUES (?, ?)", (task, now))
        return True

    def _jobs(self, condition: str, *values: object) -> list[Job]:
        """The jobs for which something is so, oldest first."""
        with self._problems():
            rows = self._database.execute(
                f"SELECT id, body FROM job WHERE {condition} ORDER BY created_at", values
            )
            return self._read(rows)

    def _read(self, rows: Iterable[tuple[str, str]]) -> list[Job]:
        jobs = []
        for job_id, body in rows:
            try:
                jobs.append(journal_row.read(body))
            except journal_row.UnreadableRow:
                self.unreadable.add(job_id)
        return jobs

    def _insert(self, job: Job, owner: str) -> None:
        row = (job.id, job.state, job.service, job.generation_id, owner, job.created_at)
        self._database.execute(
            "INSERT OR REPLACE INTO job VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, json.dumps(to_json(job)))
        )
        spending_ledger.settle(self._database, job)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Read and write with no other Blender in between."""
        self._database.execute("BEGIN IMMEDIATE")
        with self._database:
            yield

    @contextmanager
    def _problems(self) -> Iterator[None]:
        try:
            with journal_file.problems(self._path):
                yield
        except journal_file.DamagedFile:
            self.is_damaged = True
            raise


def _is_in(states: Iterable[State]) -> str:
    """The condition that a job is in one of some states."""
    words = ", ".join(f"'{state}'" for state in states)
    return f"state IN ({words})"
