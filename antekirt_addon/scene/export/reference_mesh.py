# SPDX-License-Identifier: GPL-3.0-or-later
"""A reference image as a plane: exporters leave out what an empty shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from .. import image_material
from ..attribution import read, stamp
from ..image_datablock import size
from . import texture_mapping

if TYPE_CHECKING:
    from .exported_surface import ExportedSurfaces


def is_reference(obj: bpy.types.Object) -> bool:
    return obj.type == "EMPTY" and obj.empty_display_type == "IMAGE" and isinstance(obj.data, bpy.types.Image)


def picture(obj: bpy.types.Object) -> bpy.types.Image:
    image: Any = obj.data
    return image  # type: ignore[no-any-return]


def build(obj: bpy.types.Object, surfaces: ExportedSurfaces) -> bpy.types.Mesh:
    """A plane where the picture is seen, with a material for export."""
    image = picture(obj)
    material = image_material.build(image, lit=False)
    stamp(material, read(obj))
    sides = np.array(size(image), np.float64)
    corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1)])
    offset: Any = obj.empty_image_offset
    flat = (corners + tuple(offset)) * obj.empty_display_size * sides / sides.max()
    mesh = bpy.data.meshes.new(obj.name)
    mesh.from_pydata(np.column_stack([flat, np.zeros(4)]).tolist(), [], [(0, 1, 2, 3)])
    layer: Any = mesh.uv_layers.new(name=texture_mapping.NAME)
    layer.data.foreach_set("uv", corners.astype(np.float32).ravel())
    surfaces.cover(mesh, [material])
    made: Any = mesh.materials[0]
    surfaces.named.remove((material, made))
    bpy.data.materials.remove(material)
    made.name = obj.name
    return mesh
