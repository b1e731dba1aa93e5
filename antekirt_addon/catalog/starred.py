# SPDX-License-Identifier: GPL-3.0-or-later
"""The entries of the history that the artist has starred, by their ids: unique in the whole service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .kept_file import KeptFile

if TYPE_CHECKING:
    from pathlib import Path


class Starred:
    """Kept in a file. version: grows when they change."""

    def __init__(self, path: Path) -> None:
        self._file = KeptFile(path)
        self.ids = self._read()
        self.version = 0

    def toggle(self, generation_id: str) -> None:
        """Star an entry, or take its star. One that cannot be written lasts until Blender ends."""
        kept = self._read() | self.ids  # another Blender's, too
        self.ids = kept - {generation_id} if generation_id in self.ids else kept | {generation_id}
        self.version += 1
        self._file.keep({"generations": sorted(self.ids)})
        self._file.write()

    def _read(self) -> frozenset[str]:
        ids = self._file.read().get("generations")
        return frozenset(map(str, ids)) if isinstance(ids, list) else frozenset()
