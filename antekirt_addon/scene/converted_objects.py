# SPDX-License-Identifier: GPL-3.0-or-later
"""Drawings that Blender 4.2 makes of objects: new ones, which know nothing of what they were made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Vector

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .attribution import Attribution

MAKES_NEW_ONES = bpy.app.version < (4, 3, 0)
CONVERTED = {"MESH", "CURVE", "SURFACE", "FONT"}
NEAR = 0.02  # of the size, or units, for two boxes that are the same: lines are laid before faces


@dataclass(frozen=True, slots=True)
class Conversion:
    """gone: the session uids of what it was made of, if that is gone."""

    drawing: bpy.types.Object
    gone: frozenset[int]
    works: tuple[Attribution, ...]


def conversions(
    objects: Iterable[bpy.types.Object], shown: set[int], known: Mapping[int, tuple[str, list[Attribution]]]
) -> list[Conversion]:
    """The drawings among objects that have come, and the works that they show.

    shown: the session uids of those that were there before. known: type and works by session uid.
    """
    present: list[Any] = list(objects)
    drawings = [obj for obj in present if obj.type == "GPENCIL" and obj.session_uid not in shown]
    if not drawings:
        return []
    uids = {obj.session_uid for obj in present}
    gone = frozenset(
        uid for uid, (kind, _) in known.items() if uid in shown and uid not in uids and kind in CONVERTED
    )
    left = [obj for obj in present if obj.type in CONVERTED and obj.session_uid in known]
    found = []
    for drawing in drawings:
        works = [work for uid in gone for work in known[uid][1]]
        works += [work for obj in left if _is_same_box(obj, drawing) for work in known[obj.session_uid][1]]
        if works:
            found.append(Conversion(drawing, gone, tuple(dict.fromkeys(works))))
    return found


def _is_same_box(one: bpy.types.Object, other: bpy.types.Object) -> bool:
    (low, high), (other_low, other_high) = _box(one), _box(other)
    off = max((low - other_low).length, (high - other_high).length)
    return off <= NEAR * max((high - low).length, 1.0)


def _box(obj: Any) -> tuple[Vector, Vector]:  # noqa: ANN401 - an Object, whose box the stubs do not know
    corners = [obj.matrix_world @ Vector(corner) for corner in obj.bound_box]
    low, high = (
        Vector([pick(corner[axis] for corner in corners) for axis in range(3)]) for pick in (min, max)
    )
    return low, high
