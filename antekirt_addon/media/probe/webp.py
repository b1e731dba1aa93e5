# SPDX-License-Identifier: GPL-3.0-or-later
"""The header of a WebP picture (RFC 9649)."""

from __future__ import annotations

from typing import BinaryIO

from .error import ProbeError
from .media_info import MediaInfo, cut_short, file_size, read_exactly

ANIMATION = 0x02  # among the flags of a VP8X chunk


def read(file: BinaryIO) -> MediaInfo:
    head = read_exactly(file, 30)
    if file_size(file) < int.from_bytes(head[4:8], "little") + 8:
        raise cut_short()
    chunk, body = head[12:16], head[20:]
    if chunk == b"VP8X":  # extended: flags, 3 reserved bytes, both sides less one in 24 bits each
        width, height = (int.from_bytes(body[at : at + 3], "little") + 1 for at in (4, 7))
        return MediaInfo("IMAGE", "WEBP", width, height, animated=bool(body[0] & ANIMATION))
    if chunk == b"VP8L" and body[0] == 0x2F:  # lossless: both sides less one in 14 bits each
        bits = int.from_bytes(body[1:5], "little")
        return MediaInfo("IMAGE", "WEBP", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if chunk == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":  # lossy: a key frame, 14 bits of each word count
        width, height = (int.from_bytes(body[at : at + 2], "little") & 0x3FFF for at in (6, 8))
        return MediaInfo("IMAGE", "WEBP", width, height)
    raise ProbeError("The WebP picture is broken")
