# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a UV map is in the world, on the faces that it lies on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import bmesh
import bpy
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

LEAST = 1e-12  # area in the map of a face that has a place in it
UNEVEN = 0.2  # by which faces may differ from the mean
SHARE = 0.01  # of the surface, for which it does not matter


class UvScale(NamedTuple):
    """The mean length, in scene units, of the map's width and height.

    is_even: whether that holds for all faces, by a fifth.
    """

    across: float
    up: float
    is_even: bool


def uv_scale(objects: Iterable[bpy.types.Object], uv_map: str) -> UvScale | None:
    """For all faces of some objects; None where none of them has a place in the map."""
    parts = [part for obj in objects if (part := _lengths(obj, uv_map)) is not None]
    if not parts:
        return None
    lengths = np.concatenate([part[0] for part in parts])
    areas = np.concatenate([part[1] for part in parts])
    whole = areas.sum()
    if not whole:
        return None
    across, up = (lengths * areas[:, None]).sum(0) / whole
    if not across or not up:
        return None
    off = np.abs(lengths / (across, up) - 1.0).max(1) > UNEVEN
    return UvScale(float(across), float(up), bool(areas[off].sum() <= SHARE * whole))


def _lengths(obj: bpy.types.Object, uv_map: str) -> tuple[Numbers, Numbers] | None:
    """Of each triangle, how long one unit of the map is in its two directions, and its area in the world."""
    mesh = obj.data
    if not isinstance(mesh, bpy.types.Mesh):
        return None
    if mesh.is_editmode:
        mesh = bpy.data.meshes.new("")
        try:
            edited = bmesh.from_edit_mesh(obj.data)  # type: ignore[arg-type] # it is a mesh
            edited.to_mesh(mesh)
            return _of_mesh(mesh, obj, uv_map)
        finally:
            bpy.data.meshes.remove(mesh)
    return _of_mesh(mesh, obj, uv_map)


def _of_mesh(mesh: bpy.types.Mesh, obj: bpy.types.Object, uv_map: str) -> tuple[Numbers, Numbers] | None:
    layers: Any = mesh.uv_layers
    layer = layers.get(uv_map) if uv_map else next((one for one in layers if one.active_render), None)
    if layer is None:
        return None
    mesh.calc_loop_triangles()
    count = len(mesh.loop_triangles)
    vertices, loops = np.empty(3 * count, np.int32), np.empty(3 * count, np.int32)
    mesh.loop_triangles.foreach_get("vertices", vertices)
    mesh.loop_triangles.foreach_get("loops", loops)
    flat, uv = np.empty(3 * len(mesh.vertices), np.float32), np.empty(2 * len(mesh.loops), np.float32)
    mesh.vertices.foreach_get("co", flat)
    layer.data.foreach_get("uv", uv)
    axes = np.array(obj.matrix_world.to_3x3(), np.float64)
    corners = (flat.reshape(-1, 3).astype(np.float64) @ axes.T)[vertices].reshape(-1, 3, 3)
    places = uv.reshape(-1, 2).astype(np.float64)[loops].reshape(-1, 3, 2)
    one, other = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    (a, b), (c, d) = (places[:, 1] - places[:, 0]).T, (places[:, 2] - places[:, 0]).T
    area = a * d - c * b
    known = np.abs(area) > LEAST
    one, other, a, b, c, d, area = (each[known] for each in (one, other, a, b, c, d, area))
    across = np.linalg.norm(one * d[:, None] - other * b[:, None], axis=1) / np.abs(area)
    up = np.linalg.norm(other * a[:, None] - one * c[:, None], axis=1) / np.abs(area)
    return np.column_stack([across, up]), np.linalg.norm(np.cross(one, other), axis=1) / 2
