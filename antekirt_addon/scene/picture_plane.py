# SPDX-License-Identifier: GPL-3.0-or-later
"""A plane with a picture on it, both marked as whose work it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import image_material, image_plane
from .attribution import stamp

if TYPE_CHECKING:
    import bpy

    from .picture import Picture


def build(picture: Picture, size: float, *, lit: bool) -> tuple[bpy.types.Object, bpy.types.Material]:
    """The plane, in no collection yet, and its material. size: of its longer side."""
    material = image_material.build(picture.image, lit=lit)
    plane = image_plane.build(material, picture.sides, size, picture.turn)
    for datablock in (material, plane):
        stamp(datablock, picture.source.attribution)
    return plane, material
