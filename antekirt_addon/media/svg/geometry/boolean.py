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
from .candidate_pairs import Edges
from .ring_following import trace
from .winding_number import windings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .candidate_pairs import Budget
    from .ring_set import Integers, Rings

    Flags = NDArray[np.bool_]


def combine(subject: Rings, nonzero: Flags, clip: Rings, clipped: Flags, budget: Budget) -> Rings:
    """What each shape of subject fills, and what of it lies in the same shape's clip, as simple rings.

    nonzero: for each shape whether the nonzero rule fills it, else even-odd. clip fills by the even-odd rule;
    clipped: for each shape whether it counts. Raises TooComplex when the budget does not last.
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

    edges, weight = arrange(edges, weight, budget)
    left = windings(edges, weight, budget.check)
    inside = [_inside(side, edges.group, nonzero, clipped) for side in (left, left - weight)]
    border = inside[0] != inside[1]
    backwards = inside[1][border, None]
    start, end = edges.start[border], edges.end[border]
    walked = Edges(np.where(backwards, end, start), np.where(backwards, start, end), edges.group[border])
    return trace(walked)


def _inside(winding: Integers, group: Integers, nonzero: Flags, clipped: Flags) -> Flags:
    filled: Flags = np.where(nonzero[group], winding[:, 0] != 0, winding[:, 0] & 1 == 1)
    if winding.shape[1] == 2:
        filled &= (winding[:, 1] & 1 == 1) | ~clipped[group]
    return filled
