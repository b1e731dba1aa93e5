# SPDX-License-Identifier: GPL-3.0-or-later
"""The header of a WebP picture (RFC 9649)."""

from __future__ import annotations

import os
from typing import BinaryIO

from . import color_profile, exif
from .error import ProbeError
from .media_info import MediaInfo, cut_short, file_size, read_exactly

ANIMATION, EXIF, ALPHA, PROFILE = 0x02, 0x08, 0x10, 0x20  # among the flags of a VP8X chunk
MOST_CHUNKS = 10_000  # of an animation's frames, for one
KEPT = 1 << 20  # bytes of EXIF that are read


def read(file: BinaryIO) -> MediaInfo:
    head = read_exactly(file, 30)
    if file_size(file) < int.from_bytes(head[4:8], "little") + 8:
        raise cut_short()
    chunk, body = head[12:16], head[20:]
    if chunk == b"VP8X":  # extended: flags, 3 reserved bytes, both sides less one in 24 bits each
        width, height = (int.from_bytes(body[at : at + 3], "little") + 1 for at in (4, 7))
        orientation = exif.orientation(_chunk(file, b"EXIF")) if body[0] & EXIF else exif.UPRIGHT
        profile = _chunk(file, b"ICCP") if body[0] & PROFILE else b""
        return MediaInfo(
            "IMAGE",
            "WEBP",
            width,
            height,
            animated=bool(body[0] & ANIMATION),
            orientation=orientation,
            has_alpha=bool(body[0] & ALPHA),
            color_profile=color_profile.other_than_srgb(profile),
        )
    if chunk == b"VP8L" and body[0] == 0x2F:  # lossless: both sides less one in 14 bits each, then alpha
        bits = int.from_bytes(body[1:5], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        return MediaInfo("IMAGE", "WEBP", width, height, has_alpha=bool(bits >> 28 & 1))
    if chunk == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":  # lossy: a key frame, 14 bits of each word count
        width, height = (int.from_bytes(body[at : at + 2], "little") & 0x3FFF for at in (6, 8))
        return MediaInfo("IMAGE", "WEBP", width, height)
    raise ProbeError("The WebP picture is broken")


def _chunk(file: BinaryIO, wanted: bytes) -> bytes:
    """The content of the first chunk of a name; nothing if there is none, or none within reason."""
    file.seek(12)
    for _ in range(MOST_CHUNKS):
        head = file.read(8)
        if len(head) < 8:
            break
        size = int.from_bytes(head[4:], "little")
        if head[:4] == wanted:
            return file.read(size) if size <= KEPT else b""
        file.seek(size + size % 2, os.SEEK_CUR)  # each begins at an even offset
    return b""
