# SPDX-License-Identifier: GPL-3.0-or-later
"""A row of results grows past what stands in the scene, however long it is by then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Matrix

from tests.blender.test_spot import USUAL, shown

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 2.0


def test_the_beginning_of_a_long_row_keeps_clear_of_the_cube(part: Callable[[str], Any]) -> None:
    bpy.ops.mesh.primitive_cube_add()
    view = shown(part, USUAL)
    row: list[Any] = []
    at = part("scene.spot.facing").facing(view.viewpoint.matrix) @ Matrix.Translation((2.2, 0, 0))
    for _ in range(6):
        row.append(_picture(part, at))
        spot = part("scene.spot.choose_spot").spot_in_row(row, SIZE, SIZE, view)
        near = part("scene.spot.nearby").obstacles_near(view, spot.sheet)
        assert part("scene.spot.sight").Sight(view.viewpoint, near).is_free(spot.sheet), f"after {len(row)}"
        at = spot.sheet.matrix


def _picture(part: Callable[[str], Any], at: Matrix) -> Any:
    """Give what has just come into the row."""
    bpy.ops.mesh.primitive_plane_add(size=SIZE)
    plane = bpy.context.object
    plane.matrix_world = at
    bpy.context.view_layer.update()
    return part("scene.spot.row").Member(plane.name, plane.matrix_world.copy(), -SIZE / 2, SIZE / 2)
