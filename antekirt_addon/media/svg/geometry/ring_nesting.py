# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of many rings are holes: those that lie within an odd number of others of their shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .edge_set import edges_of
from .ring_set import areas
from .vertical_visibility import Rays, first_met

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...arrays import Flags, Integers
    from .ring_set import Rings


def holes(rings: Rings, check: Callable[[], None]) -> Flags:
    """For each ring whether it is one; rings of a shape do not cross, they may touch at points.

    From the leftmost point of each ring, just below it, a ray goes down. The ring that it meets first, and
    the side on which it does, tell how often the ring is surrounded, once that is known of the other.
    """
    count = len(rings.shape)
    result = np.zeros(count, np.bool_)
    several = np.flatnonzero((np.bincount(rings.shape) > 1)[rings.shape])
    if not len(several):
        return result
    part = rings.select(several, rings.shape[several])
    edges, turned = edges_of(part).ascending()
    lowest = _lowest_edges(part)
    met = first_met(
        edges,
        Rays(
            edges.start[lowest],
            part.shape,
            np.zeros(len(lowest), np.bool_),
            (edges.end - edges.start)[lowest, 1] / (edges.end - edges.start)[lowest, 0],
        ),
        check,
    )
    free = met < 0
    outer = np.where(free, np.arange(len(several)), part.ring_of_point()[met])
    odd = ((areas(part)[outer] > 0) != turned[met, 0]) & ~free
    while True:
        further = outer[outer]
        if (further == outer).all():
            break
        odd ^= odd[outer]
        outer = further
    result[several] = odd
    return result


def _lowest_edges(rings: Rings) -> Integers:
    """For each ring the lower one of the two edges at its leftmost point."""
    x, y = rings.points.T
    ring = rings.ring_of_point()
    first = np.lexsort((y, x, ring))[rings.starts[:-1]]
    following = rings.following()
    before = np.empty_like(following)
    before[following] = np.arange(len(following))
    back, ahead = before[first], following[first]
    to_back, to_ahead = rings.points[back] - rings.points[first], rings.points[ahead] - rings.points[first]
    lower = to_ahead[:, 1] * to_back[:, 0] < to_back[:, 1] * to_ahead[:, 0]
    return np.where(lower, first, back)
