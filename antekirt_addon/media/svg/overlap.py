# SPDX-License-Identifier: GPL-3.0-or-later
"""Which shapes overlap because their outlines cross, however small the overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .pair import Budget, Edges, TooComplex, cross, near_pairs

if TYPE_CHECKING:
    from collections.abc import Callable

    from .ring import Integers, Rings

# Pairs of edges to look at before the crossings found so far must do.
BUDGET = 20_000_000


def crossings(rings: Rings, shape_count: int, depth: float, check: Callable[[], None]) -> list[list[int]]:
    """For each shape the earlier ones that its outline crosses.

    depth: in grid units; edges that reach less far beyond each other belong to neighbours that touch.
    """
    edges = Edges(rings.points, rings.points[rings.following()], np.zeros(len(rings.points), np.int64))
    shape = rings.shape[rings.ring_of_point()]
    found: list[Integers] = []
    try:
        for some, others in near_pairs(edges, Budget(BUDGET, BUDGET, check)):
            apart = shape[some] != shape[others]
            i, j = some.compress(apart), others.compress(apart)
            through = _cross_deep(edges, i, j, depth)
            one, other = shape[i[through]], shape[j[through]]
            found.append(np.unique((np.maximum(one, other) << 32) | np.minimum(one, other)))
    except TooComplex:
        found = []
    result: list[list[int]] = [[] for _ in range(shape_count)]
    if found:
        for pair in np.unique(np.concatenate(found)).tolist():
            result[pair >> 32].append(pair & 0xFFFFFFFF)
    return result


def _cross_deep(edges: Edges, i: Integers, j: Integers, depth: float) -> Integers:
    """Which pairs cross with both ends of each edge further than depth from the other's line."""
    left = np.arange(len(i))
    for pair in ((i, j), (j, i)):
        one, other = (edge.take(left) for edge in pair)
        start = edges.start.take(one, axis=0)
        ahead = edges.end.take(one, axis=0) - start
        far = depth * np.hypot(ahead[:, 0], ahead[:, 1])
        first = cross(ahead, edges.start.take(other, axis=0) - start)
        second = cross(ahead, edges.end.take(other, axis=0) - start)
        left = left.compress((np.minimum(first, second) < -far) & (np.maximum(first, second) > far))
    return left
