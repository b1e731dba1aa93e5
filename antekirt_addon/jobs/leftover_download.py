# SPDX-License-Identifier: GPL-3.0-or-later
"""Downloads that an ended Blender left half done: removed at the next start, and counted nowhere.

A download has a temporary name until it is whole. The name says whose it is, so that one that a running
Blender is at is let alone.
"""

from __future__ import annotations

import re
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .owner_lock import OwnerLock

LONGEST = 3600.0  # seconds; more than a download is given
NAME = re.compile(r"\.download-([0-9a-f]{32})-\w+")


def prefix(owner_id: str) -> str:
    """How the temporary names of an owner's downloads begin."""
    return f".download-{owner_id}-"


def find(results: Path) -> list[Path]:
    """All temporary names of downloads, also those of downloads under way."""
    return list(results.glob("*/.download-*"))


def remove(found: Iterable[Path], owner: OwnerLock) -> None:
    """Remove those that nobody is at. What cannot be removed now is left to the next start."""
    for path in found:
        if not _is_under_way(path, owner):
            with suppress(OSError):
                path.unlink()


def _is_under_way(path: Path, owner: OwnerLock) -> bool:
    """Earlier versions named nobody: such a one may be any running Blender's, but for so long only."""
    if named := NAME.fullmatch(path.name):
        return owner.is_alive(named[1])
    with suppress(OSError):
        return path.stat().st_mtime > time.time() - LONGEST and owner.has_company()
    return False
