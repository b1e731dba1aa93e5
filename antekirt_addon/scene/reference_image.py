# SPDX-License-Identifier: GPL-3.0-or-later
"""An image as an empty: seen while working, absent from renders."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

import bpy
from mathutils import Matrix

from ..media.orientation import Turn

if TYPE_CHECKING:
    from mathutils import Quaternion

TURN = "antekirt_turn"  # property of an empty that is turned to show its picture upright


def build(image: bpy.types.Image, size: float, turn: Turn) -> bpy.types.Object:
    """A new image empty centred at its origin, in XY, facing +Z; its longer side is `size`.

    turn: what leads from the upright picture to the image. The empty is turned back by as much.
    """
    empty = bpy.data.objects.new(image.name, None)
    empty.empty_display_type = "IMAGE"
    empty.empty_display_size = size
    empty.data = image  # type: ignore[assignment] # the stubs forget that an empty can show an image
    empty.matrix_basis = uprighting(turn)
    if turn.is_needed:
        empty[TURN] = [turn.quarters, int(turn.mirrored)]
    return empty


def front(empty: bpy.types.Object) -> Quaternion:
    """The rotation of a view that sees an object from its front, and upright if it is such an empty."""
    quarters, mirrored = empty.get(TURN, (0, 0))
    stored = uprighting(Turn(quarters, mirrored=bool(mirrored)))
    return (empty.matrix_world @ stored.inverted()).to_quaternion()


def uprighting(turn: Turn) -> Matrix:
    """How a picture that is stored turned must be turned to be seen upright."""
    mirrored = Matrix.Scale(-1.0 if turn.mirrored else 1.0, 4, (1.0, 0.0, 0.0))
    return mirrored @ Matrix.Rotation(-turn.quarters * pi / 2, 4, "Z")
