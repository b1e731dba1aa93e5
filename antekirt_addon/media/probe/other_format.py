# SPDX-License-Identifier: GPL-3.0-or-later
"""Formats that the service never sends, but that some Blender reads: what they are, and how large.

Whether all of such a file is there is for Blender to say.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from . import aspect_ratio, mp4, picture_sides, tiff, webm
from .media_info import MediaInfo

if TYPE_CHECKING:
    from .media_info import Format

HEAD = 1 << 16  # bytes that tell
BEFORE_TYPE = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}  # boxes of old QuickTime, without a type
OLD_BMP = 12  # bytes of the header of one from OS/2, with shorter numbers
STREAM_PACKET = 188  # bytes of a packet in an MPEG transport stream, which each begins with a G


def read(file: BinaryIO) -> MediaInfo | None:
    """What a file is by its mark, with no size where that is unknown; None if it has no mark that we know."""
    file.seek(0)
    head = file.read(HEAD)
    return _picture(file, head) or _film(file, head)


def _picture(file: BinaryIO, head: bytes) -> MediaInfo | None:
    if head[:4] in tiff.MARKS:
        return tiff.read(file)
    if head.startswith(b"BM") and len(head) > 30:
        return _bmp(head)
    if head.startswith(b"\x76\x2f\x31\x01"):
        return MediaInfo("IMAGE", "EXR", *picture_sides.of_exr(file), bits=16)
    if head.startswith(b"#?"):
        return MediaInfo("IMAGE", "HDR", *picture_sides.of_hdr(file))
    if head[4:8] == b"ftyp" and head[8:12] in mp4.STILL_BRANDS:
        return _in_items(head)
    sides = picture_sides.find(file, head)
    return MediaInfo("IMAGE", "OTHER", *sides) if sides else None


def _bmp(head: bytes) -> MediaInfo:
    if int.from_bytes(head[14:18], "little") == OLD_BMP:
        wide, high, _, bits = (int.from_bytes(head[at : at + 2], "little") for at in range(18, 26, 2))
    else:
        wide, high = (int.from_bytes(head[at : at + 4], "little", signed=True) for at in (18, 22))
        bits = int.from_bytes(head[28:30], "little")
    return MediaInfo("IMAGE", "BMP", abs(wide), abs(high), has_alpha=bits == 32)


def _in_items(head: bytes) -> MediaInfo:
    """An AVIF or HEIC: it may be made of several items, and have smaller ones beside it."""
    sizes = [
        tuple(int.from_bytes(head[at : at + 4], "big") for at in (found.end() + 4, found.end() + 8))
        for found in re.finditer(b"ispe", head)
    ]
    wide, high = max(sizes, key=lambda sides: sides[0] * sides[1], default=(0, 0))
    if b"avif" not in head[8:64] and b"avis" not in head[8:64]:  # a file of several brands names them all
        return MediaInfo("IMAGE", "HEIC", wide, high)
    return MediaInfo("VIDEO" if head[8:12] == b"avis" else "IMAGE", "AVIF", wide, high)


def _film(file: BinaryIO, head: bytes) -> MediaInfo | None:
    if head[4:8] in BEFORE_TYPE:
        return mp4.read(file)
    if head.startswith(b"\x1aE\xdf\xa3"):
        return webm.read(file, any_document=True)
    mark: Format | None = None
    if head.startswith(b"RIFF") and head[8:12] == b"AVI ":
        mark = "AVI"
    elif head.startswith((b"GIF87a", b"GIF89a")):
        wide, high = (int.from_bytes(head[at : at + 2], "little") for at in (6, 8))
        return MediaInfo("VIDEO", "GIF", wide, high)
    elif (
        head.startswith((b"\0\0\1\xba", b"\0\0\1\xb3")) or head[: STREAM_PACKET + 1 : STREAM_PACKET] == b"GG"
    ):
        mark = "MPEG"
    if not mark:
        return None
    return replace(MediaInfo("VIDEO", mark), pixel_aspect=aspect_ratio.find(head, mark))
