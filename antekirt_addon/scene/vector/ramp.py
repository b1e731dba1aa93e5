# SPDX-License-Identifier: GPL-3.0-or-later
"""The stops of a gradient as those of a colour ramp.

A file blends its colours sRGB-encoded, a colour ramp blends them linear. Between two stops that differ,
in-between stops are added until what is blended linearly is nowhere seen to be wrong.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from ...media.svg.shape import Solid, Stop
from .paint import linear

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_STOPS = 32  # of Blender's colour ramp
LEAST_APART = 1e-5  # Blender does not say which of two stops at one place comes first
VISIBLE = 0.6 / 255  # of an sRGB-encoded channel


def ramp(stops: Sequence[Stop]) -> list[Stop]:
    """At most 32 stops in rising order, close to the blend that the file means."""
    spread = _apart(stops)
    if len(spread) > MOST_STOPS:
        return [_blend_at(spread, index / (MOST_STOPS - 1)) for index in range(MOST_STOPS)]
    worst = [(-_error(a, b), a.offset, a, b) for a, b in zip(spread, spread[1:], strict=False)]
    heapq.heapify(worst)
    while worst and len(spread) < MOST_STOPS and -worst[0][0] > VISIBLE:
        _, _, a, b = heapq.heappop(worst)
        middle = _between(a, b, 0.5)
        spread.append(middle)
        for pair in ((a, middle), (middle, b)):
            heapq.heappush(worst, (-_error(*pair), pair[0].offset, *pair))
    return sorted(spread, key=lambda stop: stop.offset)


def _apart(stops: Sequence[Stop]) -> list[Stop]:
    """Without what cannot be seen between more than two stops at one place, and the two apart."""
    result: list[Stop] = []
    for index, stop in enumerate(stops):
        if (
            index
            and index + 1 < len(stops)
            and stops[index - 1].offset == stop.offset == stops[index + 1].offset
        ):
            continue
        least = result[-1].offset + LEAST_APART if result else 0.0
        result.append(Stop(max(stop.offset, least), stop.color))
    excess = result[-1].offset - 1.0
    if excess > 0:  # stops at the very end make room downwards
        result = [
            Stop(min(stop.offset, 1.0 - LEAST_APART * (len(result) - 1 - i)), stop.color)
            for i, stop in enumerate(result)
        ]
    return result


def _blend_at(stops: Sequence[Stop], offset: float) -> Stop:
    for a, b in zip(stops, stops[1:], strict=False):
        if a.offset <= offset <= b.offset:
            return _between(a, b, (offset - a.offset) / (b.offset - a.offset))
    return Stop(offset, (stops[0] if offset < stops[0].offset else stops[-1]).color)


def _between(a: Stop, b: Stop, part: float) -> Stop:
    def mix(one: float, two: float) -> float:
        return one + (two - one) * part

    p, q = a.color, b.color
    color = Solid(mix(p.red, q.red), mix(p.green, q.green), mix(p.blue, q.blue), mix(p.alpha, q.alpha))
    return Stop(mix(a.offset, b.offset), color)


def _error(a: Stop, b: Stop) -> float:
    """How far a linear blend is from the file's, half-way, as a difference of sRGB-encoded values."""
    if b.offset - a.offset <= 2 * LEAST_APART:
        return 0.0
    meant = _between(a, b, 0.5).color
    ends = zip(linear(a.color)[:3], linear(b.color)[:3], strict=True)
    drawn = [_encoded((one + two) / 2) for one, two in ends]
    return max(abs(x - y) for x, y in zip(drawn, (meant.red, meant.green, meant.blue), strict=True))


def _encoded(value: float) -> float:
    """From linear to sRGB (IEC 61966-2-1)."""
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
