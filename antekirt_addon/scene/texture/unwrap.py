# SPDX-License-Identifier: GPL-3.0-or-later
"""UV maps for meshes that have none, only when the artist asks."""

from __future__ import annotations

from contextlib import contextmanager
from math import radians
from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STEEPEST = radians(66)  # between two faces of one island
MARGIN = 0.02  # between islands, by the map's width


def lacks_uv_map(obj: bpy.types.Object) -> bool:
    """Whether an object could be given a UV map, and has none."""
    mesh = obj.data
    if not isinstance(mesh, bpy.types.Mesh) or obj.library or mesh.library or mesh.override_library:
        return False
    return not mesh.uv_layers and bool(mesh.polygons)


def unwrap(context: bpy.types.Context, objects: Sequence[bpy.types.Object]) -> None:
    """Give meshes that lack one a UV map by the angles of their faces, each face as large as the others."""
    layer: Any = context.view_layer
    with _as_before(layer):
        for obj in layer.objects:
            obj.select_set(obj in objects)
        layer.objects.active = objects[0]
        bpy.ops.object.mode_set(mode="EDIT")
        hidden = {obj: [face.hide for face in obj.data.polygons] for obj in objects}
        bpy.ops.mesh.reveal(select=False)
        bpy.ops.mesh.select_all(action="SELECT")
        bpy.ops.uv.smart_project(angle_limit=STEEPEST, island_margin=MARGIN)
        bpy.ops.object.mode_set(mode="OBJECT")
        for obj, faces in hidden.items():
            obj.data.polygons.foreach_set("hide", faces)


@contextmanager
def _as_before(layer: Any) -> Iterator[None]:  # noqa: ANN401 - a ViewLayer
    """Bring back the mode, what was selected and what was active, of objects and of their faces."""
    active, selected = layer.objects.active, [obj for obj in layer.objects if obj.select_get()]
    mode: Any = active.mode if active else "OBJECT"
    if mode != "OBJECT":
        bpy.ops.object.mode_set(mode="OBJECT")
    try:
        yield
    finally:
        for obj in layer.objects:
            obj.select_set(obj in selected)
        layer.objects.active = active
        if mode != "OBJECT":
            bpy.ops.object.mode_set(mode=mode)
