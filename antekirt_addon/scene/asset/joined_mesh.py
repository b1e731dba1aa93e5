# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork as one mesh, in one object that stands for all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..attribution import read, stamp

if TYPE_CHECKING:
    from mathutils import Matrix


def joined_mesh(artwork: bpy.types.Collection) -> bpy.types.Object:
    """A new object, in no scene yet, of all that an artwork draws: with its materials and as it lies now."""
    import bmesh

    inside = list(artwork.all_objects)
    above = next((obj for obj in inside if obj.parent not in inside), None)
    graph: Any = bpy.context.evaluated_depsgraph_get()
    slots: dict[bpy.types.Material | None, int] = {}
    joined = bmesh.new()
    for obj in inside:
        if not obj.hide_render and (part := _mesh_of(obj, graph)):
            part.transform(_below(obj, above))
            _share_slots(part, slots)
            joined.from_mesh(part)
            bpy.data.meshes.remove(part)
    mesh = bpy.data.meshes.new(artwork.name)
    for material in slots:
        mesh.materials.append(material)
    joined.to_mesh(mesh)
    joined.free()
    whole = bpy.data.objects.new(artwork.name, mesh)
    if above:
        whole.rotation_euler = above.matrix_world.to_euler()
        whole.scale = above.matrix_world.to_scale()
    for datablock in (mesh, whole):
        stamp(datablock, read(artwork))
    return whole


def _mesh_of(obj: bpy.types.Object, graph: Any) -> bpy.types.Mesh | None:  # noqa: ANN401 - a dependency graph
    """What an object shows, as a mesh of its own; None of what has none."""
    from ..export import grease_pencil_mesh  # they take NumPy
    from ..export.exported_surface import ExportedSurfaces

    if obj.type in {"GREASEPENCIL", "GPENCIL"}:
        return grease_pencil_mesh.build(obj, graph, ExportedSurfaces())
    if obj.type not in {"CURVE", "MESH"}:
        return None
    return bpy.data.meshes.new_from_object(
        obj.evaluated_get(graph), preserve_all_data_layers=True, depsgraph=graph
    )


def _below(obj: bpy.types.Object, above: bpy.types.Object | None) -> Matrix:
    return above.matrix_world.inverted_safe() @ obj.matrix_world if above else obj.matrix_world


def _share_slots(part: Any, slots: dict[bpy.types.Material | None, int]) -> None:  # noqa: ANN401 - a mesh
    """Number a part's faces by the slots of the whole."""
    number = [slots.setdefault(material, len(slots)) for material in part.materials] or [
        slots.setdefault(None, len(slots))
    ]
    for face in part.polygons:
        face.material_index = number[min(face.material_index, len(number) - 1)]
