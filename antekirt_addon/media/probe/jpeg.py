# SPDX-License-Identifier: GPL-3.0-or-later
"""The segments of a JPEG picture (ITU-T T.81, annex B)."""

from __future__ import annotations

import os
from typing import BinaryIO

from . import color_profile, exif
from .error import ProbeError
from .media_info import MediaInfo, cut_short, file_size, read_exactly

SIZE_MARKERS = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # SOF, which carries the size
SCAN_MARKER = 0xDA
APP1_MARKER, APP2_MARKER = 0xE1, 0xE2  # EXIF and a color profile, among others
PROFILE_MARK = b"ICC_PROFILE\0"
END_MARKER = b"\xff\xd9"
MOST_SEGMENTS = 10_000
TAIL = 1 << 16  # some cameras write more after the end


def read(file: BinaryIO) -> MediaInfo:
    width = height = 0
    orientation, profile = exif.UPRIGHT, b""
    file.seek(2)
    for _ in range(MOST_SEGMENTS):
        mark, kind = read_exactly(file, 2)
        if mark != 0xFF:
            break
        if kind == 0xFF:  # padding before a marker
            file.seek(-1, os.SEEK_CUR)
            continue
        size = int.from_bytes(read_exactly(file, 2), "big")
        if size < 2:
            break
        if kind in SIZE_MARKERS:
            start = read_exactly(file, 5)  # bits of a sample, height, width
            height, width = int.from_bytes(start[1:3], "big"), int.from_bytes(start[3:5], "big")
            size -= 5
        if kind in {APP1_MARKER, APP2_MARKER}:
            body = read_exactly(file, size - 2)
            if body.startswith(exif.MARK) and orientation == exif.UPRIGHT:
                orientation = exif.orientation(body)
            if body.startswith(PROFILE_MARK) and len(profile) < color_profile.LARGEST:
                profile += body[len(PROFILE_MARK) + 2 :]  # after its number and the count of its parts
            continue
        if kind == SCAN_MARKER:
            _check_end(file)
            name = color_profile.other_than_srgb(profile)
            return MediaInfo("IMAGE", "JPEG", width, height, orientation=orientation, color_profile=name)
        file.seek(size - 2, os.SEEK_CUR)
    raise ProbeError("The JPEG picture is broken")


def _check_end(file: BinaryIO) -> None:
    """ProbeError if no end marker follows the start of the scan, where we are."""
    file.seek(max(file.tell(), file_size(file) - TAIL))
    if END_MARKER not in file.read(TAIL):
        raise cut_short()
