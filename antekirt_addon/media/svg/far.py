# SPDX-License-Identifier: GPL-3.0-or-later
"""What reaches far beyond the viewport is cut to a square around it, so that it fits the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .shape import Points


def cut_far(polygon: Points, limit: float) -> Points:
    """A closed polygon (n, 2) within -limit to limit, one side after the other (Sutherland and Hodgman).

    Inside of the square all winding numbers stay as they are; along its sides edges may lie upon each other.
    """
    for axis in (0, 1):
        for sign in (-1.0, 1.0):
            room = limit - sign * polygon[:, axis]
            if len(polygon) and room.min() < 0:
                polygon = _cut_side(polygon, room, axis, sign * limit)
    return polygon


def _cut_side(polygon: Points, room: Points, axis: int, border: float) -> Points:
    after, room_after = np.roll(polygon, -1, axis=0), np.roll(room, -1)
    crosses = (room < 0) != (room_after < 0)
    part = np.divide(room, room - room_after, out=np.zeros_like(room), where=crosses)
    slots = np.stack((polygon, polygon + (after - polygon) * part[:, None]), axis=1)
    slots[:, 1, axis] = border
    kept: Points = slots[np.column_stack((room >= 0, crosses))]
    return kept
