# SPDX-License-Identifier: GPL-3.0-or-later
"""The entries of the history that the artist has starred, by their ids: unique in the whole service."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from ..api import key_file

if TYPE_CHECKING:
    from pathlib import Path


class Starred:
    """Kept in a file. version: grows when they change."""

    def __init__(self, path: Path) -> None:
        self.ids = _read(path)
        self.version = 0
        self._path = path

    def toggle(self, generation_id: str) -> None:
        """Star an entry, or take its star. One that cannot be written lasts until Blender ends."""
        kept = _read(self._path) | self.ids if self._path.exists() else self.ids  # another Blender's, too
        self.ids = kept - {generation_id} if generation_id in self.ids else kept | {generation_id}
        self.version += 1
        with suppress(OSError):
            key_file.write(self._path, json.dumps(sorted(self.ids)))


def _read(path: Path) -> frozenset[str]:
    try:
        ids = json.loads(path.read_text(encoding="utf-8"))
        return frozenset(generation_id for generation_id in ids if isinstance(generation_id, str))
    except (OSError, ValueError, TypeError):
        return frozenset()
