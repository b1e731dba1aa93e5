# SPDX-License-Identifier: GPL-3.0-or-later
"""What the requests in a journal took, by day and by project: the one count that all its seats share.

A request is entered with its price in the very transaction that lets it be sent: two seats at once cannot
both have the last credits, and what a seat that is killed may have sent counts. What it took is set right
in the transaction that writes what became of it. The first version does not know this table.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from . import journal_file
from .job import State
from .purse import NOT_ANSWERED
from .shared_budget import Spent, day_of

if TYPE_CHECKING:
    from pathlib import Path

    from .job import Job
    from .shared_budget import SharedBudget

SENT = NOT_ANSWERED | {State.RUNNING, State.DOWNLOADING, State.READY}


def enter(database: sqlite3.Connection, job: Job, budget: SharedBudget | None, now: float) -> None:
    """Count a request that is about to be sent. Raises BudgetSpent, and counts nothing, if it may not be.

    now: seconds since 1970, by the service's clock.
    """
    if budget:
        budget.check(_spent(database, job.project, now), job.price)
    database.execute(
        "INSERT OR REPLACE INTO spending VALUES (?, ?, ?, ?)",
        (_request(job), day_of(now), job.project, job.price),
    )


def settle(database: sqlite3.Connection, job: Job) -> None:
    """Set right what a job's last request took, as far as it is known."""
    if job.submitted_at:
        database.execute("UPDATE spending SET credits = ? WHERE request = ?", (taken(job), _request(job)))


def carry_over(database: sqlite3.Connection, aside: Path) -> None:
    """Take over what was counted in a journal that was set aside, as far as that can be read."""
    with suppress(sqlite3.Error), closing(journal_file.open_to_read(aside)) as damaged:
        for row in damaged.execute("SELECT request, day, project, credits FROM spending"):
            database.execute("INSERT OR IGNORE INTO spending VALUES (?, ?, ?, ?)", row)


def taken(job: Job) -> int:
    """Credits that a job's last request took, or may have taken. What is clearly not there took none."""
    if job.credits_used is not None:
        return job.credits_used
    may_be_charged = job.problem is not None and job.problem.charged is not False
    is_over = job.state in {State.FAILED, State.CANCELLED}
    return job.price if job.state in SENT or (is_over and may_be_charged) else 0


def spent(path: Path, project: str, now: float) -> Spent | None:
    """What all seats have spent, for who only looks; None if that cannot be read just now."""
    if not path.exists():
        return Spent(project=project, now=now)
    try:
        with closing(journal_file.open_to_read(path)) as database:
            return _spent(database, project, now)
    except sqlite3.Error:
        return None


def _spent(database: sqlite3.Connection, project: str, now: float) -> Spent:
    query = "SELECT coalesce(sum(credits), 0) FROM spending WHERE"
    (today,) = database.execute(f"{query} day = ?", (day_of(now),)).fetchone()
    (on_project,) = database.execute(f"{query} project = ?", (project,)).fetchone()
    return Spent(today, on_project, project, now)


def _request(job: Job) -> str:
    """One job may send several requests, one after the other: they are told apart by their time."""
    return f"{job.id} {job.submitted_at!r}"
