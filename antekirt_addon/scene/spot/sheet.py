# SPDX-License-Identifier: GPL-3.0-or-later
"""The rectangle in space that a result takes up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from mathutils import Matrix, Vector

INSET = 0.97  # what touches at an edge is beside it, not in it


@dataclass(frozen=True, slots=True)
class Sheet:
    """matrix: from its own axes (it lies in XY around the origin, and faces +Z) to the world's."""

    matrix: Matrix
    width: float
    height: float

    @property
    def size(self) -> float:
        """The longer side."""
        return max(self.width, self.height)

    @property
    def middle(self) -> Vector:
        return self.matrix.translation

    @property
    def radius(self) -> float:
        """Of the ball around its middle that holds it."""
        return Vector((self.width, self.height)).length / 2

    def point(self, across: float, up: float) -> Vector:
        """A point on it: -1 to 1 is from side to side, just within its edges."""
        half = INSET / 2
        return self.matrix @ Vector((across * self.width * half, up * self.height * half, 0.0))

    @property
    def corners(self) -> tuple[Vector, ...]:
        """Just within them."""
        return tuple(self.point(*corner) for corner in ((-1, -1), (1, -1), (1, 1), (-1, 1)))

    def moved(self, across: float, up: float, towards: float) -> Self:
        """The same, displaced along its own axes."""
        return replace(self, matrix=self.matrix @ Matrix.Translation((across, up, towards)))
