# SPDX-License-Identifier: GPL-3.0-or-later
"""The durable list of jobs: a SQLite database in the artist's folder, shared by several Blenders.

A saved job survives a crash and a power cut. The columns are what is searched for; `body` is the job as
JSON, so that a newer version can add to a job without touching the table. A column that a later version
added is worked out from the body: an earlier one, which knows nothing of it, can go on writing.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from ..message import Message
from . import file_system
from .job import AT_THE_SERVICE, UNFINISHED, Job, Kind, State
from .problem import FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

VERSION = 1  # of the table
BUSY_SECONDS = 5.0  # how long another Blender may hold the file before we say so
INCOMPLETE = 1  # kept in the file's application id, so that a crash does not hide that jobs are missing
SUFFIXES = ("", "-wal", "-shm", "-journal")  # the files that SQLite keeps beside the database

SCHEMA = """
CREATE TABLE IF NOT EXISTS job (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    service TEXT NOT NULL,
    generation_id TEXT NOT NULL,
    owner TEXT NOT NULL,
    created_at REAL NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS job_by_state ON job (state);
CREATE INDEX IF NOT EXISTS job_by_generation ON job (generation_id);
"""

ACCOUNT = """
ALTER TABLE job ADD COLUMN account TEXT GENERATED ALWAYS AS (
    coalesce(nullif(json_extract(body, '$.account'), ''), json_extract(body, '$.before.account'), '')
) VIRTUAL
"""


class Journal:
    """Belongs to the thread that made it.

    Opening never fails for what is in the file: a damaged one, or one of a newer version, is set aside
    (never deleted) and a fresh one begun; `set_aside` then says where it is. A folder or a file that
    cannot be used raises FileProblem, here and in every method.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.set_aside: Path | None = None
        try:
            self._database = self._open()
        except _Unreadable:
            self.set_aside = self._move_away()
            self._database = self._open()
            self.is_incomplete = True

    def close(self) -> None:
        self._database.close()

    def exists(self) -> bool:
        """Whether the file is still where it was. SQLite itself goes on writing into one that was removed."""
        try:
            return os.path.samestat(self._path.stat(), self._stat)
        except FileNotFoundError:
            return False
        except OSError:
            return True  # the next step that uses it will say what is wrong

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

    def save_if_free(self, job: Job, owner: str) -> bool:
        """Write a job durably, unless the service may be at work on its generation for another one."""
        with self._problems(), self._transaction():
            if job.generation_id and self.is_busy(job.generation_id, besides=job.id):
                return False
            self._insert(job, owner)
        return True

    def claim(self, owner: str, is_alive: Callable[[str], bool], service: str) -> list[Job]:
        """Take over the unfinished jobs of a service whose owners are gone, and return them, oldest first."""
        with self._problems(), self._transaction():
            rows = self._database.execute(
                "SELECT id, state, owner, body FROM job WHERE service = ? AND owner != ? ORDER BY created_at",
                (service, owner),
            ).fetchall()
            rows = [row for row in rows if row[1] in UNFINISHED]
            alive = {other: is_alive(other) for other in {row[2] for row in rows}}
            free = [row for row in rows if not alive[row[2]]]
            self._database.executemany(
                "UPDATE job SET owner = ? WHERE id = ?", [(owner, row[0]) for row in free]
            )
        return [Job.from_json(json.loads(row[3])) for row in free]

    def recent(self, limit: int) -> list[Job]:
        """The newest jobs of all services and owners, newest first; and, however old, what is not over yet
        and what went wrong and was not put aside."""
        with self._problems():
            rows = self._database.execute(
                "SELECT body FROM job WHERE id IN (SELECT id FROM job ORDER BY created_at DESC LIMIT ?)"
                " OR (state NOT IN (?, ?) AND NOT json_extract(body, '$.dismissed'))"
                " ORDER BY created_at DESC",
                (limit, State.READY, State.CANCELLED),
            ).fetchall()
        return [Job.from_json(json.loads(row[0])) for row in rows]

    def take(self, job_id: str, owner: str, is_alive: Callable[[str], bool]) -> Job | None:
        """Make a job ours and return it; marked `elsewhere`, and left, if a living owner is at work on it."""
        with self._problems(), self._transaction():
            row = self._database.execute("SELECT body, owner FROM job WHERE id = ?", (job_id,)).fetchone()
            if row is None:
                return None
            job = Job.from_json(json.loads(row[0]))
            if row[1] != owner and job.state in UNFINISHED and is_alive(row[1]):
                return replace(job, elsewhere=True)
            self._database.execute("UPDATE job SET owner = ? WHERE id = ?", (owner, job_id))
        return job

    def get(self, job_id: str) -> Job | None:
        with self._problems():
            row = self._database.execute("SELECT body FROM job WHERE id = ?", (job_id,)).fetchone()
        return Job.from_json(json.loads(row[0])) if row else None

    def of_generation(self, generation_id: str) -> list[Job]:
        """The jobs made on one generation, oldest first."""
        with self._problems():
            rows = self._database.execute(
                "SELECT body FROM job WHERE generation_id = ? ORDER BY created_at", (generation_id,)
            ).fetchall()
        return [Job.from_json(json.loads(row[0])) for row in rows]

    def is_busy(self, generation_id: str, besides: str) -> bool:
        """Whether the service may be at work on a generation for a job other than `besides`."""
        jobs = self.of_generation(generation_id)
        return any(job.id != besides and job.state in AT_THE_SERVICE for job in jobs)

    def generation_ids(self) -> set[str]:
        """The generations of all paid jobs: a free one may have imported what an unconfirmed one seeks."""
        with self._problems():
            rows = self._database.execute(
                "SELECT DISTINCT generation_id FROM job WHERE NOT json_extract(body, '$.free')"
            ).fetchall()
        return {row[0] for row in rows} - {""}

    def unconfirmed_images(self, service: str) -> list[Job]:
        """Image jobs whose request may have been taken without our knowing its generation, oldest first."""
        states = (State.SUBMITTING, State.UNCONFIRMED)
        with self._problems():
            rows = self._database.execute(
                "SELECT body FROM job WHERE service = ? AND state IN (?, ?) ORDER BY created_at",
                (service, *states),
            ).fetchall()
        jobs = (Job.from_json(json.loads(row[0])) for row in rows)
        return [job for job in jobs if job.kind is Kind.IMAGE]

    def durations(self, kind: Kind, count: int = 20) -> list[float]:
        """Seconds that the latest finished jobs of a kind took at the service, newest first."""
        with self._problems():
            rows = self._database.execute(
                "SELECT body FROM job WHERE state = ? ORDER BY created_at DESC LIMIT ?",
                (State.READY, 5 * count),
            ).fetchall()
        jobs = (Job.from_json(json.loads(row[0])) for row in rows)
        return [job.took_seconds for job in jobs if job.kind is kind and job.took_seconds > 0][:count]

    def _insert(self, job: Job, owner: str) -> None:
        row = (job.id, job.state, job.service, job.generation_id, owner, job.created_at)
        self._database.execute(
            "INSERT OR REPLACE INTO job VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, json.dumps(job.to_json()))
        )

    def _open(self) -> sqlite3.Connection:
        with self._problems():
            self._path.touch(mode=0o600)  # SQLite gives the files beside it the same mode
            file_system.restrict(self._path)
            database = sqlite3.connect(self._path, timeout=BUSY_SECONDS)
            try:
                database.execute("PRAGMA journal_mode = WAL")  # falls back by itself where WAL cannot be had
                database.execute("PRAGMA synchronous = FULL")
                version = database.execute("PRAGMA user_version").fetchone()[0]
                if version > VERSION:
                    raise _Unreadable
                if version < VERSION:  # a file that turns out to be unreadable is left as it was
                    database.executescript(SCHEMA)
                    database.execute(f"PRAGMA user_version = {VERSION}")
                if database.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                    raise _Unreadable
                for (body,) in database.execute("SELECT body FROM job"):
                    Job.from_json(json.loads(body))
                _add_account(database)
            except (
                sqlite3.OperationalError
            ) as error:  # of the disk (full, locked), unless the table is not ours
                database.close()
                if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
                    raise _Unreadable from None
                raise
            except (sqlite3.DatabaseError, ValueError, KeyError, TypeError, _Unreadable):
                database.close()
                raise _Unreadable from None
            self._stat = self._path.stat()
            return database

    def _move_away(self) -> Path:
        name = f"{self._path.stem}-set-aside-{time.strftime('%Y%m%d-%H%M%S')}"
        aside, number = self._path.with_name(f"{name}.sqlite"), 1
        with self._problems():
            while aside.exists():
                number += 1
                aside = self._path.with_name(f"{name}-{number}.sqlite")
            for suffix in SUFFIXES:
                source = self._path.with_name(self._path.name + suffix)
                if source.exists():
                    source.rename(aside.with_name(aside.name + suffix))
        return aside

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Read and write with no other Blender in between."""
        self._database.execute("BEGIN IMMEDIATE")
        with self._database:
            yield

    @contextmanager
    def _problems(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise FileProblem(
                Message(
                    "The list of jobs in {folder} cannot be used ({error})."
                    " Check the disk and the folder in the add-on's preferences.",
                    folder=self._path.parent,
                    error=error,
                )
            ) from error


def _add_account(database: sqlite3.Connection) -> None:
    """Take over a journal from before jobs named it; another Blender may be doing it at the same moment."""
    if not _has_account(database):
        database.execute("BEGIN IMMEDIATE")
        with database:
            if not _has_account(database):
                database.execute(ACCOUNT)


def _has_account(database: sqlite3.Connection) -> bool:
    return any(column[1] == "account" for column in database.execute("PRAGMA table_xinfo(job)"))


class _Unreadable(Exception):
    """The file is damaged, or of a newer version."""
