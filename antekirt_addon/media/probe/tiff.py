# SPDX-License-Identifier: GPL-3.0-or-later
"""The first directory of a TIFF picture (TIFF 6.0)."""

from __future__ import annotations

from typing import BinaryIO, Literal

from . import color_profile
from .exif import ENTRY, KNOWN, ORIENTATION, UPRIGHT
from .media_info import MediaInfo

ENDIANS: dict[bytes, Literal["little", "big"]] = {b"II*\0": "little", b"MM\0*": "big"}
MARKS = {*ENDIANS, b"II+\0", b"MM\0+"}  # the last two: sizes of 64 bits, which are not read
WIDTH, HEIGHT, BITS, CHANNELS, EXTRA, PROFILE = 256, 257, 258, 277, 338, 34675
SIZES = {3: 2, 4: 4}  # bytes of a number of each type
MOST_ENTRIES = 1000


def read(file: BinaryIO) -> MediaInfo:
    """Size, alpha and orientation, as far as they make sense."""
    file.seek(0)
    mark = file.read(4)
    if mark not in ENDIANS:
        return MediaInfo("IMAGE", "TIFF")
    endian = ENDIANS[mark]

    def number(data: bytes) -> int:
        return int.from_bytes(data, endian)

    file.seek(number(file.read(4)))
    count = min(number(file.read(2)), MOST_ENTRIES)
    directory = file.read(ENTRY * count)
    values, profile = {}, b""
    for at in range(0, len(directory) - ENTRY + 1, ENTRY):
        tag, kind = number(directory[at : at + 2]), number(directory[at + 2 : at + 4])
        many, content = number(directory[at + 4 : at + 8]), directory[at + 8 : at + 12]
        if kind in SIZES and many * SIZES[kind] <= 4:
            values[tag] = number(content[: SIZES[kind]])
        elif tag == PROFILE and many <= color_profile.LARGEST:
            file.seek(number(content))
            profile = file.read(many)
        elif tag == BITS and kind == 3:  # one for each channel, elsewhere
            file.seek(number(content))
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
