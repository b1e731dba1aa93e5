# SPDX-License-Identifier: GPL-3.0-or-later
"""The chunks of a PNG picture (ISO/IEC 15948, 5.3)."""

from __future__ import annotations

import os
from typing import BinaryIO

from . import exif
from .error import ProbeError
from .media_info import MediaInfo, cut_short, file_size, read_exactly

KEPT = 1 << 20  # bytes of a chunk that are read; cameras keep a thumbnail in their EXIF
READ = {b"IHDR", b"eXIf"}
MOST_CHUNKS = 100_000  # a hundred megabytes in the usual chunks of 8 KB take 13,000


def read(file: BinaryIO) -> MediaInfo:
    end = file_size(file)
    width = height = 0
    animated = False
    orientation = exif.UPRIGHT
    file.seek(8)
    for number in range(MOST_CHUNKS):
        header = read_exactly(file, 8)
        size, name = int.from_bytes(header[:4], "big"), header[4:]
        if (name == b"IHDR") != (number == 0):
            break
        if file.tell() + size + 4 > end:  # the check sum closes a chunk
            raise cut_short()
        if name == b"IEND":
            return MediaInfo("IMAGE", "PNG", width, height, animated=animated, orientation=orientation)
        body = read_exactly(file, size) if name in READ and size <= KEPT else b""
        if name == b"eXIf":
            orientation = exif.orientation(body)
        if name == b"IHDR" and size == 13:
            width, height = int.from_bytes(body[:4], "big"), int.from_bytes(body[4:8], "big")
        animated |= name == b"acTL"
        file.seek(size - len(body) + 4, os.SEEK_CUR)
    raise ProbeError("The PNG picture is broken")
