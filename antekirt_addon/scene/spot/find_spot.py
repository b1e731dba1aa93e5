# SPDX-License-Identifier: GPL-3.0-or-later
"""The spot where a result can be seen and stands beside what is there, no farther away than its own size.

If no such spot is near (inside of something, say, while the view is outside) it stays where it was asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING, TypeAlias

from mathutils import Vector

from .facing import stands
from .obstacle import VAST
from .sight import Sight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..import_outcome import Where
    from .obstacle import Obstacle
    from .sheet import Sheet
    from .sight import Rectangle
    from .viewpoint import Viewpoint

Way: TypeAlias = tuple[float, float, float]  # across, up and towards who looks, along the sheet's own axes

HAIR = 0.01  # of its size: how close it lies to what it lies or stands on
STEPS = (0.25, 0.5, 0.75, 1.0)
DIRECTIONS = 12  # in half a circle, from one side by the front to the other
FARTHER = 0.25  # how much of it may hide what is there, to spare it a way of its own size
HOVERING = 0.5  # the same, to spare it to hover
BEST = 4  # of what _worth gives


@dataclass(frozen=True, slots=True)
class Spot:
    """neighbor: the name of what it stands beside, in front of, on, or in a row with."""

    sheet: Sheet
    where: Where = "3D_CURSOR"
    neighbor: str = ""


def find_spot(view: Viewpoint, sheet: Sheet, obstacles: Sequence[Obstacle]) -> Spot:
    """The spot for a result that would stand as the sheet says, where that can be seen, or else near it."""
    sight = Sight(view, obstacles)
    in_the_way = sight.in_the_way(sheet)
    if not in_the_way:
        return Spot(sheet)
    ways = {way: sheet.moved(*way) for way in _ways(sheet)}
    costs = {way: _cost(sight, ways[way], way) for way in ways}
    found, best = Spot(sheet), 0
    for way in sorted(ways, key=costs.__getitem__):
        worth = _worth(sight, sheet, ways[way])
        if worth > best:
            found, best = Spot(ways[way], _where(way), in_the_way[0].name), worth
        if best == BEST:
            break
    return found


def _worth(sight: Sight, sheet: Sheet, moved: Sheet) -> int:
    """How well a result that is moved can be seen, up to BEST; 0 is not at all."""
    view = sight.view
    if view.shows([sheet.middle]) and not view.shows([moved.middle]):
        return 0
    if not sight.is_free(moved):
        return 0
    is_within = view.shows(moved.corners) or not view.shows(sheet.corners)
    return 1 + 2 * is_within + sight.is_whole(moved)


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


def _cost(sight: Sight, moved: Sheet, way: Way) -> float:
    """How much it would hide of what is there, vast things aside, and how far it is."""
    own = sight.view.rectangle(moved.corners)
    if own is None:
        return float("inf")
    area = (own[2] - own[0]) * (own[3] - own[1])
    hidden = sum(
        _common_area(own, rectangle)
        for thing, rectangle in zip(sight.obstacles, sight.rectangles, strict=True)
        if rectangle and 2 * thing.radius <= VAST * moved.size
    )
    hovering = HOVERING * way[1] / moved.size if stands(moved.matrix) else 0.0
    share = min(hidden / area, 1.0) if area else 1.0
    return share + FARTHER * Vector(way).length / moved.size + hovering


def _common_area(one: Rectangle, other: Rectangle) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0.0 and high > 0.0 else 0.0
