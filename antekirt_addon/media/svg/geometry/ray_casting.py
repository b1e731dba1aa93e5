# SPDX-License-Identifier: GPL-3.0-or-later
"""Winding numbers beside the edges of a planar arrangement, by counting what lies below, exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...arrays import batches, cross, ranges, run_of_item

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...arrays import Integers
    from .edge_set import Edges

# Edges that are compared together.
BATCH = 1_000_000


def winding_left(edges: Edges, weight: Integers, asked: Integers, check: Callable[[], None]) -> Integers:
    """The winding numbers on the left hand of some edges, (len(asked), k).

    edges: no two of a group cross or overlap; each runs from its lexicographically lesser end to the greater,
    so that left is above (y upwards), or the side of lesser x where an edge is vertical.
    weight: (n, k), how often rings run along each edge, less how often against it; k kinds of rings.
    A ray goes down from each asked edge's middle. It passes just left of a vertical edge, else just right of
    any vertex, and adds up the weights of the edges that it meets.
    """
    result = np.zeros((len(asked), weight.shape[1]), weight.dtype)
    upright = edges.start[:, 0] == edges.end[:, 0]
    result[~upright[asked]] = weight[asked[~upright[asked]]]
    candidates = np.flatnonzero(~upright)
    if not len(candidates) or not len(asked):
        return result
    asked_edges, below = edges.some(asked), edges.some(candidates)
    middle = asked_edges.start + asked_edges.end
    ray = middle[:, 0] - upright[asked]
    slot, first, last = _columns(below, asked_edges.group, ray)

    for begin, end in batches(np.cumsum(last - first), BATCH):
        check()
        count = (last - first)[begin:end]
        query = begin + run_of_item(count)
        other = slot[ranges(first[begin:end], count)]
        start, stop = below.ends(other)
        over = (2 * start[:, 0] <= ray[query]) & (ray[query] < 2 * stop[:, 0])
        query, other = query.compress(over), other.compress(over)
        start, stop = start.compress(over, axis=0), stop.compress(over, axis=0)
        under = cross(stop - start, middle.take(query, axis=0) - 2 * start) > 0
        for kind in range(weight.shape[1]):
            result[:, kind] += np.bincount(
                query[under], weights=weight[candidates[other[under]], kind], minlength=len(asked)
            ).astype(weight.dtype)
    return result


def _columns(edges: Edges, group: Integers, ray: Integers) -> tuple[Integers, Integers, Integers]:
    """For each ray (its group, and twice its x) the edges that may cross it: slot[first:last]."""
    names, index = np.unique(edges.group, return_inverse=True)
    order = np.argsort(index, kind="stable")
    begins = np.searchsorted(index[order], np.arange(len(names)))
    left = np.minimum.reduceat(edges.start[order, 0], begins)
    right = np.maximum.reduceat(edges.end[order, 0], begins)
    number = np.bincount(index)
    mean = np.bincount(index, weights=edges.end[:, 0] - edges.start[:, 0]) / number
    width = np.maximum(np.maximum((right - left) / number, mean / 2), 1.0)
    columns = ((right - left) // width).astype(np.int64) + 1
    base = np.cumsum(columns) - columns

    first = ((edges.start[:, 0] - left[index]) // width[index]).astype(np.int64)
    count = ((edges.end[:, 0] - left[index]) // width[index]).astype(np.int64) - first + 1
    edge, column = run_of_item(count), ranges(base[index] + first, count)
    by_column = np.argsort(column, kind="stable")
    ends = np.cumsum(np.bincount(column, minlength=int(columns.sum())))

    own = np.minimum(np.searchsorted(names, group), len(names) - 1)
    at = ((ray / 2 - left[own]) // width[own]).astype(np.int64)
    inside = (names[own] == group) & (at >= 0) & (at < columns[own])
    cell = np.where(inside, base[own] + at, 0)
    last = np.where(inside, ends[cell], 0)
    begin = np.where(inside & (cell > 0), ends[cell - 1], 0)
    return edge[by_column], begin, last
