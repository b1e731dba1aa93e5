# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, data of objects and attributes may be of any kind
"""The depth between the layers of an artwork, to be changed on all of it at once.

The parent of an artwork carries it as a property; each object below remembers its layers, and a change
moves them. All depths are plain locations and coordinates: they need neither drivers, which cost time with
thousands of objects and ask for permission when a file is opened, nor this add-on to stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from .. import compat

if TYPE_CHECKING:
    from collections.abc import Sequence

PROPERTY = "antekirt_spacing"  # on the parent
LAYER = "antekirt_layer"  # on a curve object: its furthest layer
SLOT_LAYERS = "antekirt_slot_layers"  # on a curve object with several layers: the layer of each material slot
ATTRIBUTE = "layer"  # on a mesh: the layer of each vertex


def register() -> None:
    spacing = bpy.props.FloatProperty(
        name="Spacing",
        description="Depth between the layers of the artwork; 0 makes it flat",
        subtype="DISTANCE",
        min=0.0,
        soft_max=1.0,
        precision=4,
        step=0.01,
        update=_changed,
    )
    setattr(bpy.types.Object, PROPERTY, spacing)


def unregister() -> None:
    delattr(bpy.types.Object, PROPERTY)


def _changed(parent: Any, _context: bpy.types.Context) -> None:
    set_spacing(parent, parent.antekirt_spacing)


def set_spacing(parent: bpy.types.Object, spacing: float) -> None:
    """Set the depth between all layers of an artwork."""
    children: Any = parent.children_recursive
    for child in children:
        if LAYER in child:
            child.location.z = child[LAYER] * spacing
        if SLOT_LAYERS in child:
            _move_splines(child.data, [(layer - child[LAYER]) * spacing for layer in child[SLOT_LAYERS]])
        if child.type == "MESH" and ATTRIBUTE in child.data.attributes:
            _move_vertices(child.data, spacing)
        if child.type in {"GREASEPENCIL", "GPENCIL"}:
            for number, layer in enumerate(child.data.layers):
                compat.set_layer_depth(layer, number * spacing)


def _move_splines(curve: Any, depths: Sequence[float]) -> None:
    for spline in curve.splines:
        for point in spline.bezier_points:
            moved = depths[spline.material_index] - point.co.z
            point.co.z += moved
            point.handle_left.z += moved
            point.handle_right.z += moved


def _move_vertices(mesh: Any, spacing: float) -> None:
    if mesh.is_editmode:
        _move_edited_vertices(mesh, spacing)
        return
    import numpy as np  # there wherever a mesh was made

    layers = np.empty(len(mesh.vertices), np.int32)
    mesh.attributes[ATTRIBUTE].data.foreach_get("value", layers)
    positions = np.empty(3 * len(mesh.vertices), np.float32)
    mesh.attributes["position"].data.foreach_get("vector", positions)
    positions[2::3] = layers * spacing
    mesh.attributes["position"].data.foreach_set("vector", positions)
    mesh.update()


def _move_edited_vertices(mesh: Any, spacing: float) -> None:
    """In Edit Mode, where Blender keeps what is edited elsewhere and puts it back at the end."""
    import bmesh

    edited = bmesh.from_edit_mesh(mesh)
    layer = edited.verts.layers.int[ATTRIBUTE]
    for vertex in edited.verts:
        vertex.co.z = vertex[layer] * spacing
    bmesh.update_edit_mesh(mesh)
