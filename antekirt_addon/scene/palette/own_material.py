# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by its type, an object may have data of any kind
"""Materials of an artwork that others share become its own, by copies in its place alone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from .color_use import drawn_objects, slots

if TYPE_CHECKING:
    import bpy


def own(root: bpy.types.Object, materials: set[bpy.types.Material], data: set[Any]) -> bool:
    """Have an artwork alone use these materials, and these meshes and drawings; whether one was copied."""
    objects = drawn_objects(root)
    is_copied = _own_data(objects, data)
    owners: Counter[Any] = Counter(obj.data for obj in objects)
    shared = {data for data, count in owners.items() if _is_of_library(data) or _users(data) > count}
    copies: dict[Any, Any] = {}
    users = Counter(
        material
        for data in owners
        if data not in shared
        for material in data.materials
        if material in materials
    )
    found = [(obj, number, material) for obj, number, material in slots(objects) if material in materials]
    users.update(m for obj, number, m in found if obj.material_slots[number].link == "OBJECT")
    for obj, number, material in found:
        if not material.library and _users(material) <= users[material]:
            continue
        if material not in copies:
            copies[material] = material.copy()
        slot = obj.material_slots[number]
        if obj.data in shared and slot.link == "DATA":
            slot.link = "OBJECT"  # the data keeps what it has, for those who share it
        slot.material = copies[material]
    return is_copied or bool(copies)


def _own_data(objects: list[Any], data: set[Any]) -> bool:
    """Give objects data of their own where others use them too."""
    is_copied = False
    for one in data:
        users = [obj for obj in objects if obj.data == one]
        if _is_of_library(one) or _users(one) > len(users):
            copied = one.copy()
            for obj in users:
                obj.data = copied
            is_copied = True
    return is_copied


def _is_of_library(data: Any) -> bool:
    """Whether another file says which materials it has, also that of an override."""
    return bool(data.library or data.override_library)


def _users(datablock: Any) -> int:
    return int(datablock.users) - bool(datablock.use_fake_user)
