# SPDX-License-Identifier: GPL-3.0-or-later
"""What a probe finds, and the careful reading that all formats share."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import BinaryIO, Literal

from .error import ProbeError


@dataclass(frozen=True, slots=True)
class Probe:
    """What a file is.

    width, height: pixels; 0 for a document or a film whose header does not tell.
    animated: a picture with several frames.
    has_sound: a film with an audio track.
    """

    kind: Literal["IMAGE", "SVG", "VIDEO"]
    format: Literal["WEBP", "PNG", "JPEG", "SVG", "MP4", "WEBM"]
    width: int = 0
    height: int = 0
    animated: bool = False
    has_sound: bool = False


def take(file: BinaryIO, count: int) -> bytes:
    """Read exactly `count` bytes."""
    data = file.read(count)
    if len(data) < count:
        raise cut_short()
    return data


def length(file: BinaryIO) -> int:
    """Give the size of a file, and stay where we are in it."""
    here = file.tell()
    end = file.seek(0, os.SEEK_END)
    file.seek(here)
    return end


def cut_short() -> ProbeError:
    return ProbeError("The file is incomplete: its end is missing")
