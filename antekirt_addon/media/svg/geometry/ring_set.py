# SPDX-License-Identifier: GPL-3.0-or-later
"""Closed polygons of many shapes on an integer grid, end to end in one array.

Whole numbers make every test of edges and rings exact: coordinates stay below 2**26, so that a cross
product of differences stays below 2**56.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ...arrays import cross, ranges, run_of_item, starts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...arrays import Flags, Floats, Integers
    from ..shape import Points

# Grid units along the viewport's longer side, and how far from the origin a coordinate may lie.
UNITS = 1 << 22
LIMIT = 1 << 26


@dataclass(frozen=True, slots=True)
class Rings:
    """points: (n, 2) whole numbers; ring i is points[starts[i]:starts[i + 1]], its first point not repeated.

    shape: for each ring the number of the shape that it belongs to, ascending.
    """

    points: Integers
    starts: Integers
    shape: Integers

    def ring_of_point(self) -> Integers:
        """For each point the number of its ring."""
        return run_of_item(np.diff(self.starts))

    def shape_of_point(self) -> Integers:
        """For each point the number of the shape that its ring belongs to."""
        return self.shape.repeat(np.diff(self.starts))

    def following(self) -> Integers:
        """For each point the index of the next one on its ring."""
        return _following(self.starts)

    def select(self, rings: Integers, shape: Integers) -> Rings:
        """Some rings in another order, as parts of other shapes."""
        counts = np.diff(self.starts)[rings]
        index = ranges(self.starts[:-1][rings], counts)
        return Rings(self.points.take(index, axis=0), starts_of(counts), shape)

    def part(self, shape: int) -> Rings:
        """Those of one shape."""
        first, last = np.searchsorted(self.shape, (shape, shape + 1)).tolist()
        return self.select(np.arange(first, last), self.shape[first:last])

    def of_points(self, kept: Flags) -> tuple[Rings, Integers]:
        """Only some points, and only rings that keep three of them or more; and which rings these are."""
        ring = self.ring_of_point()
        counts = np.bincount(ring[kept], minlength=len(self.shape))
        left = np.flatnonzero(counts > 2)
        points = self.points.compress(kept & (counts > 2)[ring], axis=0)
        return Rings(points, starts_of(counts[left]), self.shape[left]), left


def join_rings(parts: Sequence[Rings]) -> Rings:
    """All rings, ordered by shape."""
    counts = np.concatenate([np.diff(part.starts) for part in parts])
    every = Rings(
        np.concatenate([part.points for part in parts]),
        starts_of(counts),
        np.concatenate([part.shape for part in parts]),
    )
    order = np.argsort(every.shape, kind="stable")
    return every.select(order, every.shape[order])


def without_repeats(rings: Rings) -> tuple[Rings, Integers]:
    """Without repeated points, and without rings of fewer than three points; and which rings are left."""
    return rings.of_points((rings.points != rings.points.take(rings.following(), axis=0)).any(axis=1))


def bounds(rings: Rings) -> tuple[Integers, Integers]:
    """The least and the greatest x, y of each ring, (r, 2) both."""
    if not len(rings.shape):
        return np.empty((0, 2), np.int64), np.empty((0, 2), np.int64)
    return np.minimum.reduceat(rings.points, rings.starts[:-1]), np.maximum.reduceat(
        rings.points, rings.starts[:-1]
    )


def areas(rings: Rings) -> Floats:
    """Each ring's signed area in square grid units."""
    if not len(rings.shape):
        return np.empty(0)
    p = rings.points.astype(np.float64)
    q = p.take(rings.following(), axis=0)
    area: Floats = np.add.reduceat(cross(p, q) / 2, rings.starts[:-1])
    return area


def holds(rings: Rings, low: Integers, high: Integers) -> bool:
    """Whether a box lies inside of rings; none of their edges may come near it."""
    start, end = rings.points, rings.points.take(rings.following(), axis=0)
    near = (np.minimum(start, end) < high).all(axis=1) & (np.maximum(start, end) > low).all(axis=1)
    if near.any():
        return False
    x, y = (low + high) / 2
    over = (start[:, 1] <= y) != (end[:, 1] <= y)
    (x0, y0), (x1, y1) = start[over].T, end[over].T
    return bool(np.count_nonzero(x0 + (y - y0) / (y1 - y0) * (x1 - x0) > x) % 2)


def chains(points: Points, starts: Integers) -> list[Points]:
    """Closed polygons as closed Bézier chains, with straight segments that have their controls at thirds."""
    if len(starts) < 2:
        return []
    ahead = points.take(_following(starts), axis=0) - points
    segments = np.stack((points, points + ahead / 3, points + ahead * (2 / 3)), axis=1)
    counts = np.diff(starts)
    result = np.empty((3 * len(points) + len(counts), 2))
    result[(3 * np.arange(len(points)) + run_of_item(counts))[:, None] + np.arange(3)] = segments
    ends = 3 * starts[1:] + np.arange(1, len(counts) + 1)
    result[ends - 1] = points[starts[:-1]]
    return pieces(result, np.concatenate(([0], ends)))


def _following(starts: Integers) -> Integers:
    """For each point of closed polygons end to end the index of the next one on its polygon."""
    following = np.arange(1, starts[-1] + 1)
    some = starts[1:] > starts[:-1]
    following[starts[1:][some] - 1] = starts[:-1][some]
    return following


def finite_pieces(points: Points, starts: Integers, far: Floats) -> tuple[list[Points], list[int]]:
    """The finite ones of the parts between starts, and their numbers.

    far: for each how far from the origin its points may lie; those further away are brought nearer.
    """
    limit = np.repeat(far, np.diff(starts))[:, None]
    finite = np.isfinite(np.maximum.reduceat(np.abs(points).max(axis=1), starts[:-1]))
    kept = np.flatnonzero(finite).tolist()
    parts = pieces(np.clip(points, -limit, limit), starts)
    return [parts[nth] for nth in kept], kept


def pieces(points: Points, starts: Integers) -> list[Points]:
    """Views of the parts of points between starts."""
    cuts = starts.tolist()
    return [points[begin:end] for begin, end in pairwise(cuts)]
