# SPDX-License-Identifier: GPL-3.0-or-later
"""How a result is turned that nobody said how to turn: it faces the view, and stands or lies straight."""

from __future__ import annotations

from math import radians, sin
from typing import Any

from mathutils import Matrix, Vector

STEEP = sin(radians(60))  # of a view, from which a thing that stands would be seen foreshortened to a half
NOISE = 1e-5  # what rounding leaves of a zero

UP = Vector((0.0, 0.0, 1.0))


def facing(view: Matrix) -> Matrix:
    """The rotation (4, 4) of an object made in the XY plane, facing +Z.

    view: from the axes of the view to the world's. In front, right and back view the object stands, as it
    does in any other that is not steep: turned about the vertical alone. From above it lies on its back, from
    below on its face, with the view's up as its own.
    """
    towards, up = view.col[2].to_3d(), view.col[1].to_3d()
    if abs(towards.z) <= STEEP:
        normal, above = _level(towards), UP
    else:
        normal, above = (UP if towards.z > 0.0 else -UP), _level(up)
    right: Any = above.cross(normal)
    return Matrix([axis.to_tuple() for axis in (right, above, normal)]).transposed().to_4x4()


def stands(rotation: Matrix) -> bool:
    """Whether an object so turned stands upright."""
    return bool(rotation.col[1].to_3d().z > STEEP)


def _level(direction: Vector) -> Vector:
    """A direction without its share of up and down; along an axis exactly where it nearly is."""
    level = direction.to_2d().normalized()
    return Vector([at if abs(at) > NOISE else 0.0 for at in (level.x, level.y, 0.0)]).normalized()
