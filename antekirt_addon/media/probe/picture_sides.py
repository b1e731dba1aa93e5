# SPDX-License-Identifier: GPL-3.0-or-later
"""Width and height of pictures of rarer formats, so that one too large is refused before Blender decodes it.

Each is known here by what has Blender take it for one, and read as Blender reads it.
"""

from __future__ import annotations

import re
from typing import BinaryIO, Literal, TypeAlias

Sides: TypeAlias = tuple[int, int]
Endian: TypeAlias = Literal["little", "big"]

MOST = 1 << 24  # bytes before the sides; what a writer puts there is some kilobytes
# By the mark: where width and height are, how many bytes they have, and in which order.
HEADS: dict[bytes, tuple[int, int, int, Endian]] = {
    b"8BPS": (18, 14, 4, "big"),  # Photoshop
    b"DDS ": (16, 12, 4, "little"),
    b"SDPX": (772, 776, 4, "big"),
    b"XPDS": (772, 776, 4, "little"),
    b"\x80\x2a\x5f\xd7": (200, 204, 4, "big"),  # Cineon
    b"\xd7\x5f\x2a\x80": (200, 204, 4, "little"),
    b"\x01\xda": (6, 8, 2, "big"),  # Iris
}
TARGA_KINDS, TARGA_BITS = {1, 2, 3, 9, 10, 11}, {8, 15, 16, 24, 32}
JPEG_2000, CODESTREAM = b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51"  # in boxes, and bare
MOST_BOXES = 1000
FARTHEST = 1 << 40  # no system can seek much further
RESOLUTION = re.compile(rb"\s*\S{1,79}\s*\+?(\d{1,9})\s*\S{1,79}?\s*\+?(\d{1,9})\s")
DATA_WINDOW = b"dataWindow\0box2i\0\x10\0\0\0"


def find(file: BinaryIO, head: bytes) -> Sides | None:
    """Width and height, 0 where they are not told; None for what is no picture of these formats."""
    for mark, (across, down, count, endian) in HEADS.items():
        if head.startswith(mark):
            return _number(head, across, count, endian), _number(head, down, count, endian)
    if head.startswith(CODESTREAM):
        return _in_codestream(head)
    if head.startswith(JPEG_2000):
        return _in_boxes(file)
    if (
        len(head) > 17 and head[1] <= 1 and head[2] in TARGA_KINDS and head[16] in TARGA_BITS
    ):  # it has no mark
        return _number(head, 12, 2, "little"), _number(head, 14, 2, "little")
    return None


def of_hdr(file: BinaryIO) -> Sides:
    """Of a Radiance picture, by what follows its first empty line."""
    file.seek(0)
    found = RESOLUTION.match(file.read(MOST).partition(b"\n\n")[2][:400])
    return (int(found[2]), int(found[1])) if found else (0, 0)


def of_exr(file: BinaryIO) -> Sides:
    """Of an OpenEXR picture, the largest if it has several parts."""
    file.seek(0)
    data, sides = file.read(MOST), (0, 0)
    for found in re.finditer(re.escape(DATA_WINDOW), data):
        left, top, right, bottom = (
            int.from_bytes(data[at : at + 4], "little", signed=True)
            for at in range(found.end(), found.end() + 16, 4)
        )
        sides = max(sides, (abs(right - left) + 1, abs(bottom - top) + 1), key=lambda pair: pair[0] * pair[1])
    return sides


def _in_boxes(file: BinaryIO) -> Sides:
    at = 0
    for _ in range(MOST_BOXES):
        file.seek(at)
        head = file.read(16)
        size, content = _number(head, 0, 4, "big"), 8
        if size == 1:  # it follows, in 64 bits
            size, content = _number(head, 8, 8, "big"), 16
        if head[4:8] == b"jp2c":
            file.seek(at + content)
            return _in_codestream(file.read(24))
        if size < content or len(head) < 8:
            break
        at = min(at + size, FARTHEST)
    return 0, 0


def _in_codestream(data: bytes) -> Sides:
    right, bottom, left, top = (_number(data, at, 4, "big") for at in (8, 12, 16, 20))
    return max(0, right - left), max(0, bottom - top)


def _number(data: bytes, at: int, count: int, endian: Endian) -> int:
    return int.from_bytes(data[at : at + count], endian)
