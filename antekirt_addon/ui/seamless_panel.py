# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture in the Image Editor as a tile, and the tile where the picture was."""

from __future__ import annotations

import bpy

from ..operators import runtime
from ..operators.seamless_thread import SeamlessThread
from ..scene.seamless_copy import IS_STILL, SEAMLESS_OF
from .sidebar_panel import SidebarPanel


class ANTEKIRT_PT_seamless(SidebarPanel, bpy.types.Panel):
    bl_label = "Texture"
    bl_space_type = "IMAGE_EDITOR"
    bl_order = 3

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        image = context.space_data.image
        return image is not None and image.source in IS_STILL

    def draw(self, context: bpy.types.Context) -> None:
        layout, image = self.layout, context.space_data.image
        if runtime.state(SeamlessThread).is_at(image):
            layout.label(text="Being made seamless", icon="SORTTIME")
        elif image.get(SEAMLESS_OF):
            layout.operator("antekirt.use_seamless", icon="CHECKMARK").image = image.name
        else:
            layout.operator("antekirt.make_seamless", icon="MESH_GRID").image = image.name


CLASSES = (ANTEKIRT_PT_seamless,)
