# SPDX-License-Identifier: GPL-3.0-or-later
"""Which outlines cross or overlap themselves; the curves of others can be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...arrays import cross
from .candidate_pairs import candidate_pairs
from .edge_set import edges_of
from .ray_casting import winding_left

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...arrays import Flags, Integers
    from .ring_set import Rings
    from .work_limit import WorkLimit

SAMPLES = 50_000  # pairs of edges


def self_intersecting(rings: Rings, shape_count: int, limit: WorkLimit) -> Flags:
    """For each shape whether its rings meet one another or themselves; may raise TooComplex."""
    following = rings.following()
    edges = edges_of(rings)
    shape = edges.group
    result = np.zeros(shape_count, np.bool_)
    ahead = edges.end - edges.start
    beside = ahead.take(following, axis=0)
    back = (cross(ahead, beside) == 0) & ((ahead * beside).sum(axis=1) < 0)
    result[shape[back]] = True
    for one, other in candidate_pairs(edges, limit):
        neighbours = (following.take(one) == other) | (following.take(other) == one)
        asked = ~(neighbours | result.take(shape.take(one)))
        i, j = one.compress(asked), other.compress(asked)
        (a, b), (c, d) = edges.ends(i), edges.ends(j)
        ahead, beside = b - a, d - c
        meet = (np.sign(cross(ahead, c - a)) * np.sign(cross(ahead, d - a)) <= 0) & (
            np.sign(cross(beside, a - c)) * np.sign(cross(beside, b - c)) <= 0
        )
        result[shape[i[meet]]] = True
    return result


def crossing_share(rings: Rings) -> float:
    """About how many of all pairs of edges cross, as a part of them."""
    edges = edges_of(rings)
    random = np.random.default_rng(0)
    one, other = random.integers(0, len(edges), (2, SAMPLES))
    (a, b), (c, d) = edges.ends(one), edges.ends(other)
    ahead, beside = b - a, d - c
    cross_one = np.sign(cross(ahead, c - a)) * np.sign(cross(ahead, d - a)) < 0
    cross_other = np.sign(cross(beside, a - c)) * np.sign(cross(beside, b - c)) < 0
    return float((cross_one & cross_other).mean())


def borders(rings: Rings, nonzero: Flags, check: Callable[[], None]) -> Flags:
    """Of rings that do not meet, which ones part inside from outside; nonzero: for each shape, else even-odd.

    A ring within another one with the same direction parts nothing under the nonzero rule.
    """
    result = np.ones(len(rings.shape), np.bool_)
    alone = np.bincount(rings.shape) == 1
    asked = np.flatnonzero(~alone[rings.shape] & nonzero[rings.shape])
    if not len(asked):
        return result
    wanted = np.zeros(len(alone), np.bool_)
    wanted[rings.shape[asked]] = True
    part = rings.select(np.flatnonzero(wanted[rings.shape]), rings.shape[wanted[rings.shape]])
    edges, turned = edges_of(part).ascending()
    weight: Integers = np.where(turned, -1, 1)
    left = winding_left(edges, weight, part.starts[:-1], check)
    right = left - weight[part.starts[:-1]]
    result[asked] = ((left != 0) != (right != 0))[:, 0]
    return result
