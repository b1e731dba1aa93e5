# SPDX-License-Identifier: GPL-3.0-or-later
"""The planes of an artwork worked out beside Blender, in a thread of their own: outlines and pictures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ...media.probe import probe_bytes
from ...media.svg.geometry.plane_outline import filled, outlined, planes_of
from ...media.svg.options import Options
from ...media.svg.raster.plane_picture import plane_pictures
from ...media.svg.raster.png_file import encoded
from .. import side_thread
from ..picture_decoder import PictureDecoder

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from ...media.arrays import Bytes
    from ...media.probe import MediaInfo
    from ...media.svg.shape import Artwork, Polygons


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
    decoder = PictureDecoder()

    def found(stop: Callable[[], bool]) -> Planes:
        planes = planes_of(artwork, most)
        outlines = outlined(artwork, planes, Options().curve_tolerance, stop)
        drawn = plane_pictures(artwork, planes, outlines, raster, stop, decode=partial(decoder.pixels, stop))
        files = [encoded(pixels if clear else pixels[..., :3]) for pixels in drawn]
        pictures = tuple((data, probe_bytes(data)) for data in reversed(files))
        return Planes(filled(outlines, stop), pictures, tuple(map(len, planes)))

    return (yield from side_thread.worked_out("planes", found, decoder.answer))
