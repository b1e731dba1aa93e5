# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork as one mesh, in one object that stands for all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..attribution import read, stamp
from ..grease_pencil_compat import GREASE_PENCIL

if TYPE_CHECKING:
    from mathutils import Matrix

SOURCE = "antekirt_joined"  # on the object: the name of the artwork's collection


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
    whole[SOURCE] = artwork.name
    return whole


def in_earlier_place(datablock: bpy.types.ID) -> bpy.types.ID:
    """The asset that was made of the same artwork before, with a new one's mesh; or else the datablock."""
    if not isinstance(datablock, bpy.types.Object) or datablock.users or not datablock.get(SOURCE):
        return datablock
    earlier = next((one for one in bpy.data.objects if _is_earlier(one, datablock)), None)
    if earlier is None:
        return datablock
    before: Any = earlier.data
    earlier.data = datablock.data
    earlier.rotation_euler, earlier.scale = datablock.rotation_euler, datablock.scale
    bpy.data.objects.remove(datablock)
    if not before.users:
        bpy.data.meshes.remove(before)
    return earlier


def _is_earlier(one: bpy.types.Object, new: bpy.types.Object) -> bool:
    """Whether it is an asset of the same artwork, and in no scene, where it is the artist's to change."""
    is_asset = bool(one.asset_data) and not one.library and not one.users_collection
    return is_asset and one.get(SOURCE) == new[SOURCE] and read(one) == read(new)


def _mesh_of(obj: bpy.types.Object, graph: Any) -> bpy.types.Mesh | None:  # noqa: ANN401 - a dependency graph
    """What an object shows, as a mesh of its own; None of what has none."""
    from ..export import grease_pencil_mesh  # they take NumPy
    from ..export.exported_surface import ExportedSurfaces

    if obj.type in GREASE_PENCIL:
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
