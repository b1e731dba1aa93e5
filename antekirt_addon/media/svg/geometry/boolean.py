# SPDX-License-Identifier: GPL-3.0-or-later
"""Booleans of regions, by winding numbers: the one seam to the engine, which could be another one.

arrangement      all edges, cut where they meet
winding_number   the winding numbers on both sides of each
here             the edges that have the inside on one side only; or all, and what lies on their sides
ring_following   the rings that these make

Nothing but this module may import those three. What they stand on is free to all: rings (ring_set), edges
(edge_set), a limit to the work (work_limit), which edges lie near which (candidate_pairs) and what lies below
an edge (ray_casting).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .arrangement import arrange
from .edge_set import Edges, edges_of, join_edges
from .ring_following import follow_rings
from .winding_number import winding_numbers

if TYPE_CHECKING:
    from ...arrays import Flags, Integers
    from .ring_set import Rings
    from .work_limit import WorkLimit


@dataclass(frozen=True, slots=True)
class Overlay:
    """Edges that part the plane, and for each which parts of its group fill the left and the right of it."""

    edges: Edges
    left: Flags
    right: Flags


def combine(subject: Rings, nonzero: Flags, clip: Rings, clipped: Flags, limit: WorkLimit) -> Rings:
    """What each shape of subject fills, or what of that lies in the same shape's clip, as simple rings.

    nonzero: for each shape whether the nonzero rule fills it, else even-odd. clip fills by the even-odd rule;
    clipped: for each shape whether it counts. The result, ordered by shape, fills by either rule: its rings
    neither cross nor overlap, they may touch at points. Raises TooComplex where the limit does not
    allow for it.
    """
    edges = join_edges([edges_of(subject), edges_of(clip)])
    kinds = 2 if len(clip.points) else 1
    weight = np.zeros((len(edges), kinds), np.int64)
    weight[: len(subject.points), 0] = 1
    weight[len(subject.points) :, kinds - 1] = 1

    edges, weight = arrange(edges, weight, limit)
    left = winding_numbers(edges, weight, limit.check)
    inside = [_inside(side, edges.group, nonzero, clipped) for side in (left, left - weight)]
    border = inside[0] != inside[1]
    return follow_rings(edges.some(border).turned(inside[1][border, None]))


def _inside(winding: Integers, group: Integers, nonzero: Flags, clipped: Flags) -> Flags:
    """Whether points with these winding numbers, in these shapes, belong to the result."""
    filled: Flags = np.where(nonzero[group], winding[:, 0] != 0, winding[:, 0] & 1 == 1)
    if winding.shape[1] == 2:
        filled &= (winding[:, 1] & 1 == 1) | ~clipped[group]
    return filled


def overlay(rings: Rings, part: Integers, nonzero: Flags, limit: WorkLimit) -> Overlay:
    """How the parts of each group lie over each other.

    rings: their shapes are the groups; part: for each ring which part of its group it belongs to. nonzero:
    for each group and each part (g, p) whether that rule fills it, else even-odd. Raises TooComplex where the
    limit does not allow for it.
    """
    edges = edges_of(rings)
    weight = np.zeros((len(edges), nonzero.shape[1]), _type_of_windings(edges))
    weight[np.arange(len(edges)), part[rings.ring_of_point()]] = 1
    edges, weight = arrange(edges, weight, limit)
    left = winding_numbers(edges, weight, limit.check)
    rule = nonzero.take(edges.group, axis=0)
    left, right = (np.where(rule, side != 0, side & 1 == 1) for side in (left, left - weight))
    return Overlay(edges, left, right)


def _type_of_windings(edges: Edges) -> np.dtype[np.signedinteger]:
    """The smallest numbers that hold all winding numbers of a group, as moving them takes the time."""
    return np.min_scalar_type(-int(np.bincount(edges.group).max(initial=1)))


def regions(edges: Edges, left: Integers, right: Integers) -> Rings:
    """The rings around all that has one number on it, by that number; -1 is nothing.

    left, right: what has each edge on that side. They neither cross nor overlap, and may touch at points.
    """
    inside = [np.flatnonzero((side >= 0) & (left != right)) for side in (left, right)]
    part = [Edges(*edges.ends(n), side.take(n)) for n, side in zip(inside, (left, right), strict=True)]
    turned = part[1].turned(np.ones((len(part[1]), 1), np.bool_))
    return follow_rings(join_edges([part[0], turned]))
