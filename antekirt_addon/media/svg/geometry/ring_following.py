# SPDX-License-Identifier: GPL-3.0-or-later
"""The edges around regions become rings. Only boolean.py is to import this."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...arrays import cross, starts_of
from .ring_set import Rings

if TYPE_CHECKING:
    from ...arrays import Integers
    from .edge_set import Edges


def vertices(edges: Edges) -> Integers:
    """A number for each point where edges of a group end: (2, n), of starts and of ends."""
    points = np.concatenate((edges.start, edges.end))
    group = np.concatenate((edges.group, edges.group))
    order = np.lexsort((points[:, 1], points[:, 0], group))
    points, group = points[order], group[order]
    new = np.zeros(len(order), np.int64)
    new[1:] = (points[1:] != points[:-1]).any(axis=1) | (group[1:] != group[:-1])
    number = np.empty(len(order), np.int64)
    number[order] = np.cumsum(new)
    return number.reshape(2, -1)


def follow_rings(edges: Edges) -> Rings:
    """Simple rings, ordered by group, from edges that have the inside on their left and do not cross.

    Rings may touch at points; none passes the same point twice. Points on straight lines are left out.
    """
    if not len(edges):
        return Rings(np.empty((0, 2), np.int64), np.zeros(1, np.int64), np.empty(0, np.int64))
    start, end = vertices(edges)
    follower = _followers(edges, start, end).tolist()
    shared = (np.bincount(start) > 1).tolist()
    loops = _loops(follower, start.tolist(), shared)
    index = np.array([edge for loop in loops for edge in loop])
    starts = starts_of([len(loop) for loop in loops])
    rings = _without_straight(Rings(edges.start[index], starts, edges.group[index[starts[:-1]]]))
    order = np.argsort(rings.shape, kind="stable")
    return rings.select(order, rings.shape[order])


def _followers(edges: Edges, start: Integers, end: Integers) -> Integers:
    """For each edge the next one around the inside.

    Around a point, edges that come and that leave take turns. Clockwise from one that comes lies the inside,
    and then the edge that leaves.
    """
    leaving = np.argsort(start, kind="stable")
    first = np.searchsorted(start[leaving], np.arange(int(start.max()) + 1))
    follower = leaving[first[end]]
    shared = np.bincount(start) > 1
    coming, going = np.flatnonzero(shared[end]), np.flatnonzero(shared[start])
    if len(coming):
        away = np.concatenate(
            (edges.start[coming] - edges.end[coming], edges.end[going] - edges.start[going])
        )
        angle = np.arctan2(away[:, 1], away[:, 0])
        point = np.concatenate((end[coming], start[going]))
        order = np.lexsort((angle, point))
        at = point[order]
        new = np.flatnonzero(np.concatenate(([True], at[1:] != at[:-1])))
        clockwise = np.arange(len(order)) - 1
        clockwise[new] = np.concatenate((new[1:], [len(order)])) - 1
        comes = order < len(coming)
        partner = order[clockwise[comes]] - len(coming)
        follower[coming[order[comes]]] = going[partner]
    return follower


def _loops(follower: list[int], start: list[int], shared: list[bool]) -> list[list[int]]:
    """The edges of each ring; a way that comes back to a point is split there."""
    loops: list[list[int]] = []
    unseen = [True] * len(follower)
    for first in range(len(follower)):
        if not unseen[first]:
            continue
        way: list[int] = []
        passed: dict[int, int] = {}
        edge = first
        while unseen[edge]:
            unseen[edge] = False
            point = start[edge]
            if shared[point]:
                if point in passed:
                    begin = passed[point]
                    loops.append(way[begin:])
                    for other in way[begin + 1 :]:
                        passed.pop(start[other], None)
                    del way[begin:]
                passed[point] = len(way)
            way.append(edge)
            edge = follower[edge]
        loops.append(way)
    return loops


def _without_straight(rings: Rings) -> Rings:
    """Only the points at which a ring turns."""
    before = np.empty(len(rings.points), np.int64)
    following = rings.following()
    before[following] = np.arange(len(following))
    turns = cross(rings.points - rings.points[before], rings.points[following] - rings.points) != 0
    return rings.of_points(turns)[0]
