# SPDX-License-Identifier: GPL-3.0-or-later
"""The artists that were used last, the latest first; a small file in the user's folder."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from ..api.reading import cleaned
from ..jobs.file_system import make_folder

if TYPE_CHECKING:
    from pathlib import Path

KEPT = 8


@dataclass(frozen=True, slots=True)
class RecentArtist:
    id: str
    name: str
    profile_picture_url: str = ""


class RecentArtists:
    def __init__(self, path: Path) -> None:
        self._path = path
        self.artists = _read(path)

    def note(self, artist: RecentArtist) -> None:
        """An artist has been used; put them first."""
        others = (other for other in _read(self._path) if other.id != artist.id)  # another Blender's, too
        self.artists = (artist, *others)[:KEPT]
        with suppress(OSError):
            make_folder(self._path.parent)
            self._path.touch(mode=0o600)
            self._path.write_text(json.dumps([asdict(known) for known in self.artists]), encoding="utf-8")


def _read(path: Path) -> tuple[RecentArtist, ...]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return tuple(RecentArtist(**row) for row in cleaned(rows))[:KEPT]  # 0.1.0 kept names as sent
    except (OSError, ValueError, TypeError):
        return ()
