# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist's name as a text beneath a picture, for those who compare several: seen while working alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .attribution import stamp

if TYPE_CHECKING:
    from .source_file import SourceFile

LETTERS = 0.08  # size of the letters, as a part of the picture's longer side
GAP = 0.025  # between the picture and the name, as a part of the same
HEIGHT = GAP + 1.2 * LETTERS  # of all that is added beneath the picture


def write_beneath(
    obj: bpy.types.Object, source: SourceFile, proportions: tuple[float, float], size: float
) -> bpy.types.Object | None:
    """Write who made it beneath an object that is in a scene already, no wider than that; None for nobody.

    The object lies in its own XY plane around its origin, with these proportions; its longer side is `size`.
    The name goes wherever the object goes.
    """
    name = source.attribution.artist_name if source.attribution else ""
    if not name:
        return None
    width, height = (size * side / max(proportions) for side in proportions)
    curve = bpy.data.curves.new(name, "FONT")
    assert isinstance(curve, bpy.types.TextCurve)
    curve.body = name
    curve.align_x, curve.align_y = "CENTER", "TOP"
    curve.size = LETTERS * size
    label = bpy.data.objects.new(name, curve)
    if (wide := _width(label)) > width:
        curve.size *= width / wide
    label.parent = obj
    label.location = (0.0, -height / 2 - GAP * size, 0.0)
    label.hide_render = True
    stamp(label, source.attribution)
    for collection in obj.users_collection:
        collection.objects.link(label)
    return label


def _width(label: bpy.types.Object) -> float:
    """How wide a text is that is in no scene yet."""
    mesh = label.to_mesh()
    across = [vertex.co.x for vertex in mesh.vertices] or [0.0]
    label.to_mesh_clear()
    return max(across) - min(across)
