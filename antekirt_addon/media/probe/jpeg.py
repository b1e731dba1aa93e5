# SPDX-License-Identifier: GPL-3.0-or-later
"""The segments of a JPEG picture (ITU-T T.81, annex B)."""

from __future__ import annotations

import os
from typing import BinaryIO

from .error import ProbeError
from .media_info import Probe, cut_short, length, take

FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # start of frame: carries the size
SCAN = 0xDA
END = b"\xff\xd9"
MOST_SEGMENTS = 10_000
TAIL = 1 << 16  # some cameras write more after the end


def read(file: BinaryIO) -> Probe:
    width = height = 0
    file.seek(2)
    for _ in range(MOST_SEGMENTS):
        mark, kind = take(file, 2)
        if mark != 0xFF:
            break
        if kind == 0xFF:  # padding before a marker
            file.seek(-1, os.SEEK_CUR)
            continue
        size = int.from_bytes(take(file, 2), "big")
        if size < 2:
            break
        if kind in FRAMES:
            frame = take(file, 5)
            height, width = int.from_bytes(frame[1:3], "big"), int.from_bytes(frame[3:5], "big")
            size -= 5
        if kind == SCAN:
            _check_end(file)
            return Probe("IMAGE", "JPEG", width, height)
        file.seek(size - 2, os.SEEK_CUR)
    raise ProbeError("The JPEG picture is broken")


def _check_end(file: BinaryIO) -> None:
    """Find the end marker after the start of the scan, where we are."""
    file.seek(max(file.tell(), length(file) - TAIL))
    if END not in file.read(TAIL):
        raise cut_short()
