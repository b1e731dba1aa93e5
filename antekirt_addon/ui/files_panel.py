# SPDX-License-Identifier: GPL-3.0-or-later
"""What there is to do about the files of results; a panel that is only there when there is something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_iface as iface_

from . import snapshot
from .sidebar_panel import ShaderEditorPanel, SidebarPanel
from .wrapped_text import paragraph

if TYPE_CHECKING:
    from bpy.types import Context


class FilesPanel(SidebarPanel):
    bl_label = "Files"
    bl_order = 0  # above the jobs, whose cards would push it out of sight

    @classmethod
    def poll(cls, _context: Context) -> bool:
        shown = snapshot.current().files
        return bool(shown.missing or shown.elsewhere)

    def draw(self, context: Context) -> None:
        layout, shown = self.layout, snapshot.current().files
        if shown.missing:
            told = iface_("Missing files of results: {count}").format(count=shown.missing)
            paragraph(layout, context, told, icon="ERROR")
            layout.operator("antekirt.find_missing", icon="VIEWZOOM")
        if shown.elsewhere:
            told = iface_("Files that lie elsewhere and do not move with this one: {count}")
            paragraph(layout, context, told.format(count=shown.elsewhere), icon="INFO")
            layout.operator("antekirt.gather_files", text="Copy Results Beside", icon="PACKAGE")
        layout.operator("antekirt.prepare_for_farm", icon="RENDER_ANIMATION")


class ANTEKIRT_PT_files(FilesPanel, bpy.types.Panel):
    bl_space_type = "VIEW_3D"


class ANTEKIRT_PT_image_files(FilesPanel, bpy.types.Panel):
    bl_space_type = "IMAGE_EDITOR"


class ANTEKIRT_PT_node_files(ShaderEditorPanel, FilesPanel, bpy.types.Panel):
    pass


CLASSES = (ANTEKIRT_PT_files, ANTEKIRT_PT_image_files, ANTEKIRT_PT_node_files)
