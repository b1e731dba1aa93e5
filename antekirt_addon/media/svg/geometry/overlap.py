# SPDX-License-Identifier: GPL-3.0-or-later
"""Which shapes overlap because their outlines cross, however small the overlap."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from .candidate_pairs import Budget, Edges, TooComplex, cross, near_pairs

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from .ring_set import Integers, Rings

# Pairs of edges to look at before the crossings found so far must do.
BUDGET = 20_000_000


def crossings(rings: Rings, shape_count: int, depth: float, check: Callable[[], None]) -> list[list[int]]:
    """For each shape the earlier ones that its outline crosses.

    depth: in grid units; edges that reach less far beyond each other belong to neighbours that touch.
    """
    edges = Edges(rings.points, rings.points[rings.following()], np.zeros(len(rings.points), np.int64))
    shape = rings.shape[rings.ring_of_point()]
    ahead = edges.end - edges.start
    far = depth * np.hypot(ahead[:, 0], ahead[:, 1])
    found: list[Integers] = [np.empty(0, np.int64)]
    try:
        for i, j in near_pairs(edges, Budget(BUDGET, BUDGET, check)):
            apart = shape.take(i) != shape.take(j)
            pair = i.compress(apart), j.compress(apart)
            for one, other in ((0, 1), (1, 0)):
                through = _reaches_over(edges, ahead, far, pair[one], pair[other])
                pair = pair[0].compress(through), pair[1].compress(through)
            first, second = (shape.take(edge) for edge in pair)
            found.append(np.unique((np.maximum(first, second) << 32) | np.minimum(first, second)))
    except TooComplex:
        return [[] for _ in range(shape_count)]
    pairs = np.unique(np.concatenate(found))
    earlier = (pairs & 0xFFFFFFFF).tolist()
    starts = np.searchsorted(pairs >> 32, np.arange(shape_count + 1)).tolist()
    return [earlier[first:last] for first, last in pairwise(starts)]


def _reaches_over(
    edges: Edges, ahead: Integers, far: NDArray[np.float64], one: Integers, other: Integers
) -> NDArray[np.bool_]:
    """Which other edges have an end on either side of the line through one, further off than the depth.

    ahead: for each edge its end less its start; far: the depth times its length.
    """
    start, along, beyond = edges.start.take(one, axis=0), ahead.take(one, axis=0), far.take(one)
    sides = [cross(along, end.take(other, axis=0) - start) for end in (edges.start, edges.end)]
    return (np.minimum(*sides) < -beyond) & (np.maximum(*sides) > beyond)
