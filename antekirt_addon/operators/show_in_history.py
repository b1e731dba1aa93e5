# SPDX-License-Identifier: GPL-3.0-or-later
"""From a thing in the scene to where it is listed: its entry of the history, its artist in the gallery."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_tip as tip_

from ..scene import view_shading
from . import addon_settings, gallery_catalog, runtime, sidebar

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class SidebarOperator:
    """Mixed into a bpy.types.Operator that shows something on our tab of a sidebar."""

    report: Any  # an Operator's

    def show_tab(self, context: bpy.types.Context) -> bool:
        """Open the tab where the artist is, or else in the largest 3D view. Whether that was possible."""
        if not addon_settings.read().key:
            self.report({"ERROR"}, "Enter your API key in the preferences of the add-on first")
            return False
        here = context.area
        area = here if here and here.type in sidebar.EDITORS else view_shading.largest_view(context)
        if area is None:
            self.report({"ERROR"}, "This window has no 3D view: open one, and try again")
            return False
        sidebar.show_tab(area)
        sidebar.scroll_to_top(area)
        runtime.redraw()
        return True


class ANTEKIRT_OT_show_in_history(SidebarOperator, bpy.types.Operator):
    """Show the entry of your history that this comes from, with all that was made of it"""

    bl_idname = "antekirt.show_in_history"
    bl_label = "Show in History"
    bl_options = {"INTERNAL"}

    generation_id: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})  # "": all of them again
    image_index: bpy.props.IntProperty(options={"HIDDEN", "SKIP_SAVE"})

    @classmethod
    def description(cls, _context: bpy.types.Context, properties: Any) -> str:  # noqa: ANN401 - of this operator
        return tip_(cls.__doc__ or "") if properties.generation_id else tip_("Show your whole history again")

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        if self.generation_id and not self.show_tab(context):
            return {"CANCELLED"}
        if self.generation_id:
            gallery_catalog.pick(self.generation_id, self.image_index)
        context.window_manager.antekirt.history_generation_id = self.generation_id
        return {"FINISHED"}


class ANTEKIRT_OT_show_artist(SidebarOperator, bpy.types.Operator):
    """Show this artist in the gallery, with examples of their work"""

    bl_idname = "antekirt.show_artist"
    bl_label = "Show Artist"
    bl_options = {"INTERNAL"}

    artist_name: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        if not self.show_tab(context):
            return {"CANCELLED"}
        properties = context.window_manager.antekirt
        properties.search, properties.is_choosing = self.artist_name, True
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_show_in_history, ANTEKIRT_OT_show_artist)
