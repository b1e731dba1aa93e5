# SPDX-License-Identifier: GPL-3.0-or-later
"""A polyline is cut into dashes (SVG 2, 13.5.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...arrays import norms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...arrays import Floats
    from ..shape import Points
    from .polyline import StrokedLine


@dataclass(frozen=True, slots=True)
class Dash:
    """points: (n, 2), n > 1, with their tangents; one of no length has one point twice, and a direction."""

    points: Points
    tangents: Points
    length: float
    direction: Points

    def drawn(self, shortest: float) -> tuple[Points, Points]:
        """Its points and tangents as a stroke has them; one of no length is made shortest long."""
        if self.length > 0:
            return self.points, self.tangents
        half = self.direction * (shortest / 2)
        return self.points + np.array((-half, half)), self.tangents


def dash(line: StrokedLine, lengths: Sequence[float], offset: float, most: int) -> list[Dash] | None:
    """The dashes along a line, None where the line stays whole, or would have more dashes than most.

    lengths: dash, gap, dash, … repeated twice if their number is odd. offset: where in them the line starts.
    """
    points, tangents = line.points, line.tangents
    if line.closed:
        points, tangents = np.vstack((points, points[:1])), np.vstack((tangents, tangents[:1]))
    along = np.concatenate(([0.0], np.cumsum(norms(np.diff(points, axis=0)))))
    total = float(along[-1])
    found = spans(total, lengths, offset, most)
    if found is None:
        return None
    begin, end = found
    dashes = [_cut(points, tangents, along, a, b) for a, b in zip(begin.tolist(), end.tolist(), strict=True)]
    if line.closed and len(dashes) > 1 and begin[0] == 0.0 and end[-1] == total:
        dashes[0] = _joined(dashes.pop(), dashes[0])
    return dashes


def spans(total: float, lengths: Sequence[float], offset: float, most: int) -> tuple[Floats, Floats] | None:
    """Where along a line of some length dashes begin and end; see `dash`."""
    pattern = np.array(lengths if len(lengths) % 2 == 0 else (*lengths, *lengths), np.float64)
    period = float(pattern.sum())
    if not np.isfinite(period) or period <= 0 or (pattern < 0).any():
        return None
    if total / period * len(pattern) > 2 * most:
        return None
    rounds = np.arange(-1, int(total / period) + 2)
    marks = np.cumsum(pattern) - pattern
    begin = (rounds[:, None] * period + marks[None, ::2]).ravel() - offset % period
    end = begin + np.tile(pattern[::2], len(rounds))
    shown = (begin < total) & (end > 0) | (begin == end) & (begin >= 0) & (begin <= total)
    return np.maximum(begin[shown], 0.0), np.minimum(end[shown], total)


def _cut(points: Points, tangents: Points, along: Floats, begin: float, end: float) -> Dash:
    """The part of a polyline between two lengths; along: the length up to each of its points."""
    first = int(np.searchsorted(along, begin, side="right"))
    last = max(first, int(np.searchsorted(along, end, side="left")))
    ends = np.column_stack([np.interp((begin, end), along, column) for column in points.T])
    edge = points[min(first, len(points) - 1)] - points[min(first, len(points) - 1) - 1]
    return Dash(
        np.vstack((ends[:1], points[first:last], ends[1:])),
        np.vstack((tangents[:1] * (begin == 0), tangents[first:last], np.zeros((1, 4)))),
        end - begin,
        edge / np.hypot(*edge),
    )


def _joined(last: Dash, first: Dash) -> Dash:
    """On a closed line a dash goes on through the line's start."""
    return Dash(
        np.vstack((last.points[:-1], first.points)),
        np.vstack((last.tangents[:-1], first.tangents)),
        last.length + first.length,
        last.direction,
    )
