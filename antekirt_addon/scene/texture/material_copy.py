# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy of a material that others have too, for those alone that a texture is put on."""

from __future__ import annotations

from typing import Any

import bpy

from . import copy_changes
from .inserted import inserted

SHARED = "antekirt_shared"  # custom property of the copy: the material that it was made of


def is_foreign(material: bpy.types.Material) -> bool:
    """Whether it is of another file, so that nothing that is done to it would be saved."""
    return bool(material.library or material.override_library)


def make(shared: bpy.types.Material) -> bpy.types.Material:
    """A copy in this file, that knows what it is a copy of."""
    copy: Any = shared.copy()
    if copy.override_library:
        copy.make_local()
    copy[SHARED] = shared
    return copy  # type: ignore[no-any-return]


def give_back(copy: bpy.types.Material) -> bpy.types.Material | None:
    """Have all that shows a copy show again what it was made of, which is given.

    None if it is no copy, or still has other textures of ours. It stays until the file is saved, and for
    good if the artist has worked on it.
    """
    shared = copy.get(SHARED)
    if not isinstance(shared, bpy.types.Material) or _textures(shared) != _textures(copy):
        return None
    copy.use_fake_user |= copy_changes.is_changed(copy, shared)
    for obj in bpy.data.objects:
        for index, slot in enumerate(obj.material_slots):
            if slot.material != copy:
                continue
            if slot.link == "OBJECT" and obj.data.materials[index] == shared:
                slot.material, slot.link = None, "DATA"
            else:
                slot.material = shared
    return shared


def _textures(material: bpy.types.Material) -> list[str]:
    return [texture.key for texture in inserted(material.node_tree)] if material.node_tree else []
