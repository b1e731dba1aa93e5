# SPDX-License-Identifier: GPL-3.0-or-later
"""A plane of a picture's proportions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..media import orientation

if TYPE_CHECKING:
    from ..media.orientation import Turn


def build(
    material: bpy.types.Material,
    sides: tuple[float, float],
    size: float,
    turn: Turn = orientation.NONE,
) -> bpy.types.Object:
    """A new plane around the origin in XY, facing +Z, x to the right, y up; its longer side is `size`.

    sides: width and height of the upright picture.
    turn: what leads from it to the one that the material shows; the UV map does, as every exporter knows it.
    """
    width, height = sides
    x, y = (size * side / max(width, height) / 2 for side in (width, height))
    mesh = bpy.data.meshes.new(material.name)
    mesh.from_pydata([(-x, -y, 0.0), (x, -y, 0.0), (x, y, 0.0), (-x, y, 0.0)], [], [(0, 1, 2, 3)])
    layer = mesh.uv_layers.new(name="UVMap")
    assert layer is not None
    corners = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)]
    layer.data.foreach_set("uv", [0.5 + value for corner in corners for value in turn.of(*corner)])
    mesh.materials.append(material)
    return bpy.data.objects.new(material.name, mesh)
