# SPDX-License-Identifier: GPL-3.0-or-later
"""The first directory of a TIFF picture (TIFF 6.0)."""

from __future__ import annotations

from typing import BinaryIO, Literal

from . import color_profile
from .exif import KNOWN, ORIENTATION, UPRIGHT
from .media_info import MediaInfo

ENDIANS: dict[bytes, Literal["little", "big"]] = {b"II": "little", b"MM": "big"}
MARKS = {b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"}  # the last two: with offsets and counts of 64 bits
WIDTH, HEIGHT, BITS, CHANNELS, EXTRA, PROFILE = 256, 257, 258, 277, 338, 34675
SIZES = {1: 1, 3: 2, 4: 4, 6: 1, 8: 2, 9: 4, 16: 8, 17: 8}  # bytes of a whole number of each type
MOST_ENTRIES = 1000
FARTHEST = 1 << 40  # no system can seek much further


def read(file: BinaryIO) -> MediaInfo:
    """Size, alpha and orientation, as far as they make sense; the first of two that differ counts."""
    file.seek(0)
    mark = file.read(4)
    endian = ENDIANS[mark[:2]]

    def number(data: bytes) -> int:
        return int.from_bytes(data, endian)

    def seek(content: bytes) -> None:
        file.seek(min(number(content), FARTHEST))

    is_big = b"+" in mark
    wide = 8 if is_big else 4  # bytes of an offset and of a count
    if is_big:
        file.seek(8)
    seek(file.read(wide))
    count = min(number(file.read(8 if is_big else 2)), MOST_ENTRIES)
    entry = 4 + 2 * wide
    directory = file.read(entry * count)
    values: dict[int, int] = {}
    profile = b""
    for at in range(0, len(directory) - entry + 1, entry):
        tag, kind = number(directory[at : at + 2]), number(directory[at + 2 : at + 4])
        many, content = number(directory[at + 4 : at + 4 + wide]), directory[at + 4 + wide : at + entry]
        if kind in SIZES and many * SIZES[kind] <= wide:
            values.setdefault(tag, number(content[: SIZES[kind]]))
        elif tag == PROFILE and many <= color_profile.LARGEST:
            seek(content)
            profile = file.read(many)
        elif tag == BITS and kind == 3:  # one for each channel, elsewhere
            seek(content)
            values[tag] = number(file.read(2))
    turned = values.get(ORIENTATION, UPRIGHT)
    channels = values.get(CHANNELS, 1)
    return MediaInfo(
        "IMAGE",
        "TIFF",
        values.get(WIDTH, 0),
        values.get(HEIGHT, 0),
        orientation=turned if turned in KNOWN else UPRIGHT,
        has_alpha=EXTRA in values or channels in {2, 4},
        is_grey=channels <= 2,
        bits=values.get(BITS, 8),
        color_profile=color_profile.other_than_srgb(profile),
    )
