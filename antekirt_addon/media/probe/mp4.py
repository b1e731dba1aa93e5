# SPDX-License-Identifier: GPL-3.0-or-later
"""The boxes of an MP4 film (ISO/IEC 14496-12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from . import film_color
from .error import ProbeError, UnknownFormatError
from .media_info import MediaInfo, cut_short, file_size, read_exactly

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BOXES = 10_000  # at one level; a fragmented film has two for each fragment
DESCRIPTION_FIELDS = 94  # bytes before the boxes within the first description of samples
MOST_OF_DESCRIPTION = 1 << 16  # bytes
# By the signs of a track's matrix EXIF's number for the same turn.
ORIENTATIONS: dict[tuple[int, ...], int] = {(0, 1, -1, 0): 6, (-1, 0, 0, -1): 3, (0, -1, 1, 0): 8}
STILL_BRANDS = {b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"}


def read(file: BinaryIO) -> MediaInfo:
    boxes = {name: (start, end) for name, start, end in _boxes(file, 0, file_size(file))}
    file.seek(8)
    if read_exactly(file, 4) in STILL_BRANDS:
        raise UnknownFormatError("This is an AVIF or HEIC picture, which not every Blender can show")
    if b"moov" not in boxes or not boxes.keys() & {b"mdat", b"moof"}:
        raise cut_short()
    pictured = None
    has_sound = False
    for name, start, end in _boxes(file, *boxes[b"moov"]):
        if name == b"trak":
            track = _track(file, start, end)
            has_sound |= track.handler == b"soun"
            if track.handler == b"vide" and track.width and not pictured:
                pictured = track
    if not pictured or not pictured.height:
        raise ProbeError("The file has no picture track")
    return MediaInfo(
        "VIDEO",
        "MP4",
        pictured.width,
        pictured.height,
        has_sound=has_sound,
        orientation=pictured.orientation,
        pixel_aspect=pictured.pixel_aspect,
        has_untold_colors=film_color.is_high_definition(pictured.width, pictured.height)
        and film_color.is_untold(pictured.description),
    )


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of the content of every box between two offsets."""
    for _ in range(MOST_BOXES):
        if start + 8 > end:
            return
        file.seek(start)
        header = read_exactly(file, 8)
        size, content = int.from_bytes(header[:4], "big"), start + 8
        if size == 1:  # a 64-bit size follows
            size, content = int.from_bytes(read_exactly(file, 8), "big"), start + 16
        elif size == 0:  # to the end
            size = end - start
        if start + size > end:
            raise cut_short()
        if size < content - start:
            break
        yield header[4:], content, start + size
        start += size
    raise ProbeError("The MP4 film is broken")


@dataclass(slots=True)
class _Track:
    """Width and height in whole pixels as they are shown, and what handles it: `vide`, `soun` or other."""

    width: int = 0
    height: int = 0
    handler: bytes = b""
    orientation: int = 1
    pixel_aspect: float = 1.0
    description: bytes = b""  # of its samples


def _track(file: BinaryIO, start: int, end: int) -> _Track:
    track = _Track()
    for name, inner, inner_end in _boxes(file, start, end):
        if name == b"tkhd" and inner_end - inner >= 44:
            file.seek(
                inner_end - 44
            )  # the last fields: a matrix of nine numbers, and two in 16.16 fixed point
            matrix, size = read_exactly(file, 36), read_exactly(file, 8)
            track.width, track.height = (int.from_bytes(size[at : at + 2], "big") for at in (0, 4))
            track.orientation = ORIENTATIONS.get(_signs(matrix), 1)
        if name == b"mdia":
            for part, at, part_end in _boxes(file, inner, inner_end):
                if part == b"hdlr":
                    file.seek(at + 8)  # after version, flags and a reserved word
                    track.handler = read_exactly(file, 4)
                if part == b"minf":
                    track.description = _description(file, at, part_end)
                    track.pixel_aspect = _pixel_aspect(track.description)
    return track


def _signs(matrix: bytes) -> tuple[int, ...]:
    """The signs of the first two columns of a track's matrix."""
    values = [int.from_bytes(matrix[at : at + 4], "big", signed=True) for at in (0, 4, 12, 16)]
    return tuple((value > 0) - (value < 0) for value in values)


def _description(file: BinaryIO, start: int, end: int) -> bytes:
    """What a track's media information says of its samples."""
    for path in (b"stbl", b"stsd"):
        inner = next((span for name, *span in _boxes(file, start, end) if name == path), None)
        if not inner:
            return b""
        start, end = inner
    file.seek(start)
    return file.read(min(end - start, MOST_OF_DESCRIPTION))


def _pixel_aspect(description: bytes) -> float:
    """Width by height of a pixel, which the description of the samples may tell."""
    found = description.find(b"pasp", DESCRIPTION_FIELDS)
    wide, high = (int.from_bytes(description[found + skip : found + skip + 4], "big") for skip in (4, 8))
    return wide / high if found >= 0 and wide and high else 1.0
