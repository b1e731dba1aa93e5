# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture that is loaded, and how it must be turned to be upright."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..media import orientation
from . import upright_copy
from .attribution import stamp
from .image_datablock import size

if TYPE_CHECKING:
    import bpy

    from ..media.orientation import Turn
    from .source_file import SourceFile


@dataclass(frozen=True, slots=True)
class Picture:
    """turn: what leads from the upright picture to the image, which is as the file stores it."""

    source: SourceFile
    image: bpy.types.Image
    turn: Turn

    @property
    def sides(self) -> tuple[int, int]:
        """Width and height in pixels once it is upright."""
        wide, high = size(self.image)
        return (high, wide) if self.turn.is_sideways else (wide, high)

    def upright(self) -> Picture:
        """The picture with an image that is upright by itself, for where nothing else can be turned."""
        if not self.turn.is_needed:
            return self
        copy = upright_copy.make(self.image, self.turn)
        stamp(copy, self.source.attribution)
        return Picture(self.source, copy, orientation.NONE)
