# SPDX-License-Identifier: GPL-3.0-or-later
"""What a file is, by its bytes alone: neither its name nor what a server said about it counts.

A probe reads headers and steps over the rest, so that a film of gigabytes costs as little as an icon, and
a picture too large to be decoded is refused before anyone decodes it.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

from ...message import Message
from ..png_chunk import SIGNATURE
from .error import ProbeError, UnknownFormatError
from .media_info import MediaInfo

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MediaInfo", "ProbeError", "UnknownFormatError", "probe", "probe_bytes", "recognize"]

LONGEST_SIDE = 16384  # pixels: what graphics cards and Blender handle
MOST_PIXELS = 100_000_000  # 1.6 GB once it is decoded to four floats


def probe(path: Path) -> MediaInfo:
    """What a file is, once it is clear that all of it is there.

    Raises ProbeError if it is nothing we can use, broken or cut short, and OSError if it cannot be read.
    """
    with path.open("rb") as file:
        return _whole(file)


def probe_bytes(data: bytes) -> MediaInfo:
    """The same of a file that is in memory."""
    return _whole(io.BytesIO(data))


def recognize(path: Path) -> MediaInfo | None:
    """What a file of another format is, as far as its mark tells; None if it has none that we know.

    Blender must not be asked to read a picture that tells no size: nobody knows how large it is.
    Raises ProbeError if it is too large or cut short, and OSError if it cannot be read.
    """
    from . import other_format  # not read at Blender's start

    with path.open("rb") as file:
        info = other_format.read(file)
    if info and info.kind == "IMAGE" and (info.width or info.height):
        _check_size(info)
    return info


def _whole(file: BinaryIO) -> MediaInfo:
    """What a file is, and no larger than can be decoded."""
    info = _read(file)
    if info.kind == "IMAGE":
        _check_size(info)
    return info


def _read(file: BinaryIO) -> MediaInfo:
    """What the format says whose mark the file begins with."""
    from . import jpeg, mp4, png, text_document, webm, webp  # not read at Blender's start

    head = file.read(64)
    file.seek(0)
    if not head:
        raise ProbeError("The file is empty")
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return webp.read(file)
    if head.startswith(SIGNATURE):
        return png.read(file)
    if head.startswith(b"\xff\xd8\xff"):
        return jpeg.read(file)
    if head[4:8] == b"ftyp":
        return mp4.read(file)
    if head.startswith(b"\x1aE\xdf\xa3"):
        return webm.read(file)
    return text_document.read(file)


def _check_size(info: MediaInfo) -> None:
    """ProbeError for a picture without pixels or with too many."""
    if not info.width or not info.height:
        raise ProbeError("The picture has no pixels")
    if max(info.width, info.height) > LONGEST_SIDE or info.width * info.height > MOST_PIXELS:
        raise ProbeError(
            Message(
                "The picture of {width} x {height} pixels is too large: at most {side} pixels a side and"
                " {megapixels} megapixels are read",
                width=info.width,
                height=info.height,
                side=LONGEST_SIDE,
                megapixels=MOST_PIXELS // 1_000_000,
            )
        )
