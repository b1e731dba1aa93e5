# SPDX-License-Identifier: GPL-3.0-or-later
"""Results as copies that any exporter carries, while the originals wait out of every scene."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy

from ...message import Message, listed
from ..artwork.shape_name import KEYS, NAMES, SPLINES
from ..error import SceneError
from ..vector import layer_spacing
from . import original_store
from .artwork_member import DRAWN, ORIGINAL, VERTICES, members
from .exported_mesh import build, evaluated, is_deformed
from .exported_surface import ExportedSurfaces
from .mesh_object import drives_modifier, like
from .picture_copy import is_there
from .reference_mesh import is_reference, picture
from .restoration import copies_among, restore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

VECTOR_ONLY = (layer_spacing.LAYER, layer_spacing.SLOT_LAYERS, NAMES, KEYS, SPLINES)


@dataclass(frozen=True, slots=True)
class Prepared:
    """copies: each parent before its children. remarks: what is not as it was, a sentence each."""

    copies: tuple[bpy.types.Object, ...]
    remarks: tuple[str, ...]


def prepare(chosen: Iterable[bpy.types.Object]) -> Prepared:
    """Put copies in the place of results, all that belongs to them included. Raises SceneError.

    What was prepared before is prepared anew, from its originals.
    """
    whole = members(chosen)
    copies = copies_among(whole)
    if copies:
        others = [obj for obj in whole if obj not in copies]
        whole = members([*restore(copies).originals, *others])
    foreign = [obj.name for obj in whole if obj.library or obj.override_library]
    if foreign:
        raise SceneError(
            Message(
                "{things}: linked, so make them local first, or prepare them in their own file",
                things=listed(foreign),
            )
        )
    surfaces = ExportedSurfaces()
    references = [obj for obj in whole if is_reference(obj)]
    gone = [obj for obj in references if not is_there(picture(obj))]
    surfaces.missing.extend(picture(obj).name for obj in gone)
    drawn = [obj for obj in whole if obj.type in DRAWN or (obj in references and obj not in gone)]
    with evaluated(drawn) as graph:
        meshes = {obj: build(obj, graph, surfaces) for obj in drawn}
    for obj, mesh in meshes.items():
        mesh[ORIGINAL] = obj.data.name  # so that it is known for a copy when its object is gone
        mesh[VERTICES] = len(mesh.vertices)
    pairs = [(obj, _copy(obj, meshes.get(obj))) for obj in whole]
    original_store.put_away(pairs)
    data = {
        obj.data: copy.data
        for obj, copy in pairs
        if obj.data and obj.data != copy.data and type(obj.data) is type(copy.data)
    }
    _name([*data.items(), *surfaces.named])
    return Prepared(tuple(copy for _, copy in pairs), tuple(_remarks(surfaces)))


def _remarks(surfaces: ExportedSurfaces) -> Iterator[str]:
    if surfaces.kept:
        kept = listed(list(dict.fromkeys(surfaces.kept)))
        yield Message("{things}: left as it is, for its nodes cannot be read", things=kept)
    if surfaces.missing:
        missing = listed(list(dict.fromkeys(surfaces.missing)))
        yield Message("{things}: the file is missing; find it, then prepare again", things=missing)
    if surfaces.without_lines:
        names = listed(surfaces.without_lines)
        yield Message("{things}: the fills of the drawing are kept, its lines are left out", things=names)


def _copy(obj: bpy.types.Object, mesh: bpy.types.Mesh | None) -> bpy.types.Object:
    """The copy of an object, drawn by a mesh if it is drawn."""
    copy: Any = obj.copy() if mesh is None or obj.type == "MESH" else like(obj, mesh)
    if mesh and obj.type == "MESH":
        copy.data = mesh
        for slot in copy.material_slots:
            slot.link = "DATA"
        if not is_deformed(obj):
            _remove_modifiers(copy)
    for key in VECTOR_ONLY:
        copy.pop(key, None)
    return copy  # type: ignore[no-any-return]


def _remove_modifiers(copy: bpy.types.Object) -> None:
    """Remove what the mesh has been made with already, and what gave values to it."""
    copy.modifiers.clear()
    drivers: Any = copy.animation_data.drivers if copy.animation_data else ()
    for curve in [curve for curve in drivers if drives_modifier(curve)]:
        drivers.remove(curve)


def _name(pairs: Sequence[tuple[bpy.types.ID, bpy.types.ID]]) -> None:
    """Name meshes, materials and pictures like their originals, where only what waits has those."""
    own = {original for original, _ in pairs}
    objects = set(original_store.originals())
    waiting = objects | {obj.data for obj in objects}
    users = bpy.data.user_map(subset=own)
    before: set[bpy.types.ID] = set()
    while own != before:  # a picture is not free if its material is seen elsewhere
        before = own
        own = {original for original in own if not original.library and users[original] <= waiting | own}
    for original, copy in pairs:
        copy[ORIGINAL] = original.name
        if original in own:
            original_store.take_name(original, copy)
