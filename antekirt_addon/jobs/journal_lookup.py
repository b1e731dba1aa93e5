# SPDX-License-Identifier: GPL-3.0-or-later
"""What the main thread asks of the journal itself: a job, or what is known of a generation, however old.

It has a connection of its own, only to read, and hardly waits for others. A journal that cannot be read just
now has nothing to tell; the engine says what is wrong with it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from . import journal_file, journal_row, owner_lock
from .job import State
from .journal_schema import of_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from .job import Job

PAID_FOR = (State.SUBMITTING, State.UNCONFIRMED, State.RUNNING, State.DOWNLOADING, State.HELD)  # or maybe


def job(path: Path, job_id: str) -> Job | None:
    return next(_jobs(path, "SELECT body FROM job WHERE id = ?", job_id), None)


def of_generation(
    path: Path, generation_id: str, known: Mapping[str, Job], *, unlocked: bool = False
) -> Iterator[Job]:
    """The jobs made on one generation: those that are known already, then the others, newest first.

    unlocked: no locks are taken, for they do not hold there.
    """
    if generation_id:
        yield from (job for job in known.values() if job.generation_id == generation_id)
        query = "SELECT body FROM job WHERE generation_id = ? ORDER BY created_at DESC"
        found = _jobs(path, query, generation_id, unlocked=unlocked)
        yield from (job for job in found if job.id not in known)


def ready(path: Path) -> Iterator[Job]:
    """The jobs whose results have come, oldest first."""
    yield from _jobs(path, "SELECT body FROM job WHERE state = ? ORDER BY created_at", State.READY)


def with_prompt(path: Path, prompt: str) -> Iterator[Job]:
    """The jobs whose results have come, of a prompt in just these words."""
    query = f"SELECT body FROM job WHERE state = '{State.READY}' AND {of_body('prompt')} = ?"  # noqa: S608 - ours
    yield from _jobs(path, query, prompt)


def of_batches(path: Path) -> Iterator[Job]:
    """The jobs of all batches, newest first. Reads through the whole journal."""
    query = f"SELECT body FROM job WHERE {of_body('batch')} != ? ORDER BY created_at DESC"  # noqa: S608 - ours
    yield from _jobs(path, query, "")


def left(path: Path, owners: Path) -> int:
    """How many jobs that were paid for an ended Blender has left unfinished. Not for the main thread."""
    rows = _rows(path, "SELECT owner FROM job WHERE state IN (?, ?, ?, ?, ?)", PAID_FOR)
    alive = {owner: owner_lock.is_locked(owners / f"{owner}.lock") for (owner,) in rows}
    return sum(not alive[owner] for (owner,) in rows)


def _jobs(path: Path, query: str, value: str, *, unlocked: bool = False) -> Iterator[Job]:
    for (body,) in _rows(path, query, (value,), unlocked=unlocked):
        try:
            yield journal_row.read(body)
        except journal_row.UnreadableRow:
            continue


def _rows(path: Path, query: str, values: tuple[str, ...], *, unlocked: bool = False) -> list[tuple[str]]:
    try:
        with closing(journal_file.open_to_read(path, unlocked=unlocked)) as database:
            return database.execute(query, values).fetchall()
    except sqlite3.Error:
        return []
