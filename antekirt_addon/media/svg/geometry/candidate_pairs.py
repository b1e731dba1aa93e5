# SPDX-License-Identifier: GPL-3.0-or-later
"""Which edges lie near which: candidates for meeting, for many groups at once.

Each group's plane is cut into level strips. Along a strip the edges come in the order of their least x, so
that those which begin before an edge ends follow it without a gap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...arrays import batches, ranges, run_of_item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...arrays import Floats, Integers
    from .edge_set import Edges
    from .work_limit import WorkLimit

# Pairs that are looked at together.
BATCH = 100_000
# A strip's height, as a multiple of the mean height of the edges in it.
STRIP = 3.0
# Differences of x stay below 2**X_BITS.
X_BITS = 28


def candidate_pairs(edges: Edges, limit: WorkLimit, reach: int = 0) -> Iterator[tuple[Integers, Integers]]:
    """Pairs i < j of one group whose bounding boxes come as near as reach, in batches.

    A pair may come more than once. Raises TooComplex where the limit does not allow for all pairs
    that overlap along a strip.
    """
    if len(edges) < 2:
        return
    strip, edge, left, right = _strips(edges, reach)
    key = (strip << X_BITS) + left
    order = np.argsort(key)
    key, edge = key.take(order), edge.take(order)
    last = np.searchsorted(key, key + (right - left).take(order), side="right")
    ends = edges.start[:, 1].astype(np.int32), edges.end[:, 1].astype(np.int32)
    low, high = np.minimum(*ends).take(edge), np.maximum(*ends).take(edge) + np.int32(reach)
    later = last - np.arange(len(key)) - 1
    done = np.cumsum(later)
    limit.take(int(done[-1]))
    for begin, end in batches(done, BATCH):
        limit.check()
        count, first = later[begin:end], np.arange(begin, end)
        one, other = np.repeat(first, count), ranges(first + 1, count)
        meet = (low.take(one) <= high.take(other)) & (low.take(other) <= high.take(one))
        i, j = edge.take(one.compress(meet)), edge.take(other.compress(meet))
        if len(i):
            yield np.minimum(i, j), np.maximum(i, j)


def _strips(edges: Edges, reach: int) -> tuple[Integers, Integers, Integers, Integers]:
    """The number of each strip that an edge passes through, the edge, and its least and greatest x there.

    Each group has its own strips, about as high as its edges. x is counted from the least of all.
    """
    by_group = None
    if (np.diff(edges.group) < 0).any():
        by_group = np.argsort(edges.group, kind="stable")
        edges = edges.some(by_group)
    start, end = edges.start, edges.end
    new = np.diff(edges.group, prepend=-1) != 0
    first_of_group, group = np.flatnonzero(new), np.cumsum(new) - 1
    low, high = np.minimum(start[:, 1], end[:, 1]), np.maximum(start[:, 1], end[:, 1]) + reach
    floor = np.minimum.reduceat(low, first_of_group)
    extent = np.maximum.reduceat(high, first_of_group) - floor
    number = np.diff(first_of_group, append=len(group))
    mean = np.add.reduceat(high - low, first_of_group) / number
    side = np.maximum.reduce((STRIP * mean, extent / number, np.ones(len(number))))
    strips = (extent / side).astype(np.int64) + 1
    base = np.cumsum(strips) - strips

    floor, side = floor.take(group), side.take(group)
    first = ((low - floor) / side).astype(np.int64)
    count = ((high - floor) / side).astype(np.int64) - first + 1
    edge, strip = run_of_item(count), ranges(first, count)
    left, right = np.minimum(start[:, 0], end[:, 0]), np.maximum(start[:, 0], end[:, 0]) + reach
    least = left.min()
    left, right = (left - least).take(edge), (right - least).take(edge)
    long = np.flatnonzero(((count > 1) & (start[:, 1] != end[:, 1])).take(edge))
    if len(long):
        part = edge.take(long)
        bottom = floor.take(part) + strip.take(long) * side.take(part)
        within = _within(
            start.take(part, axis=0), end.take(part, axis=0), bottom - reach, bottom + side.take(part)
        )
        left[long] = np.maximum(left[long], within[0] - least)
        right[long] = np.minimum(right[long], within[1] + reach - least)
    strip += base.take(group).take(edge)
    return strip, edge if by_group is None else by_group.take(edge), left, right


def _within(start: Integers, end: Integers, low: Floats, high: Floats) -> tuple[Integers, Integers]:
    """The least and greatest x of edges, none level, between two y, a grid unit wider."""
    step = (end - start).astype(np.float64)
    x = [start[:, 0] + step[:, 0] * np.clip((y - start[:, 1]) / step[:, 1], 0.0, 1.0) for y in (low, high)]
    return np.floor(np.minimum(*x)).astype(np.int64) - 1, np.ceil(np.maximum(*x)).astype(np.int64) + 1
