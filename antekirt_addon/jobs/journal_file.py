# SPDX-License-Identifier: GPL-3.0-or-later
"""The file that the journal is: opened, set aside, and what is said when it cannot be used."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..api.address import canonical
from ..message import Message
from . import file_system, journal_schema
from .folder_rights import OWNER_ONLY
from .problem import FileProblem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .folder_rights import FolderRights

BUSY_SECONDS = 5.0  # how long another Blender may hold the file before we say so
LOOK_SECONDS = 0.01  # the same for the main thread, which only looks
SUFFIXES = ("", "-wal", "-shm", "-journal")  # the files that SQLite keeps beside the database
DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class DamagedFile(FileProblem):
    """What is in the file is no journal, or no longer one."""


def open_or_make(path: Path, rights: FolderRights = OWNER_ONLY) -> sqlite3.Connection:
    """The database, to be read and written. Raises FileProblem, or DamagedFile when it must be set aside."""
    with problems(path):
        is_new = not path.exists()
        path.touch(mode=0o600)  # SQLite gives the files beside it the same mode
        if is_new or rights is OWNER_ONLY:
            rights.give_common(path)
        database = sqlite3.connect(path, timeout=BUSY_SECONDS)
        database.create_function("canonical", 1, canonical, deterministic=True)  # 0.1.0: as it was entered
        try:
            _choose_mode(database, is_own=file_system.is_own(path.parent))
            database.execute("PRAGMA synchronous = FULL")
            journal_schema.prepare(database)
        except (sqlite3.Error, journal_schema.UnknownSchema):
            database.close()
            raise
        if rights is not OWNER_ONLY:
            for suffix in SUFFIXES[1:]:  # to which SQLite does not give its group
                with suppress(FileNotFoundError):
                    rights.give_common(path.with_name(path.name + suffix))
        return database


def _choose_mode(database: sqlite3.Connection, *, is_own: bool) -> None:
    """How SQLite keeps its writers apart.

    Its write-ahead log is quicker, but for one machine alone: it lives on memory that processes share. Where
    another machine may write too, locks do. A journal on our own disk that does without the log goes on
    without: its folder may be another machine's network drive.
    """
    is_new = database.execute("PRAGMA page_count").fetchone()[0] == 0
    if is_own and is_new:
        database.execute("PRAGMA journal_mode = WAL")  # falls back by itself where it cannot be had
    elif not is_own:
        database.execute("PRAGMA journal_mode = DELETE")  # refused while somebody uses the log


def open_to_read(
    path: Path, wait_seconds: float = LOOK_SECONDS, *, unlocked: bool = False
) -> sqlite3.Connection:
    """The database, by a connection that changes nothing. Raises sqlite3.Error.

    unlocked: without locks, and without what stands in the log alone.
    """
    posix = path.absolute().as_posix()
    options = "mode=ro&immutable=1" if unlocked else "mode=ro"
    address = f"file://{'' if posix.startswith('/') else '/'}{quote(posix)}?{options}"
    return sqlite3.connect(address, uri=True, timeout=wait_seconds)


def move_away(path: Path) -> Path:
    """Set the file aside, with all that SQLite keeps beside it, and give its new place."""
    name = f"{path.stem}-set-aside-{time.strftime('%Y%m%d-%H%M%S')}"
    aside, number = path.with_name(f"{name}.sqlite"), 1
    with problems(path):
        while aside.exists():
            number += 1
            aside = path.with_name(f"{name}-{number}.sqlite")
        for suffix in SUFFIXES:
            source = path.with_name(path.name + suffix)
            if source.exists():
                source.rename(aside.with_name(aside.name + suffix))
    return aside


def stat_of(path: Path) -> os.stat_result | None:
    """Which file is there, for `is_still`."""
    with suppress(OSError):
        return path.stat()
    return None


def is_still(path: Path, stat: os.stat_result) -> bool:
    """Whether the file is still where it was. SQLite itself goes on writing into one that was removed."""
    try:
        return os.path.samestat(path.stat(), stat)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True  # the next step that uses it will say what is wrong


@contextmanager
def problems(path: Path) -> Iterator[None]:
    """What goes wrong with the file is told in words."""
    try:
        yield
    except (sqlite3.Error, OSError, journal_schema.UnknownSchema) as error:
        kind = DamagedFile if is_damage(error) else FileProblem
        raise kind(
            Message(
                "The list of jobs in {folder} cannot be used ({error})."
                " Check the disk and the folder in the add-on's preferences.",
                folder=path.parent,
                error=error,
            )
        ) from error


def is_damage(error: Exception) -> bool:
    """Whether an error is of what is in the file, and not of the disk (full, locked, gone)."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without what SQLite adds to it
    return isinstance(error, journal_schema.UnknownSchema) or code in DAMAGE
