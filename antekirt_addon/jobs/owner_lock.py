# SPDX-License-Identifier: GPL-3.0-or-later
"""Which running Blender looks after a job.

Each engine holds an operating system lock on a file of its own as long as its process lives. The system
drops the lock when the process ends, however it ends, so "can I lock it?" tells whether an owner is
alive, with no heartbeat and no clock.
"""

from __future__ import annotations

import os
import sys
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class OwnerLock:
    """This engine's identity. Raises OSError when the folder cannot be written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.id = uuid.uuid4().hex
        self._path = folder / f"{self.id}.lock"
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        _lock(self._descriptor)

    def is_alive(self, owner_id: str) -> bool:
        """Whether another owner's process still runs. The lock file of a dead one is removed."""
        path = self._folder / f"{owner_id}.lock"
        try:
            descriptor = os.open(path, os.O_RDWR)
        except FileNotFoundError:
            return False
        except OSError:
            return True  # not ours to open: somebody else's
        try:
            _lock(descriptor)
        except OSError:
            return True
        finally:
            os.close(descriptor)
        path.unlink(missing_ok=True)
        return False

    def has_company(self) -> bool:
        """Whether another owner's process runs."""
        return any(path != self._path and self.is_alive(path.stem) for path in self._folder.glob("*.lock"))

    def release(self) -> None:
        os.close(self._descriptor)
        with suppress(OSError):  # the folder may have vanished
            self._path.unlink()
