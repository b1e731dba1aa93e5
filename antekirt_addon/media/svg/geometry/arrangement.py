# SPDX-License-Identifier: GPL-3.0-or-later
"""Edges are cut wherever they meet, until they touch at their ends only.

Only boolean.py is to import this. All coordinates are whole numbers and all tests exact. A crossing is
rounded to the grid, which may move edges by half a unit and make them meet others, therefore cutting is
repeated until nothing is left to cut. Cutting keeps every chain of edges connected, so that the winding
numbers of what the edges enclose stay sound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...arrays import cross, norms
from .candidate_pairs import candidate_pairs
from .edge_set import Edges, join_edges
from .work_limit import TooComplex

if TYPE_CHECKING:
    from ...arrays import Flags, Integers
    from .work_limit import WorkLimit

# After this many rounds the rest stays as it is; two or three are usual.
MOST_ROUNDS = 20
# What a cut costs in all that follows, in pairs of edges looked at.
PAIRS_FOR_A_CUT = 8
# An edge snaps to the points that it passes as near as this, in grid units. Else edges that lie nearly upon
# each other would be cut again and again, as each rounding moves them by as much as their distance.
SNAP = 0.75


def arrange(edges: Edges, weight: Integers, limit: WorkLimit) -> tuple[Edges, Integers]:
    """Edges that touch at their ends only, each from its lexicographically lesser end to the greater.

    weight: (n, k) for k kinds of rings; edges with the same ends become one with their weights added up.
    Raises TooComplex where the limit does not allow for it.
    """
    edges, weight = _unite(edges, weight)
    done: list[tuple[Edges, Integers]] = []
    for _ in range(MOST_ROUNDS):
        limit.check()
        edge, point = _cuts(edges, limit)
        limit.take(PAIRS_FOR_A_CUT * len(edge))
        # A group without a cut is done.
        open_groups = np.zeros(int(edges.group.max(initial=0)) + 1, np.bool_)
        open_groups[edges.group[edge]] = True
        still = open_groups[edges.group]
        done.append((edges.some(~still), weight[~still]))
        if not len(edge):
            break
        number = np.cumsum(still) - 1
        edges, weight = _unite(*_cut(edges.some(still), weight[still], number[edge], point))
    else:
        raise TooComplex
    return join_edges([part for part, _ in done]), np.concatenate([part for _, part in done])


def _unite(edges: Edges, weight: Integers) -> tuple[Edges, Integers]:
    """Edges in lexicographic direction, equal ones as one; those of no length or no weight are left out."""
    edges, turned = edges.ascending()
    start, end = edges.start, edges.end
    weight = np.where(turned, -weight, weight)
    order = np.lexsort((end[:, 1], end[:, 0], start[:, 1], start[:, 0], edges.group))
    order = order[(start != end).any(axis=1)[order]]
    start, end, group, weight = start[order], end[order], edges.group[order], weight[order]
    if not len(order):
        return Edges(start, end, group), weight
    new = np.ones(len(order), np.bool_)
    new[1:] = (
        (start[1:] != start[:-1]).any(axis=1) | (end[1:] != end[:-1]).any(axis=1) | (group[1:] != group[:-1])
    )
    first = np.flatnonzero(new)
    total = np.add.reduceat(weight, first, axis=0, dtype=weight.dtype)
    counts = total.any(axis=1)
    first = first[counts]
    return Edges(start[first], end[first], group[first]), total[counts]


def _cuts(edges: Edges, limit: WorkLimit) -> tuple[Integers, Integers]:
    """Edges and the points, not their ends, at which others meet them."""
    which: list[Integers] = [np.empty(0, np.int64)]
    where: list[Integers] = [np.empty((0, 2), np.int64)]
    for i, j in candidate_pairs(edges, limit, reach=1):
        (a, b), (c, d) = edges.ends(i), edges.ends(j)
        side = [cross(b - a, c - a), cross(b - a, d - a), cross(d - c, a - c), cross(d - c, b - c)]
        snapped = np.zeros(len(i), np.bool_)
        for edge, p, q, point, off in (
            (i, a, b, c, side[0]),
            (i, a, b, d, side[1]),
            (j, c, d, a, side[2]),
            (j, c, d, b, side[3]),
        ):
            passes = _passes(p, q, point, off)
            snapped |= passes
            within = np.flatnonzero(passes)
            which.append(edge[within])
            where.append(point[within])
        sign = [np.sign(s) for s in side]
        through = (sign[0] * sign[1] < 0) & (sign[2] * sign[3] < 0) & ~snapped
        if through.any():
            a, b = a[through], b[through]
            part = side[2][through] / (side[2][through].astype(np.float64) - side[3][through])
            point = a + np.rint((b - a) * part[:, None]).astype(np.int64)
            which += [i[through], j[through]]
            where += [point, point]
    edge, point = np.concatenate(which), np.concatenate(where)
    inner = (point != edges.start[edge]).any(axis=1) & (point != edges.end[edge]).any(axis=1)
    return edge[inner], point[inner]


def _passes(p: Integers, q: Integers, point: Integers, off: Integers) -> Flags:
    """Whether the edge from p to q goes through the point, or so near that it must snap to it.

    off: the cross product of q - p and point - p.
    """
    ahead = q - p
    near = np.abs(off) <= SNAP * norms(ahead)
    passes: Flags = near & (((point - p) * (q - point)).sum(axis=1) > 0)
    return passes


def _cut(edges: Edges, weight: Integers, edge: Integers, point: Integers) -> tuple[Edges, Integers]:
    """Each edge as a chain through its points, in the order along it."""
    along = ((point - edges.start[edge]) * (edges.end[edge] - edges.start[edge])).sum(axis=1)
    order = np.lexsort((point[:, 1], point[:, 0], along, edge))
    edge, point = edge[order], point[order]
    every = np.arange(len(edges))
    count = np.bincount(edge, minlength=len(edges))
    slot = np.arange(len(edge)) + edge + 1
    start = np.empty((len(edge) + len(edges), 2), np.int64)
    start[np.cumsum(count) - count + every] = edges.start
    start[slot] = point
    end = np.empty_like(start)
    end[np.cumsum(count) + every] = edges.end
    end[slot - 1] = point
    owner = np.repeat(every, count + 1)
    return Edges(start, end, edges.group[owner]), weight[owner]
