# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by its type, an object has data of any kind
"""From which side objects are seen that are no artwork: where they are flat, from there, else from above."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING, Any

import numpy as np
from mathutils import Matrix

if TYPE_CHECKING:
    from collections.abc import Iterable

SIDES = (  # as Blender's views: from above, from the front, from the right
    Matrix.Identity(4),
    Matrix.Rotation(pi / 2, 4, "X"),
    Matrix.Rotation(pi / 2, 4, "Z") @ Matrix.Rotation(pi / 2, 4, "X"),
)
FLAT = 0.05  # as a part of the greatest extent; lines of Grease Pencil are as thick as wide


def flattest(lead: Any, objects: Iterable[Any]) -> Matrix:
    """The space whose x runs to the right and y upwards on the page; that of lead, if nothing is flat."""
    space: Matrix = lead.matrix_world.normalized()
    back = space.inverted_safe()
    corners = np.array(
        [
            tuple(back @ obj.matrix_world @ Matrix.Translation(corner).translation)
            for obj in objects
            if obj.type != "EMPTY"
            for corner in obj.bound_box
        ]
    )
    if not len(corners):
        return space
    extent = np.ptp(corners, axis=0)
    is_flat = extent <= FLAT * extent.max()
    side = next((side for axis, side in ((2, 0), (1, 1), (0, 2)) if is_flat[axis]), 0)
    turned: Matrix = space @ SIDES[side]
    return turned
