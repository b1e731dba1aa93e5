# SPDX-License-Identifier: GPL-3.0-or-later
"""New objects take their place in a scene, side by side."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

import bpy
from mathutils import Matrix, Quaternion

from .attribution import stamp
from .image_datablock import size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .placement import Place, Target
    from .source_file import SourceFile


def put(
    place: Place, target: Target, sources: Sequence[SourceFile], objects: Sequence[bpy.types.Object]
) -> None:
    """Link new objects side by side, their row centred at the target's location, and select them.

    More than one share a collection of their own. An object's width is taken from its x dimension.
    """
    collection = place.collection()
    if len(objects) > 1:
        own = bpy.data.collections.new(sources[0].name)
        stamp(own, sources[0].attribution)
        collection.children.link(own)
        collection = own
    widths = [_width(obj) for obj in objects]
    gap = 0.05 * target.size
    left = -(sum(widths) + gap * (len(widths) - 1)) / 2
    base = Matrix.Translation(target.location) @ orientation(target)
    for obj, width in zip(objects, widths, strict=True):
        obj.matrix_world = base @ Matrix.Translation((left + width / 2, 0.0, 0.0))
        left += width + gap
        collection.objects.link(obj)
    select(place.scene, objects)


def orientation(target: Target) -> Matrix:
    """Give the rotation (4, 4) of an object made in the XY plane, facing +Z."""
    if target.align == "VIEW" and target.view_rotation:
        return Quaternion(target.view_rotation).to_matrix().to_4x4()
    if target.align == "FLAT":
        return Matrix.Identity(4)
    return Matrix.Rotation(pi / 2, 4, "X")


def _width(obj: bpy.types.Object) -> float:
    """Width of an object of ours, made in the XY plane around its origin, before it is in any scene."""
    if obj.type == "EMPTY":
        wide, high = size(obj.data)  # type: ignore[arg-type] # the stubs forget that an empty can show an image
        return obj.empty_display_size * wide / max(wide, high)
    return float(2 * max(corner[0] for corner in obj.bound_box))


def select(scene: bpy.types.Scene, objects: Sequence[bpy.types.Object]) -> None:
    """Leave the new objects selected, as Blender's own Add menu does; an edit in progress is left alone."""
    layer = bpy.context.view_layer if bpy.context.scene == scene else scene.view_layers[0]
    assert layer is not None
    if layer.objects.active and layer.objects.active.mode != "OBJECT":
        return
    for obj in layer.objects:
        obj.select_set(False, view_layer=layer)
    for obj in objects:
        if obj.name in layer.objects:  # not so in a collection that the view layer excludes
            obj.select_set(True, view_layer=layer)
            layer.objects.active = obj
