# SPDX-License-Identifier: GPL-3.0-or-later
"""How a camera was held, as EXIF notes it (CIPA DC-008, a TIFF structure within other formats)."""

from __future__ import annotations

from typing import Literal

MARK = b"Exif\0\0"  # before the structure in a JPEG, and by mistake in some WebP
ORIENTATION = 0x0112
SHORT = 3  # the type of a number of two bytes
ENTRY = 12  # bytes of each entry of a directory
UPRIGHT = 1
KNOWN = range(1, 9)


def orientation(data: bytes) -> int:
    """The orientation in an EXIF structure: 1 to 8, and 1 where it has none or makes no sense."""
    data = data.removeprefix(MARK)
    if data[:4] == b"II*\0":
        return _in_directory(data, "little")
    if data[:4] == b"MM\0*":
        return _in_directory(data, "big")
    return UPRIGHT


def _in_directory(data: bytes, endian: Literal["little", "big"]) -> int:
    """The orientation in the first directory. A slice beyond the end is empty, which no tag is."""

    def number(start: int, size: int) -> int:
        return int.from_bytes(data[start : start + size], endian)

    first = number(4, 4)
    for at in range(first + 2, min(first + 2 + ENTRY * number(first, 2), len(data)), ENTRY):
        if number(at, 2) == ORIENTATION and number(at + 2, 2) == SHORT and number(at + 4, 4) == 1:
            found = number(at + 8, 2)
            return found if found in KNOWN else UPRIGHT
    return UPRIGHT
