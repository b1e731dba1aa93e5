# SPDX-License-Identifier: GPL-3.0-or-later
"""Which shapes overlap because their outlines cross, however small the overlap."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ...arrays import cross, norms
from .candidate_pairs import candidate_pairs
from .edge_set import edges_of
from .work_limit import TooComplex, WorkLimit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...arrays import Flags, Floats, Integers
    from .edge_set import Edges
    from .ring_set import Rings

# Pairs of edges to look at before the crossings found so far must do.
MOST_PAIRS = 20_000_000
# Edges that are worked on together.
BAND = 30_000


def crossed_shapes(
    rings: Rings, shape_count: int, depth: float, check: Callable[[], None]
) -> list[list[int]]:
    """For each shape the earlier ones that its outline crosses.

    depth: in grid units; edges that reach less far beyond each other belong to neighbours that touch.
    """
    limit = WorkLimit(MOST_PAIRS, MOST_PAIRS, check)
    found: list[Integers] = [np.empty(0, np.int64)]
    try:
        for band in _bands(edges_of(rings)):
            found += _crossings(band, depth, limit)
    except TooComplex:
        return [[] for _ in range(shape_count)]
    pairs = np.unique(np.concatenate(found))
    earlier = (pairs & 0xFFFFFFFF).tolist()
    starts = np.searchsorted(pairs >> 32, np.arange(shape_count + 1)).tolist()
    return [earlier[first:last] for first, last in pairwise(starts)]


def _bands(edges: Edges) -> Iterator[Edges]:
    """The edges in parts for level bands of about as many edges; those of two bands are in both."""
    low, high = np.minimum(edges.start[:, 1], edges.end[:, 1]), np.maximum(edges.start[:, 1], edges.end[:, 1])
    count = len(edges) // BAND + 1
    borders = np.sort(low)[np.arange(1, count) * len(edges) // count]
    again = np.searchsorted(borders, high, side="right") - np.searchsorted(borders, low)
    if again.sum() > len(edges):  # most are tall
        borders = borders[:0]
    for bottom, top in pairwise((-np.inf, *borders.tolist(), np.inf)):
        yield edges.some((high >= bottom) & (low <= top))


def _crossings(edges: Edges, depth: float, limit: WorkLimit) -> Iterator[Integers]:
    """The shapes of edges that cross, the later one in the upper half of each number."""
    shape = edges.group
    edges = replace(edges, group=np.zeros_like(shape))  # shapes concern each other here
    ahead = edges.end - edges.start
    far = depth * norms(ahead)
    for i, j in candidate_pairs(edges, limit):
        differ = shape.take(i) != shape.take(j)
        pair = i.compress(differ), j.compress(differ)
        for one, other in ((0, 1), (1, 0)):
            through = _reaches_over(edges, ahead, far, pair[one], pair[other])
            pair = pair[0].compress(through), pair[1].compress(through)
        first, second = (shape.take(edge) for edge in pair)
        yield np.unique((np.maximum(first, second) << 32) | np.minimum(first, second))


def _reaches_over(edges: Edges, ahead: Integers, far: Floats, one: Integers, other: Integers) -> Flags:
    """Which other edges have an end on either side of the line through one, further off than the depth.

    ahead: for each edge its end less its start; far: the depth times its length.
    """
    start, along, beyond = edges.start.take(one, axis=0), ahead.take(one, axis=0), far.take(one)
    sides = [cross(along, end - start) for end in edges.ends(other)]
    return (np.minimum(*sides) < -beyond) & (np.maximum(*sides) > beyond)
