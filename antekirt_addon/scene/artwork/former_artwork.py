# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by its type, an object may have data of any kind
"""Artworks that were imported before their values were alive, and then are.

Their layers lay in place as they were last spaced; a curve object could hold several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..vector.layer_spacing import LAYER, SLOT_LAYERS
from .connection import connect
from .live_value import SPACING, give, has_values, read

if TYPE_CHECKING:
    from collections.abc import Iterator

MODIFIERS = {"Extrude", "Bevel"}  # that a mesh got where it was thick


def is_former(obj: bpy.types.Object) -> bool:
    """Whether an object is the root of an artwork whose values are still to come alive."""
    return not has_values(obj) and read(obj, SPACING) is not None


def revive(root: bpy.types.Object) -> None:
    """Have an artwork of an earlier version follow its values; one that does already is left alone."""
    if not is_former(root) or root.library or root.override_library:
        return
    spacing = read(root, SPACING) or 0.0
    drawn: list[Any] = [obj for obj in root.children_recursive if obj.data]
    thickness, bevel = next(filter(any, map(_thickness, drawn)), (0.0, 0.0))
    pieces = [piece for obj in drawn for piece in _flat(obj)]
    give(root, spacing, thickness, bevel)
    for _ in connect(root, pieces, spacing):
        pass


def _thickness(obj: Any) -> tuple[float, float]:
    """Thickness and bevel of what is drawn."""
    if obj.type == "CURVE" and LAYER in obj:
        return 2 * (obj.data.extrude or obj.data.bevel_depth), obj.data.bevel_depth
    modifiers = {modifier.name: modifier for modifier in obj.modifiers if modifier.name in MODIFIERS}
    solid, edges = modifiers.get("Extrude"), modifiers.get("Bevel")
    found = solid.thickness if solid else 0.0, edges.width if edges else 0.0
    for modifier in modifiers.values():
        obj.modifiers.remove(modifier)
    return found


def _flat(obj: Any) -> Iterator[Any]:
    """An object, and under it one for each further layer that it held."""
    yield obj
    slot_layers = list(obj.pop(SLOT_LAYERS, ()))
    if len(set(slot_layers)) < 2:
        return
    whole = obj.data
    for layer in sorted(set(slot_layers)):
        part = whole.copy()
        for spline in [one for one in part.splines if slot_layers[one.material_index] != layer]:
            part.splines.remove(spline)
        for spline in part.splines:
            for point in spline.bezier_points:
                point.co.z = point.handle_left.z = point.handle_right.z = 0.0
        if layer == obj[LAYER]:
            obj.data = part
            continue
        piece = obj.copy()
        piece.data, piece.parent = part, obj
        piece.matrix_parent_inverse.identity()
        piece.matrix_basis.identity()
        piece[LAYER] = layer - obj[LAYER]
        for collection in obj.users_collection:
            collection.objects.link(piece)
        yield piece
    if not whole.users:
        bpy.data.curves.remove(whole)
