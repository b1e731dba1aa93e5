# SPDX-License-Identifier: GPL-3.0-or-later
"""How much room an object takes up, in its own axes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mathutils import Vector

if TYPE_CHECKING:
    from collections.abc import Iterator

SOLID = {"MESH", "CURVE", "SURFACE", "FONT", "META", "GPENCIL", "GREASEPENCIL"}


def bounding_box(obj: Any) -> tuple[Vector, Vector] | None:  # noqa: ANN401 - an evaluated object
    """Two opposite corners of an object's box; None if there is nothing of it to be seen."""
    if obj.type == "EMPTY" and obj.empty_display_type == "IMAGE" and obj.data:
        return _picture(obj)
    if obj.type not in SOLID:
        return None
    corners = obj.bound_box
    lowest, highest = Vector(corners[0]), Vector(corners[6])
    return None if lowest == highest else (lowest, highest)


def _picture(empty: Any) -> tuple[Vector, Vector]:  # noqa: ANN401 - an evaluated object
    wide, high = empty.data.size
    scale = empty.empty_display_size / max(wide, high, 1)
    left, bottom = empty.empty_image_offset
    lowest = Vector((left * wide * scale, bottom * high * scale, 0.0))
    return lowest, lowest + Vector((wide * scale, high * scale, 0.0))


def corners_between(lowest: Vector, highest: Vector) -> Iterator[Vector]:
    """All eight corners of a box of which two opposite ones are known."""
    for x in (lowest.x, highest.x):
        for y in (lowest.y, highest.y):
            for z in (lowest.z, highest.z):
                yield Vector((x, y, z))
