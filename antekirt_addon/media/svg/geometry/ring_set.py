# SPDX-License-Identifier: GPL-3.0-or-later
"""Closed polygons of many shapes on an integer grid, end to end in one array.

Whole numbers make every test of the boolean engine exact: coordinates stay below 2**26, so that a cross
product of differences stays below 2**56.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..shape import Points

    Integers = NDArray[np.int64]

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
        return np.repeat(np.arange(len(self.shape)), np.diff(self.starts))

    def following(self) -> Integers:
        """For each point the index of the next one on its ring."""
        following = np.arange(1, len(self.points) + 1)
        some = self.starts[1:] > self.starts[:-1]
        following[self.starts[1:][some] - 1] = self.starts[:-1][some]
        return following

    def select(self, rings: Integers, shape: Integers) -> Rings:
        """Some rings in another order, as parts of other shapes."""
        counts = np.diff(self.starts)[rings]
        ends = np.cumsum(counts)
        index = np.arange(ends[-1] if len(ends) else 0) + np.repeat(
            self.starts[:-1][rings] - ends + counts, counts
        )
        return Rings(self.points.take(index, axis=0), np.concatenate(([0], ends)), shape)


def join(parts: Sequence[Rings]) -> Rings:
    """All rings, ordered by shape."""
    counts = np.concatenate([np.diff(part.starts) for part in parts])
    every = Rings(
        np.concatenate([part.points for part in parts]),
        np.concatenate(([0], np.cumsum(counts))),
        np.concatenate([part.shape for part in parts]),
    )
    order = np.argsort(every.shape, kind="stable")
    return every.select(order, every.shape[order])


def without_repeats(rings: Rings) -> tuple[Rings, Integers]:
    """Without repeated points, and without rings of fewer than three points; and which rings are left."""
    ring = rings.ring_of_point()
    keep = (rings.points != rings.points.take(rings.following(), axis=0)).any(axis=1)
    counts = np.bincount(ring[keep], minlength=len(rings.shape))
    keep &= counts[ring] > 2
    left = np.flatnonzero(counts > 2)
    return Rings(
        rings.points.compress(keep, axis=0), np.concatenate(([0], np.cumsum(counts[left]))), rings.shape[left]
    ), left


def bounds(rings: Rings) -> tuple[Integers, Integers]:
    """The least and the greatest x, y of each ring, (r, 2) both."""
    if not len(rings.shape):
        return np.empty((0, 2), np.int64), np.empty((0, 2), np.int64)
    return np.minimum.reduceat(rings.points, rings.starts[:-1]), np.maximum.reduceat(
        rings.points, rings.starts[:-1]
    )


def areas(rings: Rings) -> NDArray[np.float64]:
    """Each ring's signed area in square grid units."""
    if not len(rings.shape):
        return np.empty(0)
    p = rings.points.astype(np.float64)
    q = p.take(rings.following(), axis=0)
    area: NDArray[np.float64] = np.add.reduceat(
        (p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0]) / 2, rings.starts[:-1]
    )
    return area


def chains(points: Points, starts: Integers) -> list[Points]:
    """Closed polygons as closed Bézier chains, with straight segments that have their controls at thirds."""
    if len(starts) < 2:
        return []
    following = np.arange(1, len(points) + 1)
    following[starts[1:] - 1] = starts[:-1]
    ahead = points.take(following, axis=0) - points
    segments = np.stack((points, points + ahead / 3, points + ahead * (2 / 3)), axis=1)
    counts = np.diff(starts)
    result = np.empty((3 * len(points) + len(counts), 2))
    result[
        (3 * np.arange(len(points)) + np.repeat(np.arange(len(counts)), counts))[:, None] + np.arange(3)
    ] = segments
    ends = 3 * starts[1:] + np.arange(1, len(counts) + 1)
    result[ends - 1] = points[starts[:-1]]
    return pieces(result, np.concatenate(([0], ends)))


def finite_pieces(
    points: Points, starts: Integers, far: NDArray[np.float64]
) -> tuple[list[Points], list[int]]:
    """The finite ones of the parts between starts, and their numbers; far: for each where the world ends."""
    limit = np.repeat(far, np.diff(starts))[:, None]
    finite = np.isfinite(np.maximum.reduceat(np.abs(points).max(axis=1), starts[:-1]))
    kept = np.flatnonzero(finite).tolist()
    parts = pieces(np.clip(points, -limit, limit), starts)
    return [parts[nth] for nth in kept], kept


def pieces(points: Points, starts: Integers) -> list[Points]:
    """Views of the parts of points between starts."""
    cuts = starts.tolist()
    return [points[begin:end] for begin, end in pairwise(cuts)]
