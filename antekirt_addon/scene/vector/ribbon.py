# SPDX-License-Identifier: GPL-3.0-or-later
"""How wide a flat ribbon along a line is at its points, so that it looks as a stroke does.

Across a corner between straight segments a ribbon is as wide as the miter there is long. Along a curved
segment its width would change, so that no such segment may come to a corner.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ...media.arrays import cross, first_directions, norms

if TYPE_CHECKING:
    from ...media.arrays import Flags, Floats
    from ...media.svg.shape import Points

# The cosine of a turn that is no corner, and how far off its straight line a control may lie, as a part.
SMOOTH, STRAIGHT = math.cos(math.radians(2)), 1e-4


def widths_at(points: Points, half_width: float, miter_limit: float, *, closed: bool) -> Floats | None:
    """How many times as wide as its line a ribbon is at each point of a chain; None: it cannot be one."""
    parts = points[:-1].reshape(-1, 3, 2)
    start, one, two, end = parts[:, 0], parts[:, 1], parts[:, 2], points[3::3]
    leaving = first_directions(one - start, two - start, end - start)
    coming = first_directions(end - two, end - one, end - start)
    before = np.roll(coming, 1, axis=0)
    cosine = (before * leaving).sum(axis=1)
    if not closed:
        cosine[0] = 1.0
    corner = cosine < SMOOTH
    if not corner.any():
        return np.ones(len(cosine) + (not closed))
    straight, length = is_straight(points), norms(end - start)
    factor = np.sqrt(2 / np.maximum(1 + cosine, 1e-9))
    cut = np.where(corner, half_width * np.abs(cross(before, leaving)) / np.maximum(1 + cosine, 1e-9), 0.0)
    fits = cut + np.roll(cut, -1) <= length
    if (corner & ~(straight & np.roll(straight, 1) & fits & np.roll(fits, 1))).any():
        return None
    if factor[corner].max() > miter_limit:
        return None
    widths = np.where(corner, factor, 1.0)
    return widths if closed else np.append(widths, 1.0)


def is_straight(points: Points) -> Flags:
    """Which segments of a chain are straight."""
    parts = points[:-1].reshape(-1, 3, 2)
    start, end = parts[:, 0], points[3::3]
    along = end - start
    off = [np.abs(cross(along, parts[:, n] - start)) for n in (1, 2)]
    straight: Flags = np.maximum(*off) <= STRAIGHT * (along * along).sum(axis=1)
    return straight
