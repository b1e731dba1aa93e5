# SPDX-License-Identifier: GPL-3.0-or-later
"""Regions with holes become simple polygons, which neither need slits nor pass a point twice.

Two diagonals lead from each hole, from its leftmost point to the left and from its rightmost one to the
right. So no hole hangs on a single point or diagonal, and what lies between is simple.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...arrays import ranges, starts_of
from ..shape import Polygons
from .edge_loops import edge_loops, vertices
from .edge_set import Edges, edges_of
from .ring_nesting import holes
from .ring_set import Rings, areas
from .trapezoids import trapezoids

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ...arrays import Flags, Integers


def partition(rings: Rings, check: Callable[[], None]) -> Polygons:
    """What rings fill by the even-odd rule, as simple polygons on the grid, in the order of the shapes.

    Rings of a shape do not cross, they may touch at points that they both have. Of a shape whose rings do
    cross each ring is a polygon. Polygons are counterclockwise where y is up.
    """
    rings = _of_some_area(rings)
    hole = holes(rings, check)
    holed = np.zeros(int(rings.shape.max(initial=-1)) + 1, np.bool_)
    holed[rings.shape[hole]] = True
    among = holed[rings.shape]
    plain = _whole(rings.select(np.flatnonzero(~among), rings.shape[~among]))
    if not among.any():
        return plain
    part = rings.select(np.flatnonzero(among), rings.shape[among])
    cut, broken = _cut(part, hole[among], check)
    crossing = np.isin(part.shape, broken)
    rest = _whole(part.select(np.flatnonzero(crossing), part.shape[crossing]))
    return join_polygons([plain, cut, rest])


def _of_some_area(rings: Rings) -> Rings:
    some = areas(rings) != 0
    return rings if some.all() else rings.select(np.flatnonzero(some), rings.shape[some])


def _whole(rings: Rings) -> Polygons:
    """Each ring as a polygon."""
    corners = np.arange(len(rings.points))
    turned = (areas(rings) < 0)[rings.ring_of_point()]
    ring = rings.ring_of_point()
    corners[turned] = (rings.starts[ring] + rings.starts[ring + 1] - 1 - corners)[turned]
    return Polygons(rings.points.astype(np.float64), corners, rings.starts, rings.shape)


def _cut(rings: Rings, hole: Flags, check: Callable[[], None]) -> tuple[Polygons, Integers]:
    """The polygons of shapes with holes, and the shapes that were left out as their rings cross."""
    names, group = np.unique(rings.shape, return_inverse=True)
    edges, turned = edges_of(Rings(rings.points, rings.starts, group)).ascending()
    start, end = vertices(edges)
    inward = ((areas(rings) > 0) != hole)[rings.ring_of_point()]
    found = trapezoids(edges, start, end, inward != turned[:, 0], check)

    count = int(end.max()) + 1
    points, owner = np.empty((count, 2), np.int64), np.empty(count, np.int64)
    first, last = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    vertex = np.where(turned[:, 0], end, start)
    points[vertex], owner[vertex] = rings.points, edges.group
    first[np.minimum.reduceat(vertex, rings.starts[:-1])] = True
    last[np.maximum.reduceat(vertex, rings.starts[:-1])] = True
    chosen = (found.splits & first[found.right]) | (found.merges & last[found.left])
    chosen &= ~found.broken[owner[found.left]]
    one, other = found.left[chosen], found.right[chosen]

    sound = ~found.broken[edges.group]
    back = inward == turned[:, 0]
    begins = np.concatenate((np.where(back, end, start)[sound], one, other))
    ends = np.concatenate((np.where(back, start, end)[sound], other, one))
    if not len(begins):
        return Polygons(points.astype(np.float64), begins, np.zeros(1, np.int64), begins), names[found.broken]
    loops = edge_loops(Edges(points[begins], points[ends], owner[begins]), begins, ends)
    corners = begins[np.array([edge for loop in loops for edge in loop], np.int64)]
    starts = starts_of([len(loop) for loop in loops])
    shape = names[owner[corners[starts[:-1]]]]
    return Polygons(points.astype(np.float64), corners, starts, shape), names[found.broken]


def join_polygons(parts: Sequence[Polygons]) -> Polygons:
    """All polygons, ordered by shape."""
    shape = np.concatenate([part.shape for part in parts])
    order = np.argsort(shape, kind="stable")
    counts = np.concatenate([np.diff(part.starts) for part in parts])
    before = starts_of([len(part.points) for part in parts]).tolist()
    corners = np.concatenate([part.corners + first for part, first in zip(parts, before, strict=False)])
    index = ranges(starts_of(counts)[:-1][order], counts[order])
    points = np.concatenate([part.points for part in parts])
    return Polygons(points, corners[index], starts_of(counts[order]), shape[order])
