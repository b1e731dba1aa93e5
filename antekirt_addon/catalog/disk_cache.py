# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder of entries named by the hash of their key, which is kept below a size.

Entries are files or folders of files. What has not been used for longest goes first. Several Blenders may
share the folder: an entry that is gone is fetched again, nothing else depends on it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..jobs.folder_rights import OWNER_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterator


class DiskCache:
    """limit: bytes that `trim` leaves at most. All methods block; call them from a worker thread."""

    def __init__(self, folder: Path, limit: int) -> None:
        self.folder = folder
        self._limit = limit

    def entry(self, key: str) -> Path:
        """Where an entry lies, or would."""
        return self.folder / hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:40]

    def read(self, key: str) -> bytes | None:
        """A file's bytes, if there is one."""
        try:
            data = self.entry(key).read_bytes()
        except OSError:
            return None
        touch(self.entry(key))
        return data

    def write(self, key: str, data: bytes) -> None:
        """Keep a file, whole or not at all. A disk that cannot be written is no reason to stop."""
        with suppress(OSError):
            OWNER_ONLY.make_folder(self.folder)
            descriptor, name = tempfile.mkstemp(prefix=".new-", dir=self.folder)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(data)
                Path(name).replace(self.entry(key))
            finally:
                Path(name).unlink(missing_ok=True)

    def trim(self) -> None:
        """Remove what has not been used for longest, until the rest is below the limit."""
        entries = sorted(_entries(self.folder), reverse=True)
        total = 0
        for _used, size, path in entries:
            total += size
            if total > self._limit:
                _remove(path)


def touch(path: Path) -> None:
    """Note that an entry has been used."""
    with suppress(OSError):
        os.utime(path)


def _entries(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """Every entry with the time of its last use and its size."""
    with suppress(OSError):
        for path in folder.iterdir():
            with suppress(OSError):
                files = list(path.iterdir()) if path.is_dir() else [path]
                yield path.stat().st_mtime, sum(file.stat().st_size for file in files), path


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
