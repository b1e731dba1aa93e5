# SPDX-License-Identifier: GPL-3.0-or-later
"""From an upright picture to the one that is stored: EXIF's eight orientations as turns."""

from __future__ import annotations

from typing import NamedTuple


class Turn(NamedTuple):
    """What leads from a point of the upright picture to the same point of the stored one.

    First mirrored left to right, then turned: quarters of a circle, counter-clockwise, with y up.
    """

    quarters: int
    mirrored: bool

    @property
    def is_needed(self) -> bool:
        """Whether the stored picture is not upright."""
        return self != NONE

    @property
    def is_sideways(self) -> bool:
        """Whether the stored picture's width is the upright one's height."""
        return self.quarters % 2 == 1

    def of(self, x: float, y: float) -> tuple[float, float]:
        """A point around the middle."""
        x = -x if self.mirrored else x
        for _ in range(self.quarters):
            x, y = -y, x
        return x, y


NONE = Turn(0, mirrored=False)
TURNS = {
    1: NONE,
    2: Turn(0, mirrored=True),
    3: Turn(2, mirrored=False),
    4: Turn(2, mirrored=True),
    5: Turn(1, mirrored=True),
    6: Turn(1, mirrored=False),
    7: Turn(3, mirrored=True),
    8: Turn(3, mirrored=False),
}


def between(one: Turn, other: Turn) -> Turn:
    """What leads from a picture stored turned by one to the same picture stored turned by another."""
    asymmetric = (1.0, 2.0)
    goal = other.of(*asymmetric)
    return next(turn for turn in TURNS.values() if turn.of(*one.of(*asymmetric)) == goal)
