# SPDX-License-Identifier: GPL-3.0-or-later
"""The stops of a gradient as those of a colour ramp.

A file blends its colours sRGB-encoded, a colour ramp blends them linear. Between two stops that differ,
in-between stops are added until what is blended linearly is nowhere seen to be wrong.
"""

from __future__ import annotations

import heapq
from dataclasses import astuple, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ...media import srgb
from ...media.svg.paint import Solid, Stop
from .color_conversion import linear, linear_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .color_conversion import Backdrop

MOST_STOPS = 32  # of Blender's colour ramp
LEAST_GAP = 1e-5  # Blender does not say which of two stops at one offset comes first
WHITE = (1.0, 1.0, 1.0)
VISIBLE = 0.6 / 255  # of an sRGB-encoded channel


@dataclass(frozen=True, slots=True)
class RampStop:
    """A colour of a ramp, linear with its alpha, at offset 0 to 1."""

    offset: float
    color: tuple[float, float, float, float]


def ramp(stops: Sequence[Stop], backdrop: Backdrop | None) -> list[RampStop]:
    """At most 32 stops in rising order, close to the blend that the file means over a backdrop."""
    spread = _distinct(stops)
    if len(spread) > MOST_STOPS:
        spread = [_at(spread, index / (MOST_STOPS - 1)) for index in range(MOST_STOPS)]
    worst = [(-_error(a, b, backdrop), a.offset, a, b) for a, b in pairwise(spread)]
    heapq.heapify(worst)
    while worst and len(spread) < MOST_STOPS and -worst[0][0] > VISIBLE:
        _, _, a, b = heapq.heappop(worst)
        middle = _between(a, b, 0.5)
        spread.append(middle)
        for pair in ((a, middle), (middle, b)):
            heapq.heappush(worst, (-_error(*pair, backdrop), pair[0].offset, *pair))
    spread.sort(key=lambda stop: stop.offset)
    return [RampStop(stop.offset, linear_over(stop.color, backdrop)) for stop in spread]


def essential(stops: Sequence[Stop]) -> tuple[Stop, ...]:
    """The stops without those that only lie between others, in the blend that a file means."""
    kept = [0, len(stops) - 1] if len(stops) > 1 else [0]
    spans = [(0, len(stops) - 1)]
    while spans:
        first, last = spans.pop()
        a, b = stops[first], stops[last]
        length = b.offset - a.offset or 1.0
        far, worst = VISIBLE, 0
        for index in range(first + 1, last):
            stop = stops[index]
            meant = _between(a, b, (stop.offset - a.offset) / length).color
            error = max(abs(one - two) for one, two in zip(astuple(meant), astuple(stop.color), strict=True))
            if error > far:
                far, worst = error, index
        if worst:
            kept.append(worst)
            spans += [(first, worst), (worst, last)]
    return tuple(stops[index] for index in sorted(kept))


def _distinct(stops: Sequence[Stop]) -> list[Stop]:
    """The stops that are ever seen, which are two where many have one offset, and a gap between those two."""
    result: list[Stop] = []
    for index, stop in enumerate(stops):
        if 0 < index < len(stops) - 1 and stops[index - 1].offset == stop.offset == stops[index + 1].offset:
            continue
        least = result[-1].offset + LEAST_GAP if result else 0.0
        result.append(Stop(max(stop.offset, least), stop.color))
    room = [1.0 - LEAST_GAP * (len(result) - 1 - index) for index in range(len(result))]
    return [Stop(min(stop.offset, most), stop.color) for stop, most in zip(result, room, strict=True)]


def _at(stops: Sequence[Stop], offset: float) -> Stop:
    for a, b in pairwise(stops):
        if a.offset <= offset <= b.offset:
            return _between(a, b, (offset - a.offset) / (b.offset - a.offset))
    return Stop(offset, (stops[0] if offset < stops[0].offset else stops[-1]).color)


def _between(a: Stop, b: Stop, part: float) -> Stop:
    """What the file means between two stops."""

    def mix(one: float, two: float) -> float:
        return one + (two - one) * part

    p, q = a.color, b.color
    color = Solid(mix(p.red, q.red), mix(p.green, q.green), mix(p.blue, q.blue), mix(p.alpha, q.alpha))
    return Stop(mix(a.offset, b.offset), color)


def _error(a: Stop, b: Stop, backdrop: Backdrop | None) -> float:
    """How far a linear blend over the backdrop is from what is meant, half-way, in sRGB-encoded values."""
    if b.offset - a.offset <= 2 * LEAST_GAP:
        return 0.0
    middle = _between(a, b, 0.5).color
    meant = linear_over(middle, backdrop)
    drawn = [
        (one + two) / 2
        for one, two in zip(linear_over(a.color, backdrop), linear_over(b.color, backdrop), strict=True)
    ]
    behind = linear(Solid(*(backdrop or WHITE)))
    return max(
        abs(srgb.encoded(_over(meant, behind, channel)) - srgb.encoded(_over(drawn, behind, channel)))
        for channel in range(3)
    )


def _over(color: Sequence[float], behind: Sequence[float], channel: int) -> float:
    return color[channel] * color[3] + behind[channel] * (1 - color[3])
