# SPDX-License-Identifier: GPL-3.0-or-later
"""Polygons are cut to an upright rectangle, one side after the other (Sutherland and Hodgman, 1974).

Inside of the rectangle all winding numbers stay as they are. Along its sides edges may lie upon each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..shape import Points


def clip_to_rectangle(polygon: Points, low: Sequence[float], high: Sequence[float]) -> Points:
    """What of a closed polygon (n, 2) lies between low and high (x, y), as a closed polygon; may be empty."""
    for axis in (0, 1):
        for sign, border in ((1.0, low[axis]), (-1.0, high[axis])):
            room = sign * (polygon[:, axis] - border)
            if len(polygon) and room.min() < 0:
                polygon = _cut_side(polygon, room, axis, border)
    return polygon


def _cut_side(polygon: Points, room: Points, axis: int, border: float) -> Points:
    after, room_after = np.concatenate((polygon[1:], polygon[:1])), np.concatenate((room[1:], room[:1]))
    crosses = (room < 0) != (room_after < 0)
    part = np.divide(room, room - room_after, out=np.zeros_like(room), where=crosses)
    slots = np.stack((polygon, polygon + (after - polygon) * part[:, None]), axis=1)
    slots[:, 1, axis] = border
    kept: Points = slots[np.column_stack((room >= 0, crosses))]
    return kept
