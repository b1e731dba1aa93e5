# SPDX-License-Identifier: GPL-3.0-or-later
"""A 3D view as geometry: from where it looks, and what of it is not covered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mathutils import Matrix, Vector


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """A view, in perspective or orthographic, of a camera or not.

    matrix: from the view's axes (x to the right, y up, z towards who looks) to the world's.
    projection: from the world to the view's own square, -1 to 1 each way, with the depth divided by.
    free: left, bottom, right and top, in that square, of what neither a sidebar nor a camera's edge covers.
    has_eye: whether there is a point behind which nothing is seen: not so in an orthographic view.
    reach: how far it sees.
    """

    matrix: Matrix
    projection: Matrix
    free: tuple[float, float, float, float] = (-1.0, -1.0, 1.0, 1.0)
    is_perspective: bool = True
    has_eye: bool = True
    reach: float = 1000.0

    @property
    def towards(self) -> Vector:
        """The direction from the scene to who looks."""
        direction: Vector = self.matrix.col[2].to_3d()
        return direction

    def origin_to(self, point: Vector) -> Vector:
        """Where the ray begins that reaches a point."""
        eye = self.matrix.translation
        if self.is_perspective:
            return eye
        if self.has_eye:
            return point + self.towards * (eye - point).dot(self.towards)
        return point + self.towards * self.reach

    def in_front(self, point: Vector) -> bool:
        return not self.has_eye or (self.matrix.translation - point).dot(self.towards) > 0.0

    def projected(self, point: Vector) -> tuple[float, float]:
        """A point that is in front, in the view's square."""
        x, y, _, w = (self.projection @ point.to_4d()).to_tuple()
        return x / w, y / w

    def rectangle(self, points: Sequence[Vector]) -> tuple[float, float, float, float] | None:
        """Left, bottom, right and top of points in the view's square; None if one of them is not in front."""
        if not all(map(self.in_front, points)):
            return None
        across, up = zip(*map(self.projected, points), strict=True)
        return min(across), min(up), max(across), max(up)

    def shows(self, points: Iterable[Vector]) -> bool:
        """Whether all of these points lie in what is not covered, whatever else stands before them."""
        left, bottom, right, top = self.free
        for point in points:
            if not self.in_front(point):
                return False
            x, y = self.projected(point)
            if not (left <= x <= right and bottom <= y <= top):
                return False
        return True
