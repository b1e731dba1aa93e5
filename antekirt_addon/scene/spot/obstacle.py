# SPDX-License-Identifier: GPL-3.0-or-later
"""Something that stands in the scene, as far as it matters to what is put near it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from mathutils import Matrix, Vector

from .bounding_box import corners_between

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .sheet import Sheet

Meets: TypeAlias = "Callable[[Vector, Vector, float], bool]"

VAST = 4.0  # of a sheet's size: what is larger, such as a ground, cannot be avoided by a way of its size
SMALL = 0.25  # of a sheet's size: what is smaller could slip between the lines of the test
LINES = (-1.0, -0.5, 0.0, 0.5, 1.0)  # across a sheet, from edge to edge


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A box, and what can be told of the surface in it.

    matrix: from its own axes to the world's, and to_own back. low, high: corners of the box in its own axes.
    middle, radius: of the ball in the world that holds the box.
    meets: whether a ray meets its surface, given origin, direction and length in its own axes; None where to
    know would take too long, or there is no surface, and the box must do.
    """

    name: str
    matrix: Matrix
    to_own: Matrix
    low: Vector
    high: Vector
    middle: Vector
    radius: float
    meets: Meets | None = None

    @classmethod
    def of(cls, name: str, matrix: Matrix, low: Vector, high: Vector, meets: Meets | None = None) -> Self:
        """An obstacle with what follows from its box."""
        radius = max(map(abs, matrix.to_scale().to_tuple())) * (high - low).length / 2
        own = matrix.inverted_safe()
        return cls(name, matrix, own, low, high, matrix @ ((low + high) / 2), radius, meets)

    @property
    def corners(self) -> Iterator[Vector]:
        """In the world."""
        return (self.matrix @ corner for corner in corners_between(self.low, self.high))

    def holds(self, point: Vector) -> bool:
        """Whether a point of the world lies in the box."""
        own = (self.to_own @ point).to_tuple()
        sides = zip(self.low.to_tuple(), own, self.high.to_tuple(), strict=True)
        return all(low <= at <= high for low, at, high in sides)

    def stops(self, origin: Vector, end: Vector) -> bool:
        """Whether it stands between two points of the world."""
        first, last = self.to_own @ origin, self.to_own @ end
        if not _box_meets(self.low, self.high, first, last):
            return False
        if self.meets is None:
            return True
        way = last - first
        return self.meets(first, way.normalized(), way.length)

    def crosses(self, sheet: Sheet) -> bool:
        """Whether it goes through a sheet."""
        if (self.middle - sheet.middle).length > self.radius + sheet.radius or not self._box_overlaps(sheet):
            return False
        if self.meets is None or 2 * self.radius < SMALL * sheet.size:
            return True
        return any(
            self.stops(sheet.point(*begin), sheet.point(*end))
            for at in LINES
            for begin, end in (((at, -1), (at, 1)), ((-1, at), (1, at)))
        )

    def _box_overlaps(self, sheet: Sheet) -> bool:
        """Whether the box and a sheet have a point in common: no plane between them has them on two sides."""
        corners = [self.to_own @ corner for corner in sheet.corners]
        right, up = corners[1] - corners[0], corners[3] - corners[0]
        axes = [Vector((1.0, 0.0, 0.0)), Vector((0.0, 1.0, 0.0)), Vector((0.0, 0.0, 1.0))]
        edges: list[Any] = [side.cross(axis) for side in (right, up) for axis in axes]
        face: Any = right.cross(up)
        middle, half = (self.low + self.high) / 2, (self.high - self.low) / 2
        for normal in (*axes, face, *edges):
            reach = sum(abs(a * b) for a, b in zip(normal.to_tuple(), half.to_tuple(), strict=True))
            heights = [(corner - middle).dot(normal) for corner in corners]
            if min(heights) > reach or max(heights) < -reach:
                return False
        return True


def _box_meets(low: Vector, high: Vector, first: Vector, last: Vector) -> bool:
    """Whether a line between two points meets a box: a part of it is between all planes."""
    begin, end = 0.0, 1.0
    sides = (side.to_tuple() for side in (low, high, first, last - first))
    for bottom, top, origin, way in zip(*sides, strict=True):
        if abs(way) < 1e-12:
            if not bottom <= origin <= top:
                return False
            continue
        near, far = sorted(((bottom - origin) / way, (top - origin) / way))
        begin, end = max(begin, near), min(end, far)
        if begin > end:
            return False
    return True
