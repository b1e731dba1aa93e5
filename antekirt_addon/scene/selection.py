# SPDX-License-Identifier: GPL-3.0-or-later
"""The selection: what the artist works on before an import, and the new objects after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .id_reference import holds
from .image_material import can_carry

if TYPE_CHECKING:
    from collections.abc import Sequence


def chosen(layer: bpy.types.ViewLayer) -> list[bpy.types.Object]:
    """The selected objects, and those in a mode such as Edit, selected or not; the active one first."""
    found = [
        obj
        for obj in layer.objects
        if obj.visible_get(view_layer=layer) and (obj.select_get(view_layer=layer) or obj.mode != "OBJECT")
    ]
    return sorted(found, key=lambda obj: obj != layer.objects.active)


def can_take_image(context: bpy.types.Context) -> bool:
    """Whether a material could be put on one of them; asked of Blender, as the panel is drawn often."""
    edited: Sequence[bpy.types.Object] = getattr(context, "objects_in_mode", ())
    return any(map(can_carry, context.selected_objects)) or any(map(can_carry, edited))


def select(scene: bpy.types.Scene, objects: Sequence[bpy.types.Object]) -> None:
    """Leave the new objects selected, as Blender's own Add menu does; an edit in progress is left alone."""
    layer = bpy.context.view_layer if bpy.context.scene == scene else scene.view_layers[0]
    assert layer is not None
    if layer.objects.active and layer.objects.active.mode != "OBJECT":
        return
    for obj in layer.objects:
        obj.select_set(False, view_layer=layer)
    for obj in objects:
        if holds(layer.objects, obj):  # not so in a collection that the view layer excludes
            obj.select_set(True, view_layer=layer)
            layer.objects.active = obj
