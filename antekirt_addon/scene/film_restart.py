# SPDX-License-Identifier: GPL-3.0-or-later
"""A plane that shows a film from another frame on than the planes that it was copied from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from . import film_sound
from .film_texture import START_PROPERTY

if TYPE_CHECKING:
    from collections.abc import Iterator


def film_slots(obj: bpy.types.Object | None) -> Iterator[bpy.types.MaterialSlot]:
    """The material slots of an object that show films of ours."""
    for slot in obj.material_slots if obj else ():
        if slot.material and slot.material.get(START_PROPERTY) is not None:
            yield slot


def start_at(obj: bpy.types.Object, frame: int) -> bool:
    """Have an object's films begin at a frame, and no other's. False if they cannot be changed."""
    changed = False
    for slot in film_slots(obj):
        material = slot.material
        assert material
        if _has_others(material):
            copy = material.copy()
            assert copy
            copy[START_PROPERTY] = frame
            if obj.data and obj.data.users > 1 and obj.is_editable:
                slot.link = "OBJECT"  # the mesh is shared as well
            slot.material = copy
            film_sound.add_another(copy)
            changed |= slot.material == copy
        elif material.is_editable:
            material[START_PROPERTY] = frame
            material.update_tag()
            changed = True
    return changed


def _has_others(material: bpy.types.Material) -> bool:
    """Whether more than one object shows a material, or it is another file's."""
    shown = sum(slot.material == material for obj in bpy.data.objects for slot in obj.material_slots)
    return shown > 1 or not material.is_editable
