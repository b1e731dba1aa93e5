# SPDX-License-Identifier: GPL-3.0-or-later
"""New objects in a scene, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from mathutils import Matrix

from .attribution import stamp
from .image_datablock import size
from .import_target import orientation
from .selection import select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .import_target import Target
    from .placement import Place
    from .source_file import SourceFile

GAP = 0.05  # between two, as a part of the target's size


def arrange(
    place: Place, target: Target, sources: Sequence[SourceFile], objects: Sequence[bpy.types.Object]
) -> None:
    """Link new objects side by side, centred at the target's location, and select them.

    More than one share a collection of their own.
    """
    collection = place.collection()
    if len(objects) > 1:
        own = bpy.data.collections.new(sources[0].name)
        stamp(own, sources[0].attribution)
        collection.children.link(own)
        collection = own
    widths = [_width(obj) for obj in objects]
    gap = GAP * target.size
    left = -(sum(widths) + gap * (len(widths) - 1)) / 2
    base = Matrix.Translation(target.location) @ orientation(target)
    for obj, width in zip(objects, widths, strict=True):
        obj.matrix_world = base @ Matrix.Translation((left + width / 2, 0.0, 0.0))
        left += width + gap
        collection.objects.link(obj)
    place.things += objects
    select(place.scene, objects)


def _width(obj: bpy.types.Object) -> float:
    """Width of an object of ours, made in the XY plane around its origin, before it is in any scene."""
    if obj.type == "EMPTY":
        wide, high = size(obj.data)  # type: ignore[arg-type] # the stubs forget that an empty can show an image
        return obj.empty_display_size * wide / max(wide, high)
    return float(2 * max(corner[0] for corner in obj.bound_box))
