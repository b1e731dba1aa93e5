# SPDX-License-Identifier: GPL-3.0-or-later
"""What belongs together stands in a row: a picture, the artwork and the film made of it, all of one press."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mathutils import Matrix

from .find_spot import Spot
from .sheet import Sheet
from .sight import Sight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .obstacle import Obstacle
    from .viewpoint import Viewpoint

GAP = 0.05  # between two, as a part of the size of what comes
FARTHER = 2  # places after the last that are tried


@dataclass(frozen=True, slots=True)
class Member:
    """What stands there already.

    matrix: its location and rotation. low, high: how far it reaches along its x.
    """

    name: str
    matrix: Matrix
    low: float
    high: float


def next_in_row(
    members: Sequence[Member], coming: Sheet, view: Viewpoint | None, obstacles: Sequence[Obstacle]
) -> Spot:
    """The spot for what comes, turned as the first is: after the last, or else before the first.

    What stands in the way is passed over. If every spot near has something, it is after the last.
    """
    spots = list(_spots(members, coming))
    if view:
        sight = Sight(view, obstacles)
        clear = [spot for spot in spots if not any(thing.crosses(spot.sheet) for thing in obstacles)]
        seen = [spot for spot in clear if sight.is_free(spot.sheet)]
        shown = [spot for spot in seen if view.shows(spot.sheet.corners)]
        spots = [*shown, *seen, *clear, *spots]
    return spots[0]


def _spots(members: Sequence[Member], coming: Sheet) -> Iterator[Spot]:
    """The nearest first, in the order in which they came."""
    rotation = members[0].matrix.to_quaternion().to_matrix().to_4x4()
    half, gap = coming.width / 2, GAP * coming.size

    def spot(member: Member, across: float) -> Spot:
        matrix = (
            Matrix.Translation(member.matrix.translation.to_tuple())
            @ rotation
            @ Matrix.Translation((across, 0, 0))
        )
        return Spot(Sheet(matrix, coming.width, coming.height), "IN_ROW", members[0].name)

    for member in reversed(members):
        yield spot(member, member.high + gap + half)
    for member in members:
        yield spot(member, member.low - gap - half)
    for passed in range(1, FARTHER + 1):
        yield spot(members[-1], members[-1].high + gap + half + passed * (coming.width + gap))
