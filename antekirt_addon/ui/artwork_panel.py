# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork's spacing, among the object properties of its parent."""

from __future__ import annotations

import bpy

from ..scene.vector import layer_spacing


class ANTEKIRT_PT_artwork(bpy.types.Panel):
    bl_idname = "ANTEKIRT_PT_artwork"
    bl_label = "Antekirt"
    bl_space_type = "PROPERTIES"
    bl_region_type = "WINDOW"
    bl_context = "object"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return context.object is not None and context.object.is_property_set(layer_spacing.PROPERTY)

    def draw(self, context: bpy.types.Context) -> None:
        self.layout.use_property_split = True
        self.layout.prop(context.object, layer_spacing.PROPERTY)


CLASSES = (ANTEKIRT_PT_artwork,)
