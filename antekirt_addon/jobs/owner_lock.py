# SPDX-License-Identifier: GPL-3.0-or-later
"""Which running Blender looks after a job.

Each engine holds an operating system lock on a file of its own as long as its process lives. The system
drops the lock when the process ends, however it ends, so "can I lock it?" tells whether an owner is
alive, with no heartbeat and no clock.

Whoever removes the file of a dead owner holds its lock meanwhile, and whoever has made a file makes sure
that it is still there once it is locked: so no living owner loses its file, whatever starts at the same time.
"""

from __future__ import annotations

import os
import sys
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING

from .folder_rights import OWNER_ONLY

if TYPE_CHECKING:
    from pathlib import Path

    from .folder_rights import FolderRights

if sys.platform == "win32":
    import msvcrt

    def lock(descriptor: int) -> None:
        """Lock an open file until it is closed. Raises OSError if somebody else has."""
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def lock(descriptor: int) -> None:
        """Lock an open file until it is closed. Raises OSError if somebody else has."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


ATTEMPTS = 10  # to lock a file that was just made; another Blender takes it for a dead one's hardly ever


class OwnerLock:
    """This engine's identity. Raises OSError when the folder cannot be written."""

    def __init__(self, folder: Path, rights: FolderRights = OWNER_ONLY) -> None:
        self._folder = folder
        for attempt in range(1, ATTEMPTS + 1):
            self.id = uuid.uuid4().hex
            self._path = folder / f"{self.id}.lock"
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                rights.give_common(self._path)
                lock(self._descriptor)
                if _is_at(self._path, self._descriptor):
                    return
            except OSError:
                if attempt == ATTEMPTS:
                    self.release()
                    raise
            self.release()
        raise BlockingIOError(11, "Resource temporarily unavailable")

    def is_alive(self, owner_id: str) -> bool:
        """Whether another owner's process still runs. The lock file of a dead one is removed."""
        return is_locked(self._folder / f"{owner_id}.lock")

    def has_company(self) -> bool:
        """Whether another owner's process runs."""
        return any(path != self._path and self.is_alive(path.stem) for path in self._folder.glob("*.lock"))

    def release(self) -> None:
        os.close(self._descriptor)
        _remove(self._path)


def remove_dead(folder: Path) -> None:
    """Remove the lock files of all owners whose process is gone."""
    for path in folder.glob("*.lock"):
        is_locked(path)


def is_locked(path: Path) -> bool:
    """Whether a living process has locked a file; if not, it is removed."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    except OSError:
        return True  # not ours to open: somebody else's
    try:
        lock(descriptor)
        if sys.platform != "win32" and _is_at(path, descriptor):
            _remove(path)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    if sys.platform == "win32":  # which removes no file that is open, so nobody's who lives
        _remove(path)
    return False


def _remove(path: Path) -> None:
    with suppress(OSError):  # it may be gone with its folder
        path.unlink()


def _is_at(path: Path, descriptor: int) -> bool:
    """Whether a file still has its name."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
