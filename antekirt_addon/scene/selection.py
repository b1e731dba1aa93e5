# SPDX-License-Identifier: GPL-3.0-or-later
"""The selection: what the artist works on before an import, and the new objects after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .id_reference import holds
from .texture.suitability import can_carry

if TYPE_CHECKING:
    from collections.abc import Sequence


def chosen(layer: bpy.types.ViewLayer) -> list[bpy.types.Object]:
    """The selected objects, and those in a mode such as Edit, selected or not; the active one first."""
    found = [
        obj
        for obj in layer.objects
        if (obj.select_get(view_layer=layer) or obj.mode != "OBJECT") and obj.visible_get(view_layer=layer)
    ]
    first = layer.objects.active
    return sorted(found, key=lambda obj: obj != first)


def active(layer: bpy.types.ViewLayer) -> list[bpy.types.Object]:
    """The active object alone, selected or not; none if it is hidden."""
    found = layer.objects.active
    return [found] if found and found.visible_get(view_layer=layer) else []


def can_take_image(context: bpy.types.Context, *, active_alone: bool = False) -> bool:
    """Whether a material could be put on one of them; asked of Blender, as the panel is drawn often."""
    if active_alone:
        assert context.view_layer
        return any(map(can_carry, active(context.view_layer)))
    edited: Sequence[bpy.types.Object] = getattr(context, "objects_in_mode", ())
    return any(map(can_carry, context.selected_objects)) or any(map(can_carry, edited))


def select(scene: bpy.types.Scene, objects: Sequence[bpy.types.Object]) -> None:
    """Leave the new objects selected, as Blender's own Add menu does; an edit in progress is left alone."""
    layer = _layer(scene)
    if layer.objects.active and layer.objects.active.mode != "OBJECT":
        return
    for obj in layer.objects:
        obj.select_set(False, view_layer=layer)
    for obj in objects:
        if holds(layer.objects, obj):  # not so in a collection that the view layer excludes
            obj.select_set(True, view_layer=layer)
            layer.objects.active = obj


def select_if_none(scene: bpy.types.Scene, obj: bpy.types.Object) -> None:
    """Have something to go on with where what was active has gone; else the artist's selection stays."""
    if _layer(scene).objects.active is None:
        select(scene, [obj])


def _layer(scene: bpy.types.Scene) -> bpy.types.ViewLayer:
    layer = bpy.context.view_layer if bpy.context.scene == scene else scene.view_layers[0]
    assert layer is not None
    return layer
