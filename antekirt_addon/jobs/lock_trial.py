# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether two processes can lock each other in a folder. It is tried, with files that are removed again.

Two open files of one process stand for those of two: the system tells them apart in the same way. Whether two
machines can lock each other cannot be tried from one of them.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from ..message import Message
from . import file_system, owner_lock
from .problem import FOLDER_SHARED, FOLDER_SHARED_HERE

if TYPE_CHECKING:
    from sqlite3 import Connection

NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
NO_DATABASE_LOCKS = {
    "SQLITE_BUSY",
    "SQLITE_PROTOCOL",
    "SQLITE_IOERR_LOCK",
    "SQLITE_IOERR_RDLOCK",
    "SQLITE_IOERR_UNLOCK",
    "SQLITE_IOERR_CHECKRESERVEDLOCK",
    "SQLITE_IOERR_SHMLOCK",
    "SQLITE_IOERR_SHMMAP",
    "SQLITE_IOERR_SHMOPEN",
}


def hold(folder: Path) -> bool | None:
    """Whether locks hold; None if that cannot be tried. Why not, a full disk say, is told elsewhere."""
    try:
        trial = Path(tempfile.mkdtemp(prefix=".trial-", dir=folder))
    except OSError:
        return None
    try:
        return _owners_lock(trial / "owner") and _databases_lock(trial / "journal")
    except OSError as error:
        return False if error.errno in NO_LOCKS else None
    finally:
        shutil.rmtree(trial, ignore_errors=True)


def outcome(folder: Path, spare: Path | None) -> str:
    """What a trial says, in words; "" if it cannot be tried. A folder that is not there yet is not made."""
    place = next((place for place in (folder, *folder.parents) if place.is_dir()), folder)
    held = hold(place)
    if held is None:
        return ""
    if not held:
        return refused(folder, spare)
    return FOLDER_SHARED if file_system.is_own(place) else FOLDER_SHARED_HERE


def refused(folder: Path, spare: Path | None) -> str:
    """That a folder's locks do not hold, and what follows."""
    if spare is None or spare == folder:
        return Message(
            "Locks do not hold in {folder}, so no job can be kept there."
            " Choose another folder in the add-on's preferences.",
            folder=folder,
        )
    return Message(
        "Locks do not hold in {folder}: what is there can be imported, and new jobs are kept in {spare}.",
        folder=folder,
        spare=spare,
    )


def _owners_lock(path: Path) -> bool:
    """Whether the lock that an owner holds is refused to a second one."""
    first, second = (os.open(path, os.O_RDWR | os.O_CREAT, 0o600) for _ in range(2))
    try:
        owner_lock.lock(first)
        try:
            owner_lock.lock(second)
        except OSError as error:
            return error.errno not in NO_LOCKS
        return False
    finally:
        os.close(first)
        os.close(second)


def _databases_lock(path: Path) -> bool:
    """Whether SQLite can write there, and keeps a second writer out."""
    import sqlite3  # not read at Blender's start

    try:
        with closing(_database(path)) as first, closing(_database(path)) as second:
            first.execute("BEGIN IMMEDIATE")
            first.execute("CREATE TABLE trial (number)")
            try:
                second.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                first.execute("COMMIT")
                return bool(second.execute("SELECT count(*) FROM trial").fetchone() == (0,))
    except sqlite3.OperationalError as error:
        return error.sqlite_errorname not in NO_DATABASE_LOCKS
    return False


def _database(path: Path) -> Connection:
    import sqlite3

    database = sqlite3.connect(path, timeout=0.0, isolation_level=None)
    database.execute("PRAGMA synchronous = OFF")  # it will not be needed
    if file_system.is_own(path.parent):
        database.execute("PRAGMA journal_mode = WAL")
    return database
