# SPDX-License-Identifier: GPL-3.0-or-later
"""The chunks of a PNG picture (ISO/IEC 15948, 5.3)."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import BinaryIO

from . import color_profile, exif
from .error import ProbeError
from .media_info import MediaInfo, cut_short, file_size, read_exactly

KEPT = 1 << 20  # bytes of a chunk that are read; cameras keep a thumbnail in their EXIF
READ = {b"IHDR", b"eXIf", b"iCCP"}
HAVE_ALPHA, ARE_GREY = {4, 6}, {0, 4}  # types of color
MOST_CHUNKS = 100_000  # a hundred megabytes in the usual chunks of 8 KB take 13,000


def read(file: BinaryIO) -> MediaInfo:
    end = file_size(file)
    found = MediaInfo("IMAGE", "PNG")
    file.seek(8)
    for number in range(MOST_CHUNKS):
        header = read_exactly(file, 8)
        size, name = int.from_bytes(header[:4], "big"), header[4:]
        if (name == b"IHDR") != (number == 0):
            break
        if file.tell() + size + 4 > end:  # the check sum closes a chunk
            raise cut_short()
        if name == b"IEND":
            return found
        body = read_exactly(file, size) if name in READ and size <= KEPT else b""
        found = _with_chunk(found, name, body)
        file.seek(size - len(body) + 4, os.SEEK_CUR)
    raise ProbeError("The PNG picture is broken")


def _with_chunk(found: MediaInfo, name: bytes, body: bytes) -> MediaInfo:
    """What is known once one more chunk is read."""
    match name:
        case b"IHDR" if len(body) == 13:
            width, height = int.from_bytes(body[:4], "big"), int.from_bytes(body[4:8], "big")
            bits, color = body[8], body[9]
            has_alpha, is_grey = color in HAVE_ALPHA, color in ARE_GREY
            return replace(found, width=width, height=height, bits=bits, has_alpha=has_alpha, is_grey=is_grey)
        case b"acTL":
            return replace(found, animated=True)
        case b"tRNS":
            return replace(found, has_alpha=True)
        case b"cICP":
            return replace(found, has_own_colors=True)
        case b"eXIf":
            return replace(found, orientation=exif.orientation(body))
        case b"iCCP":  # a name, a byte for the method, then the profile
            profile = color_profile.inflated(body.partition(b"\0")[2][1:])
            return replace(found, color_profile=color_profile.other_than_srgb(profile))
    return found
