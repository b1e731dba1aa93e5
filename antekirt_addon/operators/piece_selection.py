# SPDX-License-Identifier: GPL-3.0-or-later
"""Which pieces of an artwork are selected, and others selected in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..scene.artwork.artwork_root import root_of

if TYPE_CHECKING:
    from collections.abc import Iterable


def selected_pieces(context: bpy.types.Context, root: bpy.types.Object) -> list[bpy.types.Object]:
    """The selected objects that belong to an artwork, without its root."""
    return [obj for obj in context.selected_objects if obj != root and root_of(obj) == root]


def leave_selected(context: bpy.types.Context, objects: Iterable[bpy.types.Object]) -> None:
    """Select some objects of the view layer and nothing else; the active one stays if it is among them."""
    layer: Any = context.view_layer
    if context.object and context.object.mode != "OBJECT":
        bpy.ops.object.mode_set(mode="OBJECT")
    meant = [obj for obj in objects if obj.name in layer.objects and not obj.hide_select]
    for obj in layer.objects:
        obj.select_set(False)
    for obj in meant:
        obj.select_set(True)
    if meant and layer.objects.active not in meant:
        layer.objects.active = meant[0]
