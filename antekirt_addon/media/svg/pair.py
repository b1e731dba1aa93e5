# SPDX-License-Identifier: GPL-3.0-or-later
"""Which edges lie near which: candidates for meeting, found by grids of cells, for many groups at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from .ring import Integers

# Pairs that are looked at together.
BATCH = 1_000_000


class TooComplex(Exception):
    """So many edges lie near each other that looking at their pairs would take too long."""


@dataclass(slots=True)
class Budget:
    """How many pairs of edges may still be looked at, and how many of them in one go.

    check: raises Stopped when the artist has had enough.
    """

    left: int
    at_once: int
    check: Callable[[], None]

    def spend(self, pairs: int) -> None:
        if pairs > min(self.left, self.at_once):
            raise TooComplex
        self.left -= pairs


@dataclass(frozen=True, slots=True)
class Edges:
    """Directed straight edges, start and end (n, 2) on the grid; only those of a group concern each other."""

    start: Integers
    end: Integers
    group: Integers

    def some(self, which: Integers | NDArray[np.bool_]) -> Edges:
        which = np.flatnonzero(which) if which.dtype == np.bool_ else which
        return Edges(self.start.take(which, axis=0), self.end.take(which, axis=0), self.group.take(which))

    def __len__(self) -> int:
        return len(self.group)


def near_pairs(edges: Edges, budget: Budget, reach: int = 0) -> Iterator[tuple[Integers, Integers]]:
    """Pairs i < j of one group whose bounding boxes come as near as reach, in batches.

    A pair may come more than once. Raises TooComplex when more pairs share cells than the budget allows.
    """
    if len(edges) < 2:
        return
    low, high = np.minimum(edges.start, edges.end), np.maximum(edges.start, edges.end) + reach
    least, greatest = (np.ascontiguousarray(corner.T) for corner in (low, high))
    key, edge = _cells(edges, low, high)
    width = max(int(len(edges) - 1).bit_length(), 1)
    packed = np.sort((key << width) | edge)
    key, edge = packed >> width, packed & ((1 << width) - 1)
    last = np.searchsorted(key, key, side="right")
    later = last - np.arange(len(key)) - 1
    done = np.cumsum(later)
    budget.spend(int(done[-1]))
    begin = 0
    while begin < len(key):
        budget.check()
        end = max(begin + 1, int(np.searchsorted(done, (done[begin - 1] if begin else 0) + BATCH)))
        count = later[begin:end]
        first = np.repeat(np.arange(begin, min(end, len(key))), count)
        nth = np.arange(len(first)) - np.repeat(np.cumsum(count) - count, count)
        i, j = edge.take(first), edge.take(first + 1 + nth)
        for axis in (0, 1):
            meet = (least[axis].take(i) <= greatest[axis].take(j)) & (
                least[axis].take(j) <= greatest[axis].take(i)
            )
            i, j = i.compress(meet), j.compress(meet)
        if len(i):
            yield i, j
        begin = end


def _cells(edges: Edges, low: Integers, high: Integers) -> tuple[Integers, Integers]:
    """The number of each cell that an edge passes through, and the edge; each group has its own grid."""
    group = np.unique(edges.group, return_inverse=True)[1]
    order = np.argsort(group, kind="stable")
    begins = np.searchsorted(group[order], np.arange(int(group.max()) + 1))
    group_low = np.minimum.reduceat(low.take(order, axis=0), begins)
    extent = (np.maximum.reduceat(high.take(order, axis=0), begins) - group_low).astype(np.float64)
    number = np.bincount(group)
    longer = extent.max(axis=1)
    mean = np.add.reduceat((high - low).max(axis=1)[order], begins) / number
    # Cells are numbered, not stored: of the square of the edges' number few are ever used.
    side = np.maximum.reduce((2 * mean, longer / np.minimum(number, 1 << 19), np.ones(len(number))))
    columns = (extent[:, 0] // side).astype(np.int64) + 1
    cells = columns * ((extent[:, 1] // side).astype(np.int64) + 1)
    base = np.cumsum(cells) - cells

    origin, cell = group_low.take(group, axis=0), side.take(group)
    first_row = ((low[:, 1] - origin[:, 1]) // cell).astype(np.int64)
    rows = ((high[:, 1] - origin[:, 1]) // cell).astype(np.int64) - first_row + 1
    edge = np.repeat(np.arange(len(edges)), rows)
    row = first_row[edge] + np.arange(len(edge)) - (np.cumsum(rows) - rows)[edge]
    left, right = low[edge, 0].astype(np.float64), high[edge, 0].astype(np.float64)
    long = np.flatnonzero((rows > 1)[edge] & (edges.start[:, 1] != edges.end[:, 1])[edge])
    if len(long):
        floor = origin[edge[long], 1] + row[long] * cell[edge[long]]
        least, greatest = _within_row(edges, edge[long], floor, floor + cell[edge[long]])
        left[long], right[long] = np.maximum(left[long], least), np.minimum(right[long], greatest)
    first_column = ((left - origin[edge, 0]) // cell[edge]).astype(np.int64)
    width = ((right - origin[edge, 0]) // cell[edge]).astype(np.int64) - first_column + 1
    entry = np.repeat(np.arange(len(edge)), width)
    column = first_column[entry] + np.arange(len(entry)) - (np.cumsum(width) - width)[entry]
    of_group = group[edge[entry]]
    return base[of_group] + row[entry] * columns[of_group] + column, edge[entry]


def _within_row(
    edges: Edges, edge: Integers, low: NDArray[np.float64], high: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The least and greatest x of edges, none level, between two y, a grid unit wider."""
    start = edges.start.take(edge, axis=0)
    step = (edges.end.take(edge, axis=0) - start).astype(np.float64)
    x = [start[:, 0] + step[:, 0] * np.clip((y - start[:, 1]) / step[:, 1], 0.0, 1.0) for y in (low, high)]
    return np.minimum(*x) - 1, np.maximum(*x) + 1


def cross(a: Integers, b: Integers) -> Integers:
    """The cross product of each two rows."""
    product: Integers = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    return product
