# SPDX-License-Identifier: GPL-3.0-or-later
"""The originals of prepared results back in their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy

from . import original_store
from .artwork_member import ORIGINAL, VERTICES
from .original_store import OWN_NAME, ROOT
from .plain_material import pictures

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Restored:
    """originals: what is back. kept: the copies that stay beside them, for somebody has worked on them."""

    originals: list[bpy.types.Object]
    kept: list[bpy.types.Object]


def restore(chosen: Iterable[bpy.types.Object]) -> Restored:
    """Bring back what some copies were made of, with all that was prepared with it, or else everything.

    The copies, their meshes, materials and pictures are removed, but for a copy to whose mesh something was
    added, by joining another object to it say, or taken away: that stays as an object of its own.
    """
    waiting = {obj.name: obj for obj in original_store.originals()}
    meant = {waiting[obj[ORIGINAL]].get(ROOT) for obj in chosen if obj.get(ORIGINAL) in waiting}
    returning = [obj for obj in waiting.values() if not meant or obj.get(ROOT) in meant]
    copies = _copies()
    kept = [copies.pop(one.name) for one in returning if _is_changed(copies.get(one.name))]
    for copy in kept:
        copy.name = f"{copy.name}.001"  # the original needs the name
    pairs = [(original, copies.get(original.name)) for original in returning]
    names = {original.name for original in returning}
    original_store.bring_back(pairs)
    _remove([copy for _, copy in pairs if copy])
    _give_names_back(returning)
    every: Any = bpy.data.objects
    for duplicate in [obj for obj in every if obj.get(ORIGINAL) in names and not obj.library]:
        del duplicate[ORIGINAL]  # it is an object of its own now
    return Restored(returning, kept)


def _is_changed(copy: bpy.types.Object | None) -> bool:
    mesh: Any = copy.data if copy else None
    return isinstance(mesh, bpy.types.Mesh) and len(mesh.vertices) != mesh.get(VERTICES, len(mesh.vertices))


def copies_among(objects: Iterable[bpy.types.Object]) -> list[bpy.types.Object]:
    """Those whose originals can come back."""
    waiting = {original.name for original in original_store.originals()}
    return [obj for obj in objects if obj.get(ORIGINAL) in waiting]


def _copies() -> dict[str, bpy.types.Object]:
    """The copies by their originals' names; of several, after one was duplicated, that with the name."""
    every: Any = bpy.data.objects
    found: dict[str, bpy.types.Object] = {}
    for obj in every:
        original = every.get(obj.get(ORIGINAL, ""))
        if not original or obj.library:
            continue
        if original.name not in found or obj.name == original.get(OWN_NAME):
            found[original.name] = obj
    return found


def _remove(copies: list[bpy.types.Object]) -> None:
    """Remove copies, and what was made for them or for others that are gone and is used by nothing else."""
    bpy.data.batch_remove(copies)
    for kind in (bpy.data.meshes, bpy.data.materials, bpy.data.images):  # in this order: each has the next
        every: Any = kind
        bpy.data.batch_remove([one for one in every if ORIGINAL in one and not one.users and not one.library])


def _give_names_back(returned: list[bpy.types.Object]) -> None:
    """Give meshes, materials and pictures their names back that are shown again, or have no copy any more."""
    materials: Any = {slot.material for obj in returned for slot in obj.material_slots if slot.material}
    shown = {obj.data for obj in returned} | materials
    shown |= {node.image for material in materials for node in pictures(material)}
    for kind in (bpy.data.meshes, bpy.data.materials, bpy.data.images):
        every: Any = kind
        copies = {one[ORIGINAL]: one for one in every if ORIGINAL in one}
        for original in [one for one in every if original_store.OWN_NAME in one]:
            if original in shown or original.name not in copies:
                original_store.give_name_back(original, copies.get(original.name))
