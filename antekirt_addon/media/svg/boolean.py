# SPDX-License-Identifier: GPL-3.0-or-later
"""Regions by winding numbers: what a rule fills, cut to a clip, as simple rings for the even-odd rule.

arrangement   cut all edges where they meet
winding       the winding numbers on both sides of each
here          keep the edges with the inside on one side only
trace         follow them around
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .arrangement import arrange
from .pairs import Edges
from .trace import trace, vertices
from .winding import winding_left

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from .ring import Integers, Rings

    Flags = NDArray[np.bool_]


def combine(
    subject: Rings, nonzero: Flags, clip: Rings, clipped: Flags, most: int, check: Callable[[], None]
) -> Rings:
    """What each shape of subject fills, and what of it lies in the same shape's clip, as simple rings.

    nonzero: for each shape whether the nonzero rule fills it, else even-odd. clip fills by the even-odd rule;
    clipped: for each shape whether it counts. most: pairs of edges to look at before TooComplex is raised.
    """
    parts = [(subject, 0), (clip, 1)]
    edges = Edges(
        np.concatenate([rings.points for rings, _ in parts]),
        np.concatenate([rings.points[rings.following()] for rings, _ in parts]),
        np.concatenate([rings.shape[rings.ring_of_point()] for rings, _ in parts]),
    )
    kinds = 2 if len(clip.points) else 1
    weight = np.zeros((len(edges), kinds), np.int64)
    weight[: len(subject.points), 0] = 1
    weight[len(subject.points) :, kinds - 1] = 1

    edges, weight = arrange(edges, weight, most, check)
    left = _winding(edges, weight, check)
    inside = [_inside(side, edges.group, nonzero, clipped) for side in (left, left - weight)]
    border = inside[0] != inside[1]
    backwards = inside[1][border, None]
    start, end = edges.start[border], edges.end[border]
    walked = Edges(np.where(backwards, end, start), np.where(backwards, start, end), edges.group[border])
    return trace(walked)


def _winding(edges: Edges, weight: Integers, check: Callable[[], None]) -> Integers:
    """The winding numbers on the left of each edge: asked once for each chain of edges without a branch.

    Along a chain the weights are the same, with the other sign where an edge runs against the chain.
    """
    chain = _chains(edges)
    asked = np.flatnonzero(chain == np.arange(len(chain)))
    number = np.empty(len(chain), np.int64)
    number[asked] = np.arange(len(asked))
    left = winding_left(edges, weight, asked, check)[number[chain]]
    turned = (weight != weight[chain]).any(axis=1)[:, None]
    result: Integers = np.where(turned, left - weight[chain], left)
    return result


def _chains(edges: Edges) -> Integers:
    """For each edge the number of one edge of its chain: edges are joined where just two meet."""
    corner = vertices(edges)
    ends = corner.ravel()
    order = np.argsort(ends, kind="stable")
    two = np.flatnonzero(np.bincount(ends) == 2)
    first = np.searchsorted(ends[order], two)
    # ends holds all starts, then all ends.
    one, other = order[first] % len(edges), order[first + 1] % len(edges)
    chain = np.arange(len(edges))
    while len(one):
        a, b = chain[one], chain[other]
        apart = a != b
        if not apart.any():
            break
        one, other, a, b = one[apart], other[apart], a[apart], b[apart]
        chain[np.maximum(a, b)] = np.minimum(a, b)
        while (chain[chain] != chain).any():
            chain = chain[chain]
    return chain


def _inside(winding: Integers, group: Integers, nonzero: Flags, clipped: Flags) -> Flags:
    filled = np.where(nonzero[group], winding[:, 0] != 0, winding[:, 0] & 1 == 1)
    if winding.shape[1] == 2:
        filled &= (winding[:, 1] & 1 == 1) | ~clipped[group]
    return filled
