# SPDX-License-Identifier: GPL-3.0-or-later
"""A plane of a picture's proportions."""

from __future__ import annotations

import bpy


def build(material: bpy.types.Material, width: int, height: int, size: float) -> bpy.types.Object:
    """A new plane around the origin in XY, facing +Z, x to the right, y up; its longer side is `size`.

    width, height: of the picture, in pixels.
    """
    x, y = (size * side / max(width, height) / 2 for side in (width, height))
    mesh = bpy.data.meshes.new(material.name)
    mesh.from_pydata([(-x, -y, 0.0), (x, -y, 0.0), (x, y, 0.0), (-x, y, 0.0)], [], [(0, 1, 2, 3)])
    layer = mesh.uv_layers.new(name="UVMap")
    assert layer is not None
    layer.data.foreach_set("uv", [0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0])
    mesh.materials.append(material)
    return bpy.data.objects.new(material.name, mesh)
