# SPDX-License-Identifier: GPL-3.0-or-later
"""The planes of an artwork worked out beside Blender, in a thread of their own: outlines and pictures."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...media.probe import probe_bytes
from ...media.svg.geometry.plane_outline import filled, outlined, planes_of
from ...media.svg.options import Options
from ...media.svg.raster.plane_picture import plane_pictures
from ...media.svg.raster.png_file import encoded

if TYPE_CHECKING:
    from collections.abc import Generator

    from ...media.arrays import Bytes
    from ...media.probe import MediaInfo
    from ...media.svg.shape import Artwork, Polygons

WAIT_SECONDS = 0.005  # for the thread, at one go


@dataclass(frozen=True, slots=True)
class Planes:
    """The furthest first.

    polygons: those of plane i as shape i. pictures: of each the file and what that holds. shapes: how many
    each has.
    """

    polygons: Polygons
    pictures: tuple[tuple[bytes, MediaInfo], ...]
    shapes: tuple[int, ...]


def read(artwork: Artwork, raster: Bytes, most: int, *, clear: bool) -> Generator[None, None, Planes]:
    """The planes of an artwork, at most so many, that show a raster; yields None while it is worked on.

    clear: the pictures let a film be seen in place of the raster.
    """
    reading = _Reading(artwork, raster, most, clear=clear)
    reading.start()
    try:
        while reading.is_alive():
            reading.join(WAIT_SECONDS)
            yield
    finally:
        reading.stop.set()
    return reading.result()


class _Reading(threading.Thread):
    """A daemon: Blender does not wait for it when it quits."""

    def __init__(self, artwork: Artwork, raster: Bytes, most: int, *, clear: bool) -> None:
        super().__init__(name="Antekirt planes", daemon=True)
        self.stop = threading.Event()
        self._artwork, self._raster, self._most, self._clear = artwork, raster, most, clear
        self._planes: Planes | None = None
        self._problem: Exception | None = None

    def run(self) -> None:
        try:
            self._planes = self._found()
        except Exception as problem:  # noqa: BLE001 - raised again where the result is asked for
            self._problem = problem

    def _found(self) -> Planes:
        planes = planes_of(self._artwork, self._most)
        outlines = outlined(self._artwork, planes, Options().curve_tolerance, self.stop.is_set)
        drawn = plane_pictures(self._artwork, planes, outlines, self._raster, self.stop.is_set)
        files = [encoded(pixels if self._clear else pixels[..., :3]) for pixels in drawn]
        pictures = tuple((data, probe_bytes(data)) for data in reversed(files))
        return Planes(filled(outlines, self.stop.is_set), pictures, tuple(map(len, planes)))

    def result(self) -> Planes:
        """What was found, once the thread has ended."""
        if self._planes is None:
            assert self._problem
            raise self._problem
        return self._planes
