# SPDX-License-Identifier: GPL-3.0-or-later
"""What a file turns out to be, and the careful reading that all formats share."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Literal, TypeAlias

from ..orientation import TURNS, Turn
from . import color_profile
from .error import ProbeError

if TYPE_CHECKING:
    from .color_profile import Profile

Format: TypeAlias = Literal[
    "WEBP", "PNG", "JPEG", "SVG", "MP4", "WEBM",  # what the service sends
    "AVIF", "BMP", "EXR", "HDR", "TIFF", "AVI", "GIF", "HEIC", "MATROSKA", "MPEG", "OTHER",  # some Blender's
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """What a file is.

    width, height: pixels; 0 for a document or a film whose header does not tell.
    animated: a picture with several frames.
    has_sound: a film with an audio track.
    has_untold_colors: a film of high definition does not say by which matrix its colors are coded.
    orientation: how a picture or film is stored, as EXIF counts it: 1 is upright.
    has_alpha, is_grey, bits: of a picture's pixels; bits of each channel.
    has_own_colors: a PNG says by numbers (cICP) which colors it means.
    color_profile: one that is not sRGB's.
    pixel_aspect: the width of a film's stored pixel by its height.
    has_duration: a film's head says how long it is.
    """

    kind: Literal["IMAGE", "SVG", "VIDEO"]
    format: Format
    width: int = 0
    height: int = 0
    animated: bool = False
    has_sound: bool = False
    has_untold_colors: bool = False
    orientation: int = 1
    has_alpha: bool = False
    is_grey: bool = False
    bits: int = 8
    has_own_colors: bool = False
    color_profile: Profile = color_profile.NONE
    pixel_aspect: float = 1.0
    has_duration: bool = True

    @property
    def turn(self) -> Turn:
        """What leads from the upright picture to the stored one."""
        return TURNS[self.orientation]


def read_exactly(file: BinaryIO, count: int) -> bytes:
    """The next `count` bytes; ProbeError if the file ends before."""
    data = file.read(count)
    if len(data) < count:
        raise cut_short()
    return data


def file_size(file: BinaryIO) -> int:
    """The size of a file in bytes; reading goes on where it was."""
    here = file.tell()
    end = file.seek(0, os.SEEK_END)
    file.seek(here)
    return end


def cut_short() -> ProbeError:
    """What to raise where a file ends too early."""
    return ProbeError("The file is incomplete: its end is missing")
