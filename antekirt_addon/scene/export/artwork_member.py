# SPDX-License-Identifier: GPL-3.0-or-later
"""Which objects belong together: a result, or an artwork's parent with all that hangs under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..artwork.artwork_root import is_root
from ..attribution import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ORIGINAL = "antekirt_original"  # on a copy: the name of what it was made of
VERTICES = "antekirt_vertices"  # on a copy's mesh: how many it was made with
DRAWN = {"MESH", "CURVE", "SURFACE", "FONT", "GREASEPENCIL", "GPENCIL"}
COPIED = DRAWN | {"EMPTY"}  # lights, cameras and armatures stay what they are


def can_prepare(obj: bpy.types.Object | None) -> bool:
    """Whether an object is one of ours or belongs to one, or is drawn with a picture."""
    if obj is None or obj.type not in COPIED:
        return False
    return _root(obj) is not None or any(map(_shows_picture, obj.material_slots))


def members(chosen: Iterable[bpy.types.Object]) -> list[bpy.types.Object]:
    """All that is prepared with some objects, each parent before its children."""
    children: dict[bpy.types.Object, list[bpy.types.Object]] = {}
    every: Any = bpy.data.objects
    for obj in every:  # once: Blender looks for the children of each among all objects
        if obj.parent:
            children.setdefault(obj.parent, []).append(obj)
    found: dict[bpy.types.Object, None] = {}
    for obj in chosen:
        if can_prepare(obj):
            found.update(dict.fromkeys(_family(_root(obj) or obj, children)))
    return list(found)


def _family(
    root: bpy.types.Object, children: dict[bpy.types.Object, list[bpy.types.Object]]
) -> Iterator[bpy.types.Object]:
    if root.type in COPIED:
        yield root
    for child in children.get(root, ()):
        yield from _family(child, children)


def _root(obj: bpy.types.Object) -> bpy.types.Object | None:
    """The uppermost of an object and its parents that was made for a result or is an artwork's parent."""
    found: Any = None
    at: Any = obj
    while at:
        if read(at) or ORIGINAL in at or is_root(at):
            found = at
        at = at.parent
    return found  # type: ignore[no-any-return]


def _shows_picture(slot: bpy.types.MaterialSlot) -> bool:
    material: Any = slot.material
    if not material or not material.node_tree:
        return False
    return read(material) is not None or any(node.type == "TEX_IMAGE" for node in material.node_tree.nodes)
