# SPDX-License-Identifier: GPL-3.0-or-later
"""How a film must be turned and stretched to be seen as it was filmed.

Blender heeds no oblong pixels, and how a phone was held only from 4.4 on.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi
from typing import TYPE_CHECKING, Any

from ..media import orientation
from . import compat

if TYPE_CHECKING:
    from ..media.orientation import Turn
    from ..media.probe import MediaInfo


@dataclass(frozen=True, slots=True)
class FilmShape:
    """turn: what leads from the upright film to the one that Blender shows.

    sides: width and height of the upright film, in square pixels. stretch: of Blender's film, along x and y.
    """

    turn: Turn
    sides: tuple[float, float]
    stretch: tuple[float, float]


def of(found: MediaInfo, shown: tuple[int, int]) -> FilmShape:
    """The shape of a film of which Blender shows so many pixels, width and height."""
    turn = orientation.NONE if compat.TURNS_FILMS else found.turn
    is_swapped = compat.TURNS_FILMS and found.turn.is_sideways  # what was stored as a row is a column
    stretch = (1.0, found.pixel_aspect) if is_swapped else (found.pixel_aspect, 1.0)
    wide, high = (side * by for side, by in zip(shown, stretch, strict=True))
    return FilmShape(turn, (high, wide) if turn.is_sideways else (wide, high), stretch)


def set_right(strip: Any, shape: FilmShape) -> None:  # noqa: ANN401 # its type has another name in each version
    """Turn and stretch a strip that shows a film."""
    strip.transform.scale_x *= shape.stretch[0]
    strip.transform.scale_y *= shape.stretch[1]
    strip.transform.rotation -= shape.turn.quarters * pi / 2
