# SPDX-License-Identifier: GPL-3.0-or-later
"""The boxes of an MP4 film (ISO/IEC 14496-12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from .error import ProbeError
from .media_info import MediaInfo, cut_short, file_size, read_exactly

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BOXES = 10_000  # at one level; a fragmented film has two for each fragment
STILL_BRANDS = {b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"}


def read(file: BinaryIO) -> MediaInfo:
    boxes = {name: (start, end) for name, start, end in _boxes(file, 0, file_size(file))}
    file.seek(8)
    if read_exactly(file, 4) in STILL_BRANDS:
        raise ProbeError("This is an AVIF or HEIC picture, which not every Blender can show")
    if b"moov" not in boxes or not boxes.keys() & {b"mdat", b"moof"}:
        raise cut_short()
    width = height = 0
    has_sound = False
    for name, start, end in _boxes(file, *boxes[b"moov"]):
        if name == b"trak":
            sides, handler = _track(file, start, end)
            has_sound |= handler == b"soun"
            if handler == b"vide" and not width:
                width, height = sides
    if not width or not height:
        raise ProbeError("The file has no picture track")
    return MediaInfo("VIDEO", "MP4", width, height, has_sound=has_sound)


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


def _track(file: BinaryIO, start: int, end: int) -> tuple[tuple[int, int], bytes]:
    """Width and height of a track in whole pixels, and what handles it: `vide`, `soun` or other."""
    sides, handler = (0, 0), b""
    for name, inner, inner_end in _boxes(file, start, end):
        if name == b"tkhd" and inner_end - inner >= 8:
            file.seek(inner_end - 8)  # the last two fields, in 16.16 fixed point
            size = read_exactly(file, 8)
            sides = (int.from_bytes(size[:2], "big"), int.from_bytes(size[4:6], "big"))
        if name == b"mdia":
            for part, at, _ in _boxes(file, inner, inner_end):
                if part == b"hdlr":
                    file.seek(at + 8)  # after version, flags and a reserved word
                    handler = read_exactly(file, 4)
    return sides, handler
