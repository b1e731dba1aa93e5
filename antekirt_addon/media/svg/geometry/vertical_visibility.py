# SPDX-License-Identifier: GPL-3.0-or-later
"""The edge that is seen first, straight up or down from a point, for many points of many shapes at once.

Each shape's plane is cut into cells about as large as its edges. A ray goes through the cells of its column
that hold any edge, until it meets one. Points of one x lie in the order of y, as if the plane leaned a
little: an upright edge is met by no ray, and of two edges that meet the ray at a vertex the steeper one is
the nearer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...arrays import batches, ranges, run_of_item

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...arrays import Flags, Floats, Integers
    from .edge_set import Edges

# Edges that are compared together.
BATCH = 1_000_000


@dataclass(frozen=True, slots=True)
class Rays:
    """points: where they start, (n, 2). group: the shape that each is to meet. upward: else downward.

    slope: for rays that start an instant to the right of their points, on an edge of this slope, which may
    also meet edges that start at the point; None for those that meet no edge that ends there.
    """

    points: Integers
    group: Integers
    upward: Flags
    slope: Floats | None = None


def first_met(edges: Edges, rays: Rays, check: Callable[[], None]) -> Integers:
    """The number of the edge that each ray meets first, -1 where there is none.

    edges: each from its lexicographically lesser end to the greater; those of a group do not cross.
    """
    result = np.full(len(rays.group), -1)
    candidates = np.flatnonzero(edges.start[:, 0] != edges.end[:, 0])
    if not len(candidates) or not len(result):
        return result
    grid = _Grid(edges.some(candidates))
    ray, cell, last, step = grid.enter(rays)
    while len(ray):
        check()
        found: list[Integers] = []
        count = grid.starts[cell + 1] - grid.starts[cell]
        for begin, end in batches(np.cumsum(count), BATCH):
            part = slice(begin, end)
            who, edge = grid.met(rays, ray[part], cell[part])
            result[who] = candidates[edge]
            found.append(who)
        going = cell != last
        going[np.searchsorted(ray, np.concatenate(found))] = False
        ray, last, step = ray[going], last[going], step[going]
        cell = cell[going] + step
    return result


class _Grid:
    """The cells that hold edges, column by column: cell i those numbered edge[starts[i]:starts[i + 1]]."""

    def __init__(self, edges: Edges) -> None:
        self.edges = edges
        self.ahead = edges.end - edges.start
        self.slope = self.ahead[:, 1] / self.ahead[:, 0]
        self.names, group = np.unique(edges.group, return_inverse=True)
        self._measure(group)
        owner, column, least, most = self._columns(group)
        rows = most - least + 1
        number = np.repeat(self.key(group[owner], column, least), rows) + ranges(0, rows)
        by_cell = np.argsort(number, kind="stable")
        self.edge = np.repeat(owner, rows)[by_cell]
        number = number[by_cell]
        first = np.flatnonzero(np.diff(number, prepend=-1))
        self.cells = number[first]
        self.starts = np.append(first, len(number))

    def _measure(self, group: Integers) -> None:
        """For each group where its grid begins, how large the cells are, and how many."""
        order = np.argsort(group, kind="stable")
        begins = np.searchsorted(group[order], np.arange(len(self.names)))
        low, high = np.minimum(self.edges.start, self.edges.end), np.maximum(self.edges.start, self.edges.end)
        number = np.bincount(group)[:, None]
        self.origin = np.minimum.reduceat(low[order], begins)
        extent = np.maximum.reduceat(high[order], begins) - self.origin
        mean = np.add.reduceat((high - low)[order], begins) / number
        self.size = np.maximum(np.maximum(extent / number, mean), 1.0)
        self.count = (extent / self.size).astype(np.int64) + 1
        cells = self.count.prod(axis=1)
        self.base = np.cumsum(cells) - cells

    def _columns(self, group: Integers) -> tuple[Integers, Integers, Integers, Integers]:
        """An edge, a column that it passes through, and its first and last row there."""
        (left, bottom), (width, height) = self.origin[group].T, self.size[group].T
        x = self.edges.start[:, 0]
        first = ((x - left) / width).astype(np.int64)
        count = ((x + self.ahead[:, 0] - left) / width).astype(np.int64) - first + 1
        edge, column = run_of_item(count), ranges(first, count)
        left, width, x, length = left[edge], width[edge], x[edge], self.ahead[edge, 0]
        begin = np.clip(left + column * width - x, 0, length)
        end = np.clip(left + (column + 1) * width - x, 0, length)
        y = self.edges.start[edge, 1] - bottom[edge]
        ends = y + begin * self.slope[edge], y + end * self.slope[edge]
        rows = self.count[group[edge], 1] - 1
        # A unit more on both sides, so that rounding leaves no cell out.
        least = np.clip((np.minimum(*ends) - 1) / height[edge], 0, rows).astype(np.int64)
        most = np.clip((np.maximum(*ends) + 1) / height[edge], 0, rows).astype(np.int64)
        return edge, column, least, most

    def key(self, group: Integers, column: Integers, row: Integers | int) -> Integers:
        """The number of a cell among those of all groups."""
        number: Integers = self.base[group] + column * self.count[group, 1] + row
        return number

    def enter(self, rays: Rays) -> tuple[Integers, Integers, Integers, Integers]:
        """The rays that reach a cell, the first and the last one that each reaches, and the step between."""
        group = np.minimum(np.searchsorted(self.names, rays.group), len(self.names) - 1)
        place = ((rays.points - self.origin[group]) / self.size[group]).astype(np.int64)
        inside = (self.names[group] == rays.group) & (place >= 0).all(axis=1)
        inside &= (place < self.count[group]).all(axis=1)
        ray = np.flatnonzero(inside)
        group, place, upward = group[ray], place[ray], rays.upward[ray]
        begin, rows = self.key(group, place[:, 0], 0), self.count[group, 1]
        at = np.searchsorted(self.cells, begin + place[:, 1] + ~upward) - ~upward
        last = np.searchsorted(self.cells, np.where(upward, begin + rows, begin)) - upward
        step = np.where(upward, 1, -1)
        some = (last - at) * step >= 0
        return ray[some], at[some], last[some], step[some]

    def met(self, rays: Rays, ray: Integers, cell: Integers) -> tuple[Integers, Integers]:
        """Of some rays, each in a cell, those that meet edges in it, and the first edge that each meets."""
        count = self.starts[cell + 1] - self.starts[cell]
        who = run_of_item(count)
        edge = self.edge[ranges(self.starts[cell], count)]
        point = rays.points[ray[who]]
        start, end = self.edges.ends(edge)
        passed = _before(start, point) & _before(point, end)
        if rays.slope is not None:
            passed |= (start == point).all(axis=1)
        who, edge, point, start = who[passed], edge[passed], point[passed], start[passed]

        run, rise = self.ahead[edge].T
        whole, rest = np.divmod(rise * (point[:, 0] - start[:, 0]), run)
        y, part, steep = start[:, 1] + whole, rest / run, self.slope[edge]
        upward = rays.upward[ray[who]]
        level = (y == point[:, 1]) & (part == 0)
        beyond = np.where(upward, (y >= point[:, 1]) & ~level, y < point[:, 1])
        if rays.slope is not None:
            own = rays.slope[ray[who]]
            beyond |= level & np.where(upward, steep > own, steep < own)
        group = np.searchsorted(self.names, rays.group[ray[who]])
        bottom, height = self.origin[group, 1], self.size[group, 1]
        row = np.clip((y - bottom + part) / height, 0, self.count[group, 1] - 1).astype(np.int64)
        column = ((point[:, 0] - self.origin[group, 0]) / self.size[group, 0]).astype(np.int64)
        seen = np.flatnonzero(beyond & (self.key(group, column, row) == self.cells[cell[who]]))
        who, edge, upward = who[seen], edge[seen], upward[seen]
        sign = np.where(upward, 1, -1)
        order = np.lexsort((-steep[seen], sign * part[seen], sign * y[seen], who))
        who, edge = who[order], edge[order]
        nearest = np.diff(who, prepend=-1) != 0
        return ray[who[nearest]], edge[nearest]


def _before(one: Integers, other: Integers) -> Flags:
    """Whether points come before others, in the order of x, then of y."""
    before: Flags = (one[:, 0] < other[:, 0]) | ((one[:, 0] == other[:, 0]) & (one[:, 1] < other[:, 1]))
    return before
