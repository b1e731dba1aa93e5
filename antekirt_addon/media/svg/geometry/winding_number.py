# SPDX-License-Identifier: GPL-3.0-or-later
"""Winding numbers on the left hand of every edge of an arrangement. Only boolean.py is to import this.

Around a vertex, what lies between two edges lies on a side of both, therefore the winding numbers of edges
that hang together differ by sums of weights alone. One edge of each connected part asks a ray for its own
(ray_casting.py), all others follow from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .edge_loops import vertices
from .ray_casting import winding_left

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...arrays import Integers
    from .edge_set import Edges


def winding_numbers(edges: Edges, weight: Integers, check: Callable[[], None]) -> Integers:
    """(n, k) for edges and weights as arrange() gives them."""
    part, offset = _connected(len(edges), *_links(edges, weight))
    asked = np.flatnonzero(part == np.arange(len(part)))
    number = np.empty(len(part), np.int64)
    number[asked] = np.arange(len(asked))
    return winding_left(edges, weight, asked, check).take(number[part], axis=0) + offset


def _links(edges: Edges, weight: Integers) -> tuple[Integers, Integers, Integers]:
    """Pairs of neighbours around a vertex, and by how much the second's winding number is greater.

    Counterclockwise of an edge that leaves a vertex lies its left side, of one that comes its right side,
    where the winding number is less by its weight.
    """
    count = len(edges)
    vertex = vertices(edges).ravel()
    ahead = edges.end - edges.start
    angle = np.arctan2(ahead[:, 1], ahead[:, 0])
    # All edges point right or straight up: seen from their ends, they point the other way.
    order = np.lexsort((np.concatenate((angle, angle - np.pi)), vertex))
    same = vertex[order[1:]] == vertex[order[:-1]]
    one, other = order[:-1][same], order[1:][same]
    coming, leaving = one >= count, other < count
    one, other = one % count, other % count
    more = np.where(leaving[:, None], weight.take(other, axis=0), weight.dtype.type(0))
    more -= np.where(coming[:, None], weight.take(one, axis=0), weight.dtype.type(0))
    return one, other, more


def _connected(count: int, one: Integers, other: Integers, more: Integers) -> tuple[Integers, Integers]:
    """For each of count nodes one node of its connected part, and by how much its own value is greater."""
    root = np.arange(count)
    offset = np.zeros((count, more.shape[1]), more.dtype)
    link = np.empty(count, np.int64)
    while True:
        a, b = root.take(one), root.take(other)
        split = a != b
        if not split.any():
            return root, offset
        one, other, more = one.compress(split), other.compress(split), more.compress(split, axis=0)
        a, b = a.compress(split), b.compress(split)
        # The root b is greater than the root a by this much. The later root is hung under the earlier one.
        step = offset.take(one, axis=0) + more - offset.take(other, axis=0)
        later = np.maximum(a, b)
        link[later] = np.arange(len(later))
        later = np.unique(later)
        chosen = link[later]
        root[later] = np.minimum(a, b)[chosen]
        offset[later] = np.where((b[chosen] == later)[:, None], step[chosen], -step[chosen])
        while True:
            above = root.take(root)
            if (above == root).all():
                break
            offset += offset.take(root, axis=0)
            root = above
