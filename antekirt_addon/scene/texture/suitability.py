# SPDX-License-Identifier: GPL-3.0-or-later
"""Which objects a texture can be put on, and what keeps it from the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import bpy
from mathutils import Vector

from ...message import Message, listed
from ..id_reference import find

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .texture_options import TextureOptions

SUITABLE = {"MESH", "CURVE", "SURFACE", "META", "FONT"}
# KIND: it has no materials. LINKED: it cannot be changed. NO_SLOT: nor what it is made of, which has no slot.
# NO_SIZE: nothing of it can be seen. NO_UV_MAP: of that name, or none at all, and one was asked for.
Obstacle: TypeAlias = Literal["KIND", "LINKED", "NO_SLOT", "NO_SIZE", "NO_UV_MAP"]


def can_carry(obj: bpy.types.Object) -> bool:
    """Whether an object can be given a material. On linked data the object's own slot has it."""
    return _obstacle(obj) is None


def _obstacle(obj: bpy.types.Object) -> Obstacle | None:
    if obj.type not in SUITABLE:
        return "KIND"
    override = obj.override_library
    if obj.library or (override and override.is_system_override):
        return "LINKED"
    data: Any = obj.data
    if obj.material_slots or not (data.library or data.override_library):
        return None
    return "NO_SLOT"  # one that it was given would be lost at the next save


def obstacle(obj: bpy.types.Object, options: TextureOptions) -> Obstacle | None:
    """What keeps a texture from an object; None if nothing does."""
    found = _obstacle(obj)
    if found:
        return found
    if not _has_size(obj):
        return "NO_SIZE"
    return None if _has_coordinates(obj, options) else "NO_UV_MAP"


def sorted_out(
    objects: Sequence[bpy.types.Object], options: TextureOptions
) -> tuple[list[bpy.types.Object], dict[Obstacle, list[str]]]:
    """The objects that a texture can be put on, and the names of the others by what keeps it from them.

    Where faces are meant, these are those objects alone that have some.
    """
    if options.faces:
        meant = {find(faces.object) for faces in options.faces}
        objects = [obj for obj in objects if obj in meant]
    able: list[bpy.types.Object] = []
    kept_from: dict[Obstacle, list[str]] = {}
    for obj in objects:
        if found := obstacle(obj, options):
            kept_from.setdefault(found, []).append(obj.name)
        else:
            able.append(obj)
    return able, kept_from


def _has_size(obj: bpy.types.Object) -> bool:
    """Whether it has a surface: a side of no length leaves a sheet, two leave a line."""
    if _spans_a_sheet(obj.dimensions):
        return True
    if not _spans_a_sheet(obj.scale):
        return False
    mesh = obj.data
    if not isinstance(mesh, bpy.types.Mesh) or obj.modifiers or obj.mode == "EDIT":
        return True  # what Blender makes of these may not be known before the next redraw
    low, high = obj.bound_box[0], obj.bound_box[6]
    return bool(mesh.polygons) and _spans_a_sheet(Vector(high) - Vector(low))


def _spans_a_sheet(sides: Vector) -> bool:
    return [sides.x, sides.y, sides.z].count(0.0) < 2


def _has_coordinates(obj: bpy.types.Object, options: TextureOptions) -> bool:
    mesh: Any = obj.data
    if obj.type != "MESH" or options.projection not in {"AUTO", "UV"}:
        return True  # Blender itself gives all but meshes UV coordinates
    if options.uv_map:
        return options.uv_map in {layer.name for layer in mesh.uv_layers}
    return options.projection == "AUTO" or bool(mesh.uv_layers)


def remark(found: Obstacle, names: Sequence[str], options: TextureOptions) -> str:
    """What is said of the objects that something keeps a texture from."""
    things = listed(names)
    if found == "LINKED":
        return Message("Linked from a library: make a library override of {things} first", things=things)
    if found == "NO_SLOT":
        return Message("Linked without a material slot, so nothing can be put on it: {things}", things=things)
    if found == "NO_SIZE":
        return Message("Without a surface, so nothing would be seen: {things}", things=things)
    if found == "NO_UV_MAP" and options.uv_map:
        return Message("Without the UV map “{map}”: {things}", map=options.uv_map, things=things)
    if found == "NO_UV_MAP":
        return Message("Without a UV map: {things}. Unwrap, or choose another projection", things=things)
    if len(names) == 1:
        return Message("{thing} cannot have a material and was left alone", thing=names[0])
    return Message("{things} cannot have a material and were left alone", things=things)
