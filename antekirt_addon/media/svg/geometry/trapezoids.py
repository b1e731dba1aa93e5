# SPDX-License-Identifier: GPL-3.0-or-later
"""Regions cut into trapezoids by an upright line through each vertex, up and down to the next edges.

Each trapezoid has one vertex on its left side and one on its right. What leads from one to the other, and is
no edge, is a diagonal of the region, and none crosses another (Chazelle and Incerpi, 1984).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .vertical_visibility import Rays, first_met

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...arrays import Flags, Floats, Integers
    from .edge_set import Edges


@dataclass(frozen=True, slots=True)
class Trapezoids:
    """left, right: the vertices on either side.

    merges: no edge leaves the left vertex to the right. splits: none comes to the right one from the left.
    broken: for each group whether its edges cross, so that nothing of it can be relied on.
    """

    left: Integers
    right: Integers
    merges: Flags
    splits: Flags
    broken: Flags


@dataclass(frozen=True, slots=True)
class _Fan:
    """The edges on one side of each vertex, from the bottom to the top; the lowest and highest, or -1."""

    edge: Integers
    vertex: Integers
    lowest: Integers
    highest: Integers


def trapezoids(
    edges: Edges, start: Integers, end: Integers, filled: Flags, check: Callable[[], None]
) -> Trapezoids:
    """Of groups numbered from 0 on, of edges that touch at their ends only.

    edges: each from its lexicographically lesser end to the greater. start, end: the vertices there,
    numbered in lexicographic order within each group. filled: whether the region lies above each edge.
    """
    count = int(end.max()) + 1
    points = np.empty((count, 2), np.int64)
    points[start], points[end] = edges.start, edges.end
    group = np.empty(count, np.int64)
    group[start] = group[end] = edges.group
    ahead = (edges.end - edges.start).astype(np.float64)
    with np.errstate(divide="ignore"):
        slope = ahead[:, 1] / ahead[:, 0]
    coming, leaving = _fan(end, -slope, count), _fan(start, slope, count)

    nothing = coming.lowest < 0
    bottom = np.where(nothing, leaving.lowest, coming.lowest)
    top = np.where(nothing, leaving.highest, coming.highest)
    below, above = np.flatnonzero(~filled[bottom]), np.flatnonzero(filled[top])
    asked = np.concatenate((below, above))
    upward = np.arange(len(asked)) >= len(below)
    met = first_met(edges, Rays(points[asked], group[asked], upward), check)
    floor, ceiling = np.full(count, -1), np.full(count, -1)
    floor[below], ceiling[above] = met[: len(below)], met[len(below) :]

    broken = np.zeros(int(edges.group.max()) + 1, np.bool_)
    broken[group[asked[met < 0]]] = True
    return _paired(
        _gaps(leaving, filled, floor, ceiling), _gaps(coming, filled, floor, ceiling), group, broken
    )


def _fan(vertex: Integers, rank: Floats, count: int) -> _Fan:
    edge = np.lexsort((rank, vertex))
    at = vertex[edge]
    lowest, highest = np.full(count, -1), np.full(count, -1)
    new = np.diff(at, prepend=-1) != 0
    last = np.append(new[1:], True)
    lowest[at[new]], highest[at[last]] = edge[new], edge[last]
    return _Fan(edge, at, lowest, highest)


def _gaps(fan: _Fan, filled: Flags, floor: Integers, ceiling: Integers) -> Integers:
    """What of the region touches vertices on one side: (n, 4) of edge below, edge above, vertex, lone or not.

    lone: the vertex has no edge on that side.
    """
    pair = np.flatnonzero((fan.vertex[1:] == fan.vertex[:-1]) & filled[fan.edge[:-1]])
    lone = fan.lowest < 0
    low, high = np.flatnonzero((floor >= 0) & ~lone), np.flatnonzero((ceiling >= 0) & ~lone)
    both = np.flatnonzero((floor >= 0) & (ceiling >= 0) & lone)
    parts = [
        (fan.edge[pair], fan.edge[pair + 1], fan.vertex[pair], np.zeros_like(pair)),
        (floor[low], fan.lowest[low], low, np.zeros_like(low)),
        (fan.highest[high], ceiling[high], high, np.zeros_like(high)),
        (floor[both], ceiling[both], both, np.ones_like(both)),
    ]
    return np.concatenate([np.column_stack(part) for part in parts])


def _paired(begins: Integers, ends: Integers, group: Integers, broken: Flags) -> Trapezoids:
    """The beginning of each trapezoid with its end, which is the next between the same edges."""
    every = np.concatenate((begins, ends))
    is_end = np.arange(len(every)) >= len(begins)
    order = np.lexsort((is_end, every[:, 2], every[:, 1], every[:, 0]))
    every, is_end = every[order], is_end[order]
    pair = np.flatnonzero(~is_end[:-1] & is_end[1:] & (every[:-1, :2] == every[1:, :2]).all(axis=1))
    alone = np.ones(len(every), np.bool_)
    alone[pair] = alone[pair + 1] = False
    broken[group[every[alone, 2]]] = True
    left, right = every[pair], every[pair + 1]
    return Trapezoids(left[:, 2], right[:, 2], left[:, 3] == 1, right[:, 3] == 1, broken)
