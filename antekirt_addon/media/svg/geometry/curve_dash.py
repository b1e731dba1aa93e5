# SPDX-License-Identifier: GPL-3.0-or-later
"""A chain of Bézier segments is cut into dashes that are such chains themselves."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ...arrays import norms
from ..shape import Subpath
from .dash import spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...arrays import Floats
    from ..shape import Points

STEPS = 64  # straight parts of a segment, by which it is measured
ALMOST = 1e-6  # parts of a segment that are shorter are left out


def curve_dashes(
    subpath: Subpath, lengths: Sequence[float], offset: float, shortest: float, most: int
) -> list[Subpath] | None:
    """The dashes along a chain, None if it has none, or more than most.

    A dash of no length is made shortest long.
    """
    along = _lengths(subpath.points)
    total = float(along[-1])
    found = spans(total, lengths, offset, most)
    if found is None:
        return None
    begin, end = found
    short = np.maximum(shortest - (end - begin), 0.0) / 2
    positions = _positions(along, np.concatenate((begin - short, end + short)))
    dashes = [
        _part(subpath.points, a, b)
        for a, b in zip(positions[: len(begin)].tolist(), positions[len(begin) :].tolist(), strict=True)
    ]
    if subpath.closed and len(dashes) > 1 and begin[0] == 0.0 and end[-1] == total:
        dashes[0] = np.concatenate((dashes.pop()[:-1], dashes[0]))
    return [Subpath(points, closed=False) for points in dashes]


def _lengths(points: Points) -> Floats:
    """How long a chain is up to each of STEPS positions on each segment, and as a whole."""
    p0, p1, p2, p3 = points[:-1:3], points[1::3], points[2::3], points[3::3]
    t = (np.arange(STEPS) / STEPS)[None, :, None]
    s = 1 - t
    p0, p1, p2, p3 = (part[:, None] for part in (p0, p1, p2, p3))
    positions = (s**3 * p0 + 3 * s * s * t * p1 + 3 * s * t * t * p2 + t**3 * p3).reshape(-1, 2)
    steps = norms(np.diff(np.concatenate((positions, points[-1:])), axis=0))
    return np.concatenate(([0.0], np.cumsum(steps)))


def _positions(along: Floats, lengths: Floats) -> Floats:
    """The positions at some lengths: the number of a segment, and as its fraction how far along it.

    Lengths beyond an end are positions beyond it.
    """
    steps = np.arange(len(along)) / STEPS
    positions: Floats = np.interp(lengths, along, steps)
    for beyond, (one, two) in ((lengths < 0, (0, 1)), (lengths > along[-1], (-1, -2))):
        slope = (steps[one] - steps[two]) / (along[one] - along[two] or np.inf)
        positions[beyond] = steps[one] + (lengths[beyond] - along[one]) * slope
    return positions


def _part(points: Points, begin: float, end: float) -> Points:
    """A chain from one place to another."""
    count = (len(points) - 1) // 3
    cuts = [begin, *(n for n in range(1, count) if begin + ALMOST < n < end - ALMOST), end]
    parts = []
    for a, b in pairwise(cuts):
        number = min(max(int((a + b) / 2), 0), count - 1)
        parts.append(_split(points[3 * number : 3 * number + 4], a - number, b - number)[1:])
    first = min(max(int((cuts[0] + cuts[1]) / 2), 0), count - 1)
    start = _split(points[3 * first : 3 * first + 4], cuts[0] - first, cuts[1] - first)[:1]
    return np.concatenate([start, *parts])


def _split(segment: Points, a: float, b: float) -> Points:
    """A segment from one parameter to another, by its blossom."""

    def blossom(*at: float) -> Points:
        points = segment
        for t in at:
            points = points[:-1] * (1 - t) + points[1:] * t
        return points

    return np.concatenate([blossom(a, a, a), blossom(a, a, b), blossom(a, b, b), blossom(b, b, b)])
