# SPDX-License-Identifier: GPL-3.0-or-later
"""Simple polygons become triangles, in whole numbers: exact, however thin they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .edge_loops import edge_loops, vertices
from .edge_set import Edges, edges_of
from .trapezoids import trapezoids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...arrays import Integers
    from .ring_set import Rings


def triangles(rings: Rings, check: Callable[[], None]) -> Integers:
    """The triangles (m, 3) of rings by the numbers of their points, counterclockwise where y is up.

    Each ring is a shape of its own, numbered from 0 on, and counterclockwise too. Of one that crosses itself
    or passes a point twice there are none.
    All diagonals of its trapezoids cut it into pieces that go from left to right along one long edge, in
    which each corner that sticks out is an ear (Fournier and Montuno, 1984).
    """
    edges, turned = edges_of(rings).ascending()
    start, end = vertices(edges)
    found = trapezoids(edges, start, end, ~turned[:, 0], check)
    vertex = np.where(turned[:, 0], end, start)
    number = np.empty(int(end.max()) + 1, np.int64)
    number[vertex] = np.arange(len(vertex))
    follower = np.full(len(number), -1)
    follower[vertex] = vertex[rings.following()]
    broken = found.broken
    broken[edges.group[np.bincount(vertex)[vertex] > 1]] = True

    group = edges.group[number]
    inner = (follower[found.left] != found.right) & (follower[found.right] != found.left)
    inner &= ~broken[group[found.left]]
    one, other = found.left[inner], found.right[inner]
    around = np.flatnonzero(~broken[group])
    begins = np.concatenate((around, one, other))
    ends = np.concatenate((follower[around], other, one))
    if not len(begins):
        return np.empty((0, 3), np.int64)
    points = rings.points[number]
    loops = edge_loops(Edges(points[begins], points[ends], group[begins]), begins, ends)
    place, from_edge = list(map(tuple, points.tolist())), begins.tolist()
    corners = [ear for loop in loops for ear in _ears([from_edge[edge] for edge in loop], place)]
    return number[np.array(corners, np.int64).reshape(-1, 3)]


def _ears(loop: list[int], place: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """The triangles of a piece whose vertices, numbered from left to right, go along one edge of it."""
    least, most = loop.index(min(loop)), loop.index(max(loop))
    first = most if (least + 1) % len(loop) == most else least
    stack: list[int] = []
    for corner in loop[first:] + loop[:first]:
        while len(stack) > 1:
            (ax, ay), (bx, by), (cx, cy) = place[stack[-2]], place[stack[-1]], place[corner]
            if (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) <= 0:
                break
            yield stack[-2], stack.pop(), corner
        stack.append(corner)
