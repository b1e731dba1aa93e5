# SPDX-License-Identifier: GPL-3.0-or-later
"""Where on a texture the corners of a mesh lie, written into its UV map: the one mapping all formats have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..texture.box_group import is_box_mapping
from .node_evaluation import OBJECT, PLACE, NotComputable, evaluate, output
from .surface import source, upstream

if TYPE_CHECKING:
    import bpy
    from numpy.typing import NDArray

    from .node_evaluation import Values
    from .surface import Surface

    Corners = NDArray[np.int64]

NAME = "UVMap"


def corners_of(mesh: bpy.types.Mesh, faces: NDArray[np.bool_]) -> Corners:
    """The numbers of the corners of some faces."""
    counts = np.empty(len(mesh.polygons), np.int32)
    mesh.polygons.foreach_get("loop_total", counts)
    return np.flatnonzero(np.repeat(faces, counts))


def corner_positions(mesh: bpy.types.Mesh) -> Values:
    """Where each corner lies, (n, 3)."""
    points = np.empty(3 * len(mesh.vertices), np.float32)
    mesh.vertices.foreach_get("co", points)
    vertices = np.empty(len(mesh.loops), np.int32)
    mesh.loops.foreach_get("vertex_index", vertices)
    found: Values = points.reshape(-1, 3).astype(np.float64)[vertices]
    return found


def set_corners(mesh: bpy.types.Mesh, corners: Corners, uv: Values) -> None:
    """Write where some corners lie into the UV map that is rendered, made if there is none."""
    layer = _layer(mesh) or mesh.uv_layers.new(name=NAME)
    every = _read(layer)
    every[corners] = uv
    layer.data.foreach_set("uv", every.astype(np.float32).ravel())


def map_texture(
    mesh: bpy.types.Mesh,
    texture: Any,  # noqa: ANN401 - a node
    corners: Corners,
    place: Values,
) -> None:
    """Write into the UV map what a texture's nodes say of some corners. Raises NotComputable.

    place: what leads from the mesh into the world, (4, 4).
    """
    vector = texture.inputs["Vector"]
    if not vector.is_linked and _layer(mesh):
        return
    if texture.projection not in {"FLAT", "BOX"}:
        raise NotComputable(texture.name)
    positions = corner_positions(mesh)
    low, high = positions.min(0), positions.max(0)
    generated = (positions - low) / np.where(high > low, high - low, 1.0)
    layer = _named_layer(mesh, vector) or _layer(mesh)
    uv = _read(layer) if layer else np.zeros((len(positions), 2))
    flat = np.column_stack([uv, np.zeros(len(uv))])
    normals = _normals(mesh)
    known = {
        OBJECT: positions,
        ("TEX_COORD", "Generated"): generated,
        ("TEX_COORD", "UV"): flat,
        ("UVMAP", "UV"): flat,
        ("NEW_GEOMETRY", "Normal"): normals @ np.linalg.pinv(place[:3, :3]),
        PLACE: place,
    }
    box = source(vector)
    if not vector.is_linked:
        at = generated
    elif is_box_mapping(box):  # each face by the side that it looks to most
        at = output(box, "Vector", known)
    else:
        at = evaluate(vector, known)
    at = np.broadcast_to(at, positions.shape)
    uv = _boxed(normals, at) if texture.projection == "BOX" else at[:, :2]
    set_corners(mesh, corners, uv[corners])


def face_colors(mesh: bpy.types.Mesh, surface: Surface) -> Values:
    """The linear colour that each face has in the attribute that a surface shows, (n, 4).

    Raises NotComputable if there are several attributes, or colours that change within a face.
    """
    names = {
        node.layer_name if node.type == "VERTEX_COLOR" else node.attribute_name
        for node in surface.nodes
        if node.type in {"VERTEX_COLOR", "ATTRIBUTE"}
    }
    name = names.pop()
    attribute: Any = mesh.color_attributes.get(name) or (None if name else mesh.color_attributes.active_color)
    if names or attribute is None or attribute.domain not in {"CORNER", "POINT"}:
        raise NotComputable(name)
    flat = np.empty(4 * len(attribute.data), np.float32)
    attribute.data.foreach_get("color", flat)
    colors = flat.reshape(-1, 4).astype(np.float64)
    if attribute.domain == "POINT":
        vertices = np.empty(len(mesh.loops), np.int32)
        mesh.loops.foreach_get("vertex_index", vertices)
        colors = colors[vertices]
    first = np.empty(len(mesh.polygons), np.int32)
    mesh.polygons.foreach_get("loop_start", first)
    counts = np.empty(len(mesh.polygons), np.int32)
    mesh.polygons.foreach_get("loop_total", counts)
    own: Values = colors[first]
    if np.abs(np.repeat(own, counts, axis=0) - colors).max(initial=0.0) > 1e-3:
        raise NotComputable(name)
    return own


def _layer(mesh: bpy.types.Mesh) -> Any:  # noqa: ANN401 - a UV layer, or None
    return next((layer for layer in mesh.uv_layers if layer.active_render), None)


def _read(layer: Any) -> Values:  # noqa: ANN401 - a UV layer
    flat = np.empty(2 * len(layer.data), np.float32)
    layer.data.foreach_get("uv", flat)
    return flat.reshape(-1, 2).astype(np.float64)


def _named_layer(mesh: bpy.types.Mesh, vector: Any) -> Any:  # noqa: ANN401 - a socket; a UV layer, or None
    """The UV map that a texture's nodes name."""
    names = [node.uv_map for node in upstream(vector) if node.type == "UVMAP"]
    return next((layer for layer in mesh.uv_layers if layer.name in names), None)


def _normals(mesh: bpy.types.Mesh) -> Values:
    """Of each corner's face, in the mesh's own coordinates."""
    normals = np.empty(3 * len(mesh.polygons), np.float32)
    mesh.polygons.foreach_get("normal", normals)
    counts = np.empty(len(mesh.polygons), np.int32)
    mesh.polygons.foreach_get("loop_total", counts)
    found: Values = np.repeat(normals.reshape(-1, 3).astype(np.float64), counts, axis=0)
    return found


def _boxed(normal: Values, at: Values) -> Values:
    """Each face by the side of the box that it looks to, as Cycles and EEVEE do."""
    side = np.abs(normal).argmax(1)
    x, y, z = at.T
    one = np.column_stack([np.where(normal[:, 0] > 0, y, 1 - y), z])
    two = np.column_stack([np.where(normal[:, 1] > 0, 1 - x, x), z])
    three = np.column_stack([np.where(normal[:, 2] > 0, 1 - y, y), x])
    uv: Values = np.where((side == 0)[:, None], one, np.where((side == 1)[:, None], two, three))
    return uv
