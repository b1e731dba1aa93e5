# SPDX-License-Identifier: GPL-3.0-or-later
"""The edges around regions become rings. Only boolean.py is to import this."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...arrays import cross, starts_of
from .edge_loops import edge_loops, vertices
from .ring_set import Rings

if TYPE_CHECKING:
    from ...arrays import Flags
    from .edge_set import Edges


def follow_rings(edges: Edges) -> Rings:
    """Simple rings, ordered by group, from edges that have the inside on their left and do not cross.

    Rings may touch at points that they both have; none passes the same point twice. Other points on straight
    lines are left out.
    """
    if not len(edges):
        return Rings(np.empty((0, 2), np.int64), np.zeros(1, np.int64), np.empty(0, np.int64))
    start, end = vertices(edges)
    loops = edge_loops(edges, start, end)
    index = np.array([edge for loop in loops for edge in loop])
    starts = starts_of([len(loop) for loop in loops])
    shared = (np.bincount(start) > 1)[start[index]]
    rings = _without_straight(Rings(edges.start[index], starts, edges.group[index[starts[:-1]]]), shared)
    order = np.argsort(rings.shape, kind="stable")
    return rings.select(order, rings.shape[order])


def _without_straight(rings: Rings, shared: Flags) -> Rings:
    """Only the points at which a ring turns or meets another one."""
    before = np.empty(len(rings.points), np.int64)
    following = rings.following()
    before[following] = np.arange(len(following))
    turns = cross(rings.points - rings.points[before], rings.points[following] - rings.points) != 0
    return rings.of_points(turns | shared)[0]
