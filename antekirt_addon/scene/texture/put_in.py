# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture into an input of the materials that objects have, or their faces that were selected."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import bpy

from .. import attribution, keyframes
from ..error import SceneError
from . import copy_changes, mapping, material_copy, receiver, suitability, wanted_input
from .insert import insert
from .put_on import Coverage, sharers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..picture import Picture
    from .receiver import Receiver
    from .texture_options import Projection, TextureOptions


def check(objects: Sequence[bpy.types.Object], options: TextureOptions) -> None:
    """Raise SceneError if there is an input to be found, and no material of these objects can take it."""
    refused: list[SceneError] = []
    for material in _by_material(receiver.receivers(objects, options).slots) if options.socket else ():
        try:
            _check(material, options)
        except SceneError as error:
            refused.append(error)
        else:
            return
    if refused:
        raise refused[0]


def _check(material: bpy.types.Material | None, options: TextureOptions) -> None:
    """Raise SceneError if a material, or the copy of one that cannot be changed, cannot take it."""
    if material is None or not material_copy.is_foreign(material):
        wanted_input.check(material, options.socket)
        return
    copy = material_copy.make(material)
    try:
        wanted_input.check(copy, options.socket)
    finally:
        bpy.data.materials.remove(copy)


def put_in(objects: Sequence[bpy.types.Object], picture: Picture, options: TextureOptions) -> Coverage:
    """Put it into each material; what others show as well is copied, and where there is none one is made.

    A material of another file is copied as well.
    """
    able, skipped = suitability.sorted_out(objects, options)
    found = receiver.receivers(able, options)
    result = Coverage(skipped=skipped, lost=found.lost)
    uses = Counter(slot.material for obj in bpy.data.objects for slot in obj.material_slots)
    for material, slots in _by_material(found.slots).items():
        try:
            _check(material, options)
        except SceneError as error:
            result.refused.append(str(error))
            continue
        shows = material or _made_for(picture)
        if material and (
            uses[material] > len(slots)
            or any(slot.faces is not None for slot in slots)
            or material_copy.is_foreign(material)
        ):
            shows = material_copy.make(material)
            wanted_input.have_surface(shows)
            keyframes.have_own(shows.node_tree)
            copy_changes.note(shows)
            result.copied.append(material)
        if shows != material:
            receiver.assign(slots, shows)
        showing = list(dict.fromkeys(slot.obj for slot in slots))
        told = replace(options, projection=_common_projection(showing, options))
        result.image = insert(shows, picture, told, showing).image
        if mapping.is_uneven(told, showing):
            result.uneven += [obj.name for obj in showing]
        result.materials.append(shows)
        result.objects += showing
        result.projected += _projected(showing, options)
    result.objects = list(dict.fromkeys(result.objects))
    result.also = sharers(found.slots, result.objects)
    return result


def _made_for(picture: Picture) -> bpy.types.Material:
    made = bpy.data.materials.new(picture.source.name)
    attribution.stamp(made, picture.source.attribution)
    return made


def _by_material(slots: Iterable[Receiver]) -> dict[bpy.types.Material | None, list[Receiver]]:
    found: dict[bpy.types.Material | None, list[Receiver]] = {}
    for slot in slots:
        found.setdefault(slot.material, []).append(slot)
    return found


def _common_projection(objects: Iterable[bpy.types.Object], options: TextureOptions) -> Projection:
    """How a picture comes onto several objects at once: from all sides where they have nothing in common."""
    found = {mapping.projection_for(obj, options) for obj in objects}
    return found.pop() if len(found) == 1 else "BOX"


def _projected(objects: Iterable[bpy.types.Object], options: TextureOptions) -> list[str]:
    """The names of the meshes that have no UV map for a picture that would go by it."""
    if options.projection != "AUTO":
        return []
    meshes = (obj for obj in objects if obj.type == "MESH")
    return [obj.name for obj in meshes if mapping.projection_for(obj, options) != "UV"]
