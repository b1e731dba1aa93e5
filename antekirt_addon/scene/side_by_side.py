# SPDX-License-Identifier: GPL-3.0-or-later
"""New objects in a scene, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from mathutils import Matrix

from .attribution import stamp
from .selection import select
from .spot.bounding_box import bounding_box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .import_target import Target
    from .placement import Place
    from .source_file import SourceFile

GAP = 0.05  # between two, as a part of the target's size


def arrange(
    place: Place, target: Target, sources: Sequence[SourceFile], objects: Sequence[bpy.types.Object]
) -> None:
    """Link new objects side by side, centred at the spot for them, and select them.

    More than one share a collection of their own.
    """
    widths, heights = zip(*map(_dimensions, objects), strict=True)
    gap = GAP * target.size
    across = sum(widths) + gap * (len(widths) - 1)
    base, left = place.spot(across, max(heights)), -across / 2  # before anything changes what is evaluated
    collection = place.collection()
    if len(objects) > 1:
        own = bpy.data.collections.new(sources[0].name)
        stamp(own, sources[0].attribution)
        collection.children.link(own)
        collection = own
    for obj, width in zip(objects, widths, strict=True):
        obj.matrix_world = base @ Matrix.Translation((left + width / 2, 0.0, 0.0)) @ obj.matrix_basis
        left += width + gap
        collection.objects.link(obj)
    place.things += objects
    select(place.scene, objects)


def _dimensions(obj: bpy.types.Object) -> tuple[float, float]:
    """Width and height of an object of ours, made in the XY plane around its origin, perhaps turned there."""
    box = bounding_box(obj)
    assert box
    dimensions = obj.matrix_basis.to_3x3() @ (box[1] - box[0])
    return abs(dimensions.x), abs(dimensions.y)
