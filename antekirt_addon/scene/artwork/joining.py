# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have no custom properties, and data of any kind
"""Pieces of an artwork become one, which knows all their shapes and follows the artwork as they did.

What lies in several layers stays apart, but for meshes, whose points each know their own. A Grease Pencil
drawing is one piece as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from .piece import layer_of
from .shape_name import ATTRIBUTE, GROUPS, KEY, KEYS, NAME, NAMES, SPLINES, names, shape_of_parts

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence


def join(pieces: Sequence[Any], active: Any) -> list[Any]:
    """Join pieces that can be; gives those that are left, the active one among them if it was."""
    alike: dict[Hashable, list[Any]] = {}
    for obj in sorted(pieces, key=lambda obj: obj != active):
        alike.setdefault(_kind(obj), []).append(obj)
    for first, *others in alike.values():
        if others:
            _join(first, others)
    return [together[0] for together in alike.values()]


def _kind(obj: Any) -> Hashable:
    """What is equal of pieces that can be one."""
    if shape_of_parts(obj) is None:  # a text or a drawing, or it has been changed since
        return str(obj.name)
    drivers = obj.animation_data.drivers if obj.animation_data else ()
    lifted = tuple(curve.driver.expression for curve in drivers if "heights" in curve.driver.expression)
    kind = obj.type, layer_of(obj), lifted, tuple(modifier.name for modifier in obj.modifiers)
    data = obj.data
    if obj.type == "MESH":
        return *kind, len(data.color_attributes), len(data.uv_layers)
    width = round(data.bevel_depth, 6) if data.dimensions == "3D" else 0.0
    return *kind, data.dimensions, data.fill_mode, width


def _join(first: Any, others: Sequence[Any]) -> None:
    everything = [first, *others]
    labels = [(names(obj), list(obj.get(KEYS, [obj.get(KEY, "")]))) for obj in everything]
    counts = [_splines(obj) for obj in everything] if first.type == "CURVE" else []
    groups = {obj.get(GROUPS) for obj in everything}
    _take_children(first, others)
    for obj in everything:
        if obj.data.users > 1:  # a copy of the artwork has it too
            obj.data = obj.data.copy()
    if first.type == "MESH":
        _number_shapes(everything)
    else:
        _share_materials(first, others)
    data = [obj.data for obj in others]
    with bpy.context.temp_override(
        active_object=first, object=first, selected_objects=everything, selected_editable_objects=everything
    ):
        bpy.ops.object.join()
    bpy.data.batch_remove([one for one in data if not one.users])
    first.pop(NAME, None)
    first.pop(KEY, None)
    first[NAMES] = [name for own, _ in labels for name in own]
    first[KEYS] = [key for _, own in labels for key in own]
    if counts:
        first[SPLINES] = [count for own in counts for count in own]
    if len(groups) > 1:
        first.pop(GROUPS, None)


def _splines(obj: Any) -> list[int]:
    return list(obj[SPLINES]) if SPLINES in obj else [len(obj.data.splines)]


def _take_children(first: Any, others: Sequence[Any]) -> None:
    """Have what hangs under pieces that go hang where it is under the one that stays."""
    gone: set[Any] = set(others)
    for child in [child for child in bpy.data.objects if child.parent in gone and child not in gone]:
        here = first.matrix_world.inverted_safe() @ child.parent.matrix_world @ child.matrix_parent_inverse
        child.parent = first  # in the same layer, from which it counts its own
        child.matrix_parent_inverse = here


def _number_shapes(pieces: Sequence[Any]) -> None:
    before = 0
    for obj in pieces:
        shapes = shape_of_parts(obj)
        assert shapes is not None
        attribute = obj.data.attributes.get(ATTRIBUTE) or obj.data.attributes.new(ATTRIBUTE, "INT", "FACE")
        attribute.data.foreach_set("value", (shapes + before).astype(np.int32))
        before += len(names(obj))


def _share_materials(first: Any, others: Sequence[Any]) -> None:
    """Give a curve the materials of others, and their splines the numbers that those have there.

    Blender's own join leaves the numbers as they are.
    """
    shared = list(first.data.materials)
    for obj in others:
        own = list(obj.data.materials)
        for material in own:
            if material not in shared:
                shared.append(material)
                first.data.materials.append(material)
        for _ in range(len(shared) - len(own)):
            obj.data.materials.append(None)
        for spline in obj.data.splines:
            if own:
                spline.material_index = shared.index(own[spline.material_index])
