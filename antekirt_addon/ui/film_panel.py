# SPDX-License-Identifier: GPL-3.0-or-later
"""When the video on an object begins, among the object's properties."""

from __future__ import annotations

import bpy

from ..operators.restart_film import START_PROPERTY, shows_film


class ANTEKIRT_PT_film(bpy.types.Panel):
    bl_idname = "ANTEKIRT_PT_film"
    bl_label = "Antekirt Video"
    bl_space_type = "PROPERTIES"
    bl_region_type = "WINDOW"
    bl_context = "object"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return context.object is not None and shows_film(context.object)

    def draw(self, context: bpy.types.Context) -> None:
        column = self.layout.column()
        for slot in context.object.material_slots:
            if slot.material and slot.material.get(START_PROPERTY) is not None:
                column.prop(slot.material, f'["{START_PROPERTY}"]', text="Start Frame")
        column.operator("antekirt.restart_film", icon="TIME")


CLASSES = (ANTEKIRT_PT_film,)
