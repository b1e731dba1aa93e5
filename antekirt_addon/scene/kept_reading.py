# SPDX-License-Identifier: GPL-3.0-or-later
"""What was read of SVG files lately, kept for a while.

An artist who adjusts an import, or reloads a file that has not changed, waits for no second reading.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable
    from pathlib import Path

    from ..media.svg.paint import Paint
    from ..media.svg.shape import Artwork
    from .vector.vector_settings import VectorSettings

KEPT_SECONDS = 600.0  # since it was last wanted
MOST_BYTES = 64 << 20  # of all together
BYTES_OF_SHAPE = 1000  # besides its points


class KeptReadings:
    """Artworks by their file as it is on the disk, and by what was chosen for reading it.

    Nothing in them is Blender's.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()

    def find(self, key: Hashable) -> Artwork | None:
        """What was kept with a key, if it still is."""
        found = self._kept.get(key) if key is not None else None
        if found is None:
            return None
        self._kept[key] = found._replace(wanted=time.monotonic())
        self._kept.move_to_end(key)
        return found.artwork

    def keep(self, key: Hashable, artwork: Artwork) -> None:
        """Keep one artwork, in place of those that nobody wanted for longest if it gets too much."""
        size = _bytes(artwork)
        if key is None or size > MOST_BYTES:
            return
        self._kept[key] = _Kept(artwork, size, time.monotonic())
        self._kept.move_to_end(key)
        while sum(kept.size for kept in self._kept.values()) > MOST_BYTES:
            self._kept.popitem(last=False)

    def forget(self) -> None:
        """Let go of what nobody has wanted for long."""
        oldest = time.monotonic() - KEPT_SECONDS
        for key in [key for key, kept in self._kept.items() if kept.wanted < oldest]:
            del self._kept[key]


class _Kept(NamedTuple):
    artwork: Artwork
    size: int
    wanted: float


def reading_key(path: Path, settings: VectorSettings, chosen: tuple[str, ...]) -> Hashable:
    """What a reading goes by; None if it cannot be told, as other files take part or there is none.

    chosen: the names of the settings that it depends on.
    """
    if settings.files_beside:
        return None
    try:
        now = path.stat()
    except OSError:
        return None
    identity = path, now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns
    return identity, *(getattr(settings, name) for name in chosen)


def _bytes(artwork: Artwork) -> int:
    """About how much memory an artwork takes."""
    points = sum(part.points.nbytes for shape in artwork.shapes for part in shape.subpaths)
    pictures = sum(map(_picture_bytes, {id(s.paint): s.paint for s in artwork.shapes}.values()))
    filled = artwork.polygons
    polygons = filled.points.nbytes + filled.corners.nbytes if filled else 0
    return points + pictures + polygons + BYTES_OF_SHAPE * len(artwork.shapes)


def _picture_bytes(paint: Paint) -> int:
    content = getattr(paint, "content", b"")
    return len(content) if isinstance(content, bytes) else content.nbytes
