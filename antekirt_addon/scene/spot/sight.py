# SPDX-License-Identifier: GPL-3.0-or-later
"""What a view shows of a sheet, past all that stands there.

Seen means: a ray from the view to its middle, and those to three of its corners at least, meet nothing before
it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mathutils import Vector

    from .obstacle import Obstacle
    from .sheet import Sheet
    from .viewpoint import Viewpoint

Rectangle: TypeAlias = tuple[float, float, float, float]  # left, bottom, right and top

BEHIND = 0.001  # of a sheet's size: what is so close behind it flickers through
BETWEEN = ((0, -1), (1, 0), (0, 1), (-1, 0))  # on a sheet, between its corners


@dataclass(slots=True)
class Sight:
    """A view, and what may stand in its way. rectangles: what each covers of the view; None if unknown."""

    view: Viewpoint
    obstacles: Sequence[Obstacle]
    rectangles: list[Rectangle | None] = field(init=False)

    def __post_init__(self) -> None:
        self.rectangles = [self.view.rectangle(list(thing.corners)) for thing in self.obstacles]

    def is_free(self, sheet: Sheet) -> bool:
        """Whether a result there is seen, and nothing goes through it."""
        return self._is_seen(sheet) and not any(thing.crosses(sheet) for thing in self.obstacles)

    def is_whole(self, sheet: Sheet) -> bool:
        """Whether of a result that is seen no part is hidden, as far as a few more rays can tell."""
        points = (*sheet.corners, *(sheet.point(*at) for at in BETWEEN))
        return not any(self._stopping(point, sheet) for point in points)

    def in_the_way(self, sheet: Sheet) -> list[Obstacle]:
        """What a sheet is to be kept away from, the smallest first; nothing if it is free or behind."""
        if self.is_free(sheet) or not all(map(self.view.in_front, sheet.corners)):
            return []
        stopping = [self._stopping(point, sheet) for point in (sheet.middle, *sheet.corners)]
        found = [*filter(None, stopping), *(thing for thing in self.obstacles if thing.crosses(sheet))]
        return sorted(found, key=lambda thing: thing.radius)

    def _is_seen(self, sheet: Sheet) -> bool:
        if not all(map(self.view.in_front, sheet.corners)) or self._stopping(sheet.middle, sheet):
            return False
        return sum(bool(self._stopping(corner, sheet)) for corner in sheet.corners) <= 1

    def _stopping(self, point: Vector, sheet: Sheet) -> Obstacle | None:
        """What the ray to a point meets before it, or so close behind that the two could not be told."""
        origin = self.view.origin_to(point)
        end = point + (point - origin).normalized() * BEHIND * sheet.size
        return next((thing for thing in self._around(point) if thing.stops(origin, end)), None)

    def _around(self, point: Vector) -> Iterator[Obstacle]:
        """What may cover a point that is in front."""
        x, y = self.view.projected(point)
        for thing, rectangle in zip(self.obstacles, self.rectangles, strict=True):
            if rectangle is None or (rectangle[0] <= x <= rectangle[2] and rectangle[1] <= y <= rectangle[3]):
                yield thing
