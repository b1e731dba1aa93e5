# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the journal's file is undamaged: all of it is read, in a worker, while jobs go on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from .journal_file import BUSY_SECONDS, is_damage, open_to_read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STEPS = 100_000  # of SQLite, between two looks whether the check is still wanted
PAGES = 256  # that are copied at once
PAUSE = 0.01  # seconds, between two such lots


def is_whole(path: Path, is_wanted: Callable[[], bool]) -> bool:
    """Whether no damage is seen: what cannot be read just now is not judged. May take many seconds.

    is_wanted: asked from time to time; the check is broken off when it is not.
    """
    try:
        with closing(open_to_read(path, BUSY_SECONDS)) as database:
            if database.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
                return _is_whole(database, is_wanted)
            with closing(_copied(database, is_wanted)) as copy:
                return _is_whole(copy, is_wanted)
    except sqlite3.Error as error:
        return not is_damage(error)


def _is_whole(database: sqlite3.Connection, is_wanted: Callable[[], bool]) -> bool:
    database.set_progress_handler(lambda: not is_wanted(), STEPS)
    return bool(database.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")


def _copied(database: sqlite3.Connection, is_wanted: Callable[[], bool]) -> sqlite3.Connection:
    """A temporary copy, made bit by bit: who reads a journal that has no log keeps others from writing."""

    def stop_if_unwanted(*_progress: int) -> None:
        if not is_wanted():
            raise sqlite3.OperationalError

    copy = sqlite3.connect("")  # in a file of SQLite's own, which goes when it is closed
    try:
        database.backup(copy, pages=PAGES, sleep=PAUSE, progress=stop_if_unwanted)
    except sqlite3.Error:
        copy.close()
        raise
    return copy
