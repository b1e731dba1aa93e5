# SPDX-License-Identifier: GPL-3.0-or-later
"""What an object shows, as a mesh with the materials of its slots, modifiers and thickness in it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import bpy

from ..artwork import color_height, shape_name
from ..grease_pencil_compat import GREASE_PENCIL
from ..vector import layer_spacing
from . import realized_instances, reference_mesh

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .exported_surface import ExportedSurfaces


def is_deformed(obj: bpy.types.Object) -> bool:
    """Whether a mesh follows bones or shape keys, which exporters carry and which would be lost in a copy."""
    mesh = obj.data
    assert isinstance(mesh, bpy.types.Mesh)
    return mesh.shape_keys is not None or any(modifier.type == "ARMATURE" for modifier in obj.modifiers)


@contextmanager
def evaluated(objects: Iterable[bpy.types.Object]) -> Iterator[bpy.types.Depsgraph]:
    """A dependency graph with all of some objects in it, those too that are hidden where they are."""
    scene = bpy.context.scene
    assert scene is not None
    temporary = bpy.data.scenes.new("Antekirt")
    temporary.frame_set(scene.frame_current, subframe=scene.frame_subframe)
    disabled = []
    realized = []
    try:
        for obj in objects:
            if _has_nodes(obj):
                realized.append((obj, realized_instances.add(obj)))
            temporary.collection.objects.link(obj)
            if obj.hide_viewport:
                obj.hide_viewport = False
                disabled.append(obj)
        layer = temporary.view_layers[0]
        layer.update()
        assert layer.depsgraph
        yield layer.depsgraph
    finally:
        for obj, modifier in realized:
            realized_instances.remove(obj, modifier)
        for obj in disabled:
            obj.hide_viewport = True
        bpy.data.scenes.remove(temporary)


def build(obj: bpy.types.Object, graph: bpy.types.Depsgraph, surfaces: ExportedSurfaces) -> bpy.types.Mesh:
    """The mesh of an object, with materials for export."""
    if obj.type == "EMPTY":
        mesh = reference_mesh.build(obj, surfaces)
    elif obj.type in GREASE_PENCIL:
        from . import grease_pencil_fill, grease_pencil_mesh  # few artworks are

        mesh = grease_pencil_mesh.build(obj, graph, surfaces)
        if grease_pencil_fill.draws_lines(obj):
            surfaces.without_lines.append(obj.name)
    elif obj.type == "MESH" and (is_deformed(obj) or not obj.modifiers):
        source: Any = obj.data
        mesh = source.copy()
        surfaces.cover(mesh, [slot.material for slot in obj.material_slots], obj.matrix_world)
    else:
        mesh = bpy.data.meshes.new_from_object(
            obj.evaluated_get(graph), preserve_all_data_layers=True, depsgraph=graph
        )
        surfaces.cover(mesh, _materials(obj, mesh), obj.matrix_world)
    attributes: Any = mesh.attributes
    for name in (layer_spacing.ATTRIBUTE, shape_name.ATTRIBUTE, color_height.ATTRIBUTE):
        if name in attributes:
            attributes.remove(attributes[name])
    return mesh


def _has_nodes(obj: bpy.types.Object) -> bool:
    """Whether geometry nodes are applied to an object: they make instances and choose materials."""
    return obj.type not in GREASE_PENCIL and any(modifier.type == "NODES" for modifier in obj.modifiers)


def _materials(obj: bpy.types.Object, mesh: bpy.types.Mesh) -> list[bpy.types.Material | None]:
    """What the faces of an evaluated object name: its slots, unless nodes have chosen others."""
    slots: Any = obj.material_slots
    if _has_nodes(obj) and all(slot.link == "DATA" for slot in slots):
        return list(mesh.materials)
    return [slot.material for slot in slots]
