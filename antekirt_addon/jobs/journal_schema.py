# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal's tables, and what makes them quick to search.

An earlier version of the add-on may be at work on the same file: it knows the first seven columns, and goes
on writing them. So whatever is added is worked out from them by SQLite itself: columns and indexes.
"""

from __future__ import annotations

import sqlite3

from .job import State

VERSION = 1  # of the table

TABLE = """
CREATE TABLE IF NOT EXISTS job (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    service TEXT NOT NULL,
    generation_id TEXT NOT NULL,
    owner TEXT NOT NULL,
    created_at REAL NOT NULL,
    body TEXT NOT NULL
)
"""

# When which Blender began what is to be done from time to time; see Journal.take_turn.
UPKEEP = "CREATE TABLE IF NOT EXISTS upkeep (task TEXT PRIMARY KEY, begun_at REAL NOT NULL)"

# What each paid request took, or may have taken; see spending_ledger.py.
SPENDING = """
CREATE TABLE IF NOT EXISTS spending (
    request TEXT PRIMARY KEY,
    day TEXT NOT NULL,
    project TEXT NOT NULL,
    credits INTEGER NOT NULL
)
"""

ACCOUNT = """
ALTER TABLE job ADD COLUMN account TEXT GENERATED ALWAYS AS (
    CASE WHEN json_valid(body) THEN
        coalesce(nullif(json_extract(body, '$.account'), ''), json_extract(body, '$.before.account'), '')
    END
) VIRTUAL
"""


def of_body(name: str) -> str:
    """The expression for a field of a job; NULL in a row that cannot be read.

    An index may hold words and truth values so, but no numbers with a fraction: what two versions of SQLite
    make of the same digits may differ in the last bit, and one then misses the other's entry.
    """
    return f"CASE WHEN json_valid(body) THEN json_extract(body, '$.{name}') END"


# Conditions; the indexes below are found by these very words.
CONCERNS_THE_ARTIST = (
    f"state NOT IN ('{State.READY}', '{State.CANCELLED}') AND {of_body('dismissed')} IS NOT 1"
)
TOOK_TIME = f"state = '{State.READY}' AND {of_body('took_seconds')} > 0"
IS_PAID = f"{of_body('free')} IS NOT 1"

INDEXES = {
    "job_by_state": "job (state)",
    "job_by_generation": "job (generation_id)",
    "job_by_age": "job (created_at)",
    "job_that_concerns": f"job (created_at) WHERE {CONCERNS_THE_ARTIST}",
    "job_that_took_time": f"job ({of_body('kind')}, created_at) WHERE {TOOK_TIME}",
    "job_that_is_paid": f"job (generation_id) WHERE {IS_PAID}",
    "spending_by_day": "spending (day, credits)",
    "spending_by_project": "spending (project, credits)",
}


class UnknownSchema(Exception):
    """The file is of a newer version, or not ours."""


def prepare(database: sqlite3.Connection) -> None:
    """Make what is missing of the table. Another Blender may be doing it at the same moment.

    A file that turns out not to be ours is left as it was.
    """
    if database.execute("PRAGMA user_version").fetchone()[0] > VERSION:
        raise UnknownSchema
    try:
        if not _is_complete(database):
            database.execute("BEGIN IMMEDIATE")
            with database:
                _complete(database)
        database.execute("SELECT id, state, service, generation_id, owner, created_at, body FROM job LIMIT 0")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # no trouble of the disk: another table
            raise UnknownSchema from error
        raise


def _is_complete(database: sqlite3.Connection) -> bool:
    names = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    return names.issuperset(INDEXES) and _has_account(database)


def _complete(database: sqlite3.Connection) -> None:
    database.execute(TABLE)
    database.execute(UPKEEP)
    database.execute(SPENDING)
    if not _has_account(database):
        database.execute(ACCOUNT)
    for name, columns in INDEXES.items():
        database.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {columns}")
    database.execute(f"PRAGMA user_version = {VERSION}")


def _has_account(database: sqlite3.Connection) -> bool:
    return any(column[1] == "account" for column in database.execute("PRAGMA table_xinfo(job)"))
