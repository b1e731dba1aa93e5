# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done with an artwork and its pieces, in Blender's menu Object, where F3 finds it."""

from __future__ import annotations

import bpy
from bpy.app.translations import pgettext_n as n_


class ANTEKIRT_MT_artwork(bpy.types.Menu):
    bl_label = "Artwork (Antekirt)"
    bl_description = "All that can be done with the artwork of the active object"

    def draw(self, _context: bpy.types.Context | None) -> None:
        layout = self.layout
        layout.operator_context = "INVOKE_DEFAULT"
        layout.operator_menu_enum("antekirt.select_same", "by", icon="RESTRICT_SELECT_OFF")
        layout.operator("antekirt.find_shape", icon="VIEWZOOM")
        layout.operator("antekirt.isolate_pieces", icon="HIDE_OFF")
        layout.separator()
        layout.operator_menu_enum("antekirt.separate_pieces", "by", icon="MOD_EXPLODE")
        layout.operator("antekirt.join_pieces", text=n_("Join Pieces", "Operator"), icon="MESH_DATA")
        layout.operator("antekirt.make_own", icon="DUPLICATE")
        layout.separator()
        layout.operator_menu_enum("antekirt.set_relief", "depth", icon="MOD_DISPLACE")
        layout.operator_menu_enum("antekirt.set_shading", "shading", icon="SHADING_RENDERED")
        layout.operator("antekirt.animate_shading", icon="KEYINGSET")
        layout.operator("antekirt.add_heights", icon="MOD_DISPLACE")
        layout.operator("antekirt.make_live", icon="DRIVER")
        layout.separator()
        layout.operator_menu_enum("antekirt.take_colors", "source", text="Take Colors", icon="COLOR")
        layout.operator("antekirt.save_palette", icon="FILE_TICK")
        layout.separator()
        reload = n_("Reload Artwork", "Operator")
        layout.operator("antekirt.reload_artwork", text=reload, icon="FILE_REFRESH")
        layout.operator("antekirt.make_multiplane", icon="CAMERA_DATA")
        layout.operator_menu_enum("antekirt.show_part", "part", text="Show", icon="HIDE_OFF")
        layout.operator("antekirt.remove_cut_outs", icon="TRASH")
        layout.operator("antekirt.export_svg", icon="EXPORT")


CLASSES = (ANTEKIRT_MT_artwork,)
