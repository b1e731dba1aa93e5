# SPDX-License-Identifier: GPL-3.0-or-later
"""Edges that have a region on their left hand become loops around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

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


def edge_loops(edges: Edges, start: Integers, end: Integers) -> list[list[int]]:
    """The numbers of the edges of each loop; none passes the same point twice, loops may touch at points.

    start, end: the numbers of the points there, see vertices(). Edges do not cross. Two that run between the
    same points in opposite directions have the region on both sides.
    """
    follower = _followers(edges, start, end).tolist()
    shared = (np.bincount(start) > 1).tolist()
    return _loops(follower, start.tolist(), shared)


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
