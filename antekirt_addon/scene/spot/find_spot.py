# SPDX-License-Identifier: GPL-3.0-or-later
"""The spot where a result can be seen and stands beside what is there, no farther away than its own size.

Seen means: a ray from the view to its middle, and those to three of its corners at least, meet nothing before
it. If no such spot is near (inside of something, say, while the view is outside) it stays where it was asked
for.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING, TypeAlias

from mathutils import Vector

from .facing import stands

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..import_outcome import Where
    from .obstacle import Obstacle
    from .sheet import Sheet
    from .viewpoint import Viewpoint

Way: TypeAlias = tuple[float, float, float]  # across, up and towards who looks, along the sheet's own axes

HAIR = 0.01  # of its size: how close it lies to what it lies or stands on
BEHIND = 0.001  # of its size: what is so close behind it flickers through
STEPS = (0.25, 0.5, 0.75, 1.0)
DIRECTIONS = 12  # in half a circle, from one side by the front to the other
FARTHER = 0.25  # how much of it may hide what is there, to spare it a way of its own size
HOVERING = 0.5  # the same, to spare it to hover
VAST = 4.0  # of its size: what is larger, such as a ground, may be covered


@dataclass(frozen=True, slots=True)
class Spot:
    """neighbor: the name of what it stands beside, in front of, on, or in a row with."""

    sheet: Sheet
    where: Where = "3D_CURSOR"
    neighbor: str = ""


def find_spot(view: Viewpoint, sheet: Sheet, obstacles: Sequence[Obstacle]) -> Spot:
    """The spot for a result that would stand as the sheet says, where that can be seen, or else near it."""
    in_the_way = _in_the_way(view, sheet, obstacles)
    if not in_the_way:
        return Spot(sheet)
    was_shown = view.shows(sheet.corners)
    covered = [rect for rect in (_rectangle(view, thing, sheet) for thing in obstacles) if rect]
    ways = {way: sheet.moved(*way) for way in _ways(sheet)}
    costs = {way: _cost(view, ways[way], way, covered) for way in ways}
    for way in sorted(ways, key=costs.__getitem__):
        moved = ways[way]
        if (not was_shown or view.shows(moved.corners)) and is_free(view, moved, obstacles):
            return Spot(moved, _where(way), in_the_way[0].name)
    return Spot(sheet)


def is_free(view: Viewpoint, sheet: Sheet, obstacles: Sequence[Obstacle]) -> bool:
    """Whether a result there is seen, and nothing goes through it."""
    return _is_seen(view, sheet, obstacles) and not any(thing.crosses(sheet) for thing in obstacles)


def _is_seen(view: Viewpoint, sheet: Sheet, obstacles: Sequence[Obstacle]) -> bool:
    if not all(map(view.in_front, sheet.corners)):
        return False
    if _stopping(view, sheet.middle, sheet, obstacles):
        return False
    return sum(bool(_stopping(view, corner, sheet, obstacles)) for corner in sheet.corners) <= 1


def _in_the_way(view: Viewpoint, sheet: Sheet, obstacles: Sequence[Obstacle]) -> list[Obstacle]:
    """What a sheet is to be kept away from, the smallest first; nothing if it can stay."""
    if is_free(view, sheet, obstacles):
        return []
    stopping = [
        thing
        for point in (sheet.middle, *sheet.corners)
        if (thing := _stopping(view, point, sheet, obstacles))
    ]
    found = [*stopping, *(thing for thing in obstacles if thing.crosses(sheet))]
    return sorted(found, key=lambda thing: thing.radius)


def _stopping(view: Viewpoint, point: Vector, sheet: Sheet, obstacles: Sequence[Obstacle]) -> Obstacle | None:
    """What the ray to a point meets before it, or so close behind that the two could not be told."""
    origin = view.origin_to(point)
    end = point + (point - origin).normalized() * BEHIND * sheet.size
    return next((thing for thing in obstacles if thing.stops(origin, end)), None)


def _ways(sheet: Sheet) -> Iterator[Way]:
    """The displacements to be tried, none of them longer than the sheet's size."""
    size, lift = sheet.size, sheet.height / 2 + HAIR * sheet.size
    yield 0.0, 0.0, 2 * HAIR * size
    turns = [(cos(pi * turn / DIRECTIONS), sin(pi * turn / DIRECTIONS)) for turn in range(DIRECTIONS + 1)]
    level = sqrt(size**2 - lift**2) if lift < size else 0.0
    for step in STEPS:
        for across, other in turns:
            yield across * size * step, 0.0, other * size * step
            yield across * size * step, other * size * step, 0.0
            if stands(sheet.matrix):  # on the ground that it would stand in to the half
                yield across * level * step, lift, other * level * step
            elif other:
                yield across * size * step, -other * size * step, 0.0
    if stands(sheet.matrix):
        yield 0.0, lift, 0.0


def _where(way: Way) -> Where:
    """What to call it."""
    across, up, towards = map(abs, way)
    if across >= max(up, towards) / 2:
        return "BESIDE"
    return "IN_FRONT" if towards >= up else "ON_TOP"


def _cost(view: Viewpoint, moved: Sheet, way: Way, covered: Sequence[tuple[float, ...]]) -> float:
    """How much it would hide of what is there, and how far it is."""
    own = _bounds(view, moved.corners)
    if own is None:
        return float("inf")
    area = (own[2] - own[0]) * (own[3] - own[1])
    hidden = sum(_common_area(own, rect) for rect in covered) / area if area else 0.0
    hovering = HOVERING * way[1] / moved.size if stands(moved.matrix) else 0.0
    return min(hidden, 1.0) + FARTHER * Vector(way).length / moved.size + hovering


def _rectangle(view: Viewpoint, thing: Obstacle, sheet: Sheet) -> tuple[float, ...] | None:
    """What a thing covers of the view, unless it is vast."""
    if 2 * thing.radius > VAST * sheet.size:
        return None
    return _bounds(view, list(thing.corners))


def _bounds(view: Viewpoint, points: Sequence[Vector]) -> tuple[float, ...] | None:
    """Left, bottom, right and top of points in the view's square; None if one is not before it."""
    if not all(map(view.in_front, points)):
        return None
    across, up = zip(*map(view.projected, points), strict=True)
    return min(across), min(up), max(across), max(up)


def _common_area(one: Sequence[float], other: Sequence[float]) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0.0 and high > 0.0 else 0.0
