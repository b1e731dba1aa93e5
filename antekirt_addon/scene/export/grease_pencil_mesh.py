# SPDX-License-Identifier: GPL-3.0-or-later
"""A Grease Pencil drawing as a mesh: glTF and USD have nothing for the drawing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from ..vector.triangulation import ear_clipped
from . import grease_pencil_fill

if TYPE_CHECKING:
    from .exported_surface import ExportedSurfaces


def build(obj: Any, graph: bpy.types.Depsgraph, surfaces: ExportedSurfaces) -> bpy.types.Mesh:  # noqa: ANN401 - its type has another name in each version
    """The fills of all layers that are seen now, each where it lies, in the colours of their materials."""
    mesh = bpy.data.meshes.new(obj.data.name)
    fills = grease_pencil_fill.fills(obj, _drawing(obj, graph))
    if not fills:
        return mesh
    points = np.concatenate([fill.points for fill in fills])
    sizes = np.array([len(fill.points) for fill in fills])
    faces = ear_clipped(points, sizes, mesh)
    mesh.vertices.add(len(points))
    mesh.vertices.foreach_set("co", points.astype(np.float32).ravel())
    mesh.loops.add(faces.size)
    mesh.loops.foreach_set("vertex_index", faces.ravel())
    mesh.polygons.add(len(faces))
    mesh.polygons.foreach_set("loop_start", np.arange(0, faces.size, 3, dtype=np.int32))
    mesh.update(calc_edges=True)
    kinds: dict[tuple[bpy.types.Material, tuple[float, ...], bool], int] = {}
    numbers = [kinds.setdefault((fill.material, fill.color, fill.lit), len(kinds)) for fill in fills]
    of_face = np.searchsorted(np.cumsum(sizes), faces[:, 0], side="right")
    surfaces.fill(mesh, list(kinds), np.array(numbers)[of_face])
    return mesh


def _drawing(obj: Any, graph: bpy.types.Depsgraph) -> Any:  # noqa: ANN401 - see above
    """The data of a drawing, as its modifiers make it if it has any."""
    has_modifiers = len(obj.modifiers) or len(getattr(obj, "grease_pencil_modifiers", ()))
    return obj.evaluated_get(graph).data if has_modifiers else obj.data
