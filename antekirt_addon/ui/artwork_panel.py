# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done to a result later, among its object properties."""

from __future__ import annotations

import bpy

from ..scene.attribution import read
from ..scene.export.artwork_member import ORIGINAL
from ..scene.vector import layer_spacing


class ANTEKIRT_PT_artwork(bpy.types.Panel):
    bl_idname = "ANTEKIRT_PT_artwork"
    bl_label = "Antekirt"
    bl_space_type = "PROPERTIES"
    bl_region_type = "WINDOW"
    bl_context = "object"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        obj = context.object
        return obj is not None and (_is_artwork(obj) or _is_copy(obj) or read(obj) is not None)

    def draw(self, context: bpy.types.Context) -> None:
        self.layout.use_property_split = True
        obj = context.object
        assert obj is not None
        if _is_artwork(obj):
            self.layout.prop(obj, layer_spacing.PROPERTY)
        if _is_copy(obj):
            self.layout.operator("antekirt.undo_preparation", icon="LOOP_BACK")
        else:
            self.layout.operator("antekirt.prepare_for_export", icon="EXPORT")
            self.layout.operator("antekirt.mark_asset", icon="ASSET_MANAGER")
            self.layout.operator("antekirt.copy_to_library", icon="DUPLICATE")


def _is_artwork(obj: bpy.types.Object) -> bool:
    return obj.is_property_set(layer_spacing.PROPERTY)


def _is_copy(obj: bpy.types.Object) -> bool:
    return bool(obj.get(ORIGINAL))


CLASSES = (ANTEKIRT_PT_artwork,)
