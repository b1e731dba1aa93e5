# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture on objects, or on their faces that were selected: in a material of its own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import bpy

from .. import image_material
from . import mapping, receiver, suitability

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..picture import Picture
    from .receiver import Receiver
    from .suitability import Obstacle
    from .texture_options import Projection, TextureOptions


@dataclass(slots=True)
class Coverage:
    """What was done to put a picture on objects, or into the materials that they have.

    materials, objects: those that show the image now.
    replaced: the materials that these objects had there before; they stay in the file.
    projected: the names of the meshes among these objects that have no UV map.
    skipped: the names of the objects that something keeps it from.
    uneven: the names of those in whose UV map tiles are not alike on all faces.
    lost: the names of those whose noted faces are gone. also: of those that show it with the mesh they share.
    image: what shows the picture. refused: why some materials do not. copied: those of which a copy shows it,
    as others show them too.
    """

    materials: list[bpy.types.Material] = field(default_factory=list)
    objects: list[bpy.types.Object] = field(default_factory=list)
    replaced: list[bpy.types.Material] = field(default_factory=list)
    projected: list[str] = field(default_factory=list)
    skipped: dict[Obstacle, list[str]] = field(default_factory=dict)
    uneven: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    image: bpy.types.Image | None = None
    refused: list[str] = field(default_factory=list)
    copied: list[bpy.types.Material] = field(default_factory=list)


def put_on(
    objects: Sequence[bpy.types.Object], picture: Picture, options: TextureOptions, *, lit: bool
) -> Coverage:
    """Put a picture on objects, instead of the active material, or as their first.

    Objects that need the same projection share one material. What it takes the place of is kept.
    """
    able, skipped = suitability.sorted_out(objects, options)
    found = receiver.receivers(able, options)
    slots = found.slots
    result = Coverage(objects=list(dict.fromkeys(slot.obj for slot in slots)))
    result.skipped, result.lost = skipped, found.lost
    by_projection: dict[Projection, list[Receiver]] = {}
    for slot in slots:
        by_projection.setdefault(mapping.projection_for(slot.obj, options), []).append(slot)
    result.replaced = _materials(slots)
    for projection, of_it in by_projection.items():
        covered = list(dict.fromkeys(slot.obj for slot in of_it))
        told = replace(options, projection=projection)
        material = image_material.laid(picture, told, covered, lit=lit)
        shown = mapping.shown(picture, projection)
        result.image = picture.image if result.image == picture.image else shown.image
        result.materials.append(material)
        if mapping.is_uneven(told, covered):
            result.uneven += [obj.name for obj in covered]
        receiver.assign(of_it, material)
        if options.projection == "AUTO" and projection != "UV":
            result.projected += [obj.name for obj in covered if obj.type == "MESH"]
    result.also = sharers(slots, result.objects)
    for replaced in result.replaced:
        if not replaced.library:
            replaced.use_fake_user = True  # Blender does not save what nobody uses
    return result


def _materials(slots: Iterable[Receiver]) -> list[bpy.types.Material]:
    """What is in slots that are given another material as they are."""
    found = dict.fromkeys(slot.material for slot in slots if slot.faces is None)
    return [material for material in found if material]


def sharers(slots: Iterable[Receiver], objects: Sequence[bpy.types.Object]) -> list[str]:
    """The names of the other objects whose mesh has had its faces given another slot."""
    meshes = {slot.obj.data for slot in slots if slot.faces is not None}
    if not meshes:
        return []
    known = set(objects)
    return [obj.name for obj in bpy.data.objects if obj.data in meshes and obj not in known]
