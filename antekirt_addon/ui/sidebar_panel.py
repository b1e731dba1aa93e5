# SPDX-License-Identifier: GPL-3.0-or-later
"""What all panels share that stand in our tab of an editor's sidebar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..operators.sidebar import TAB

if TYPE_CHECKING:
    import bpy


class SidebarPanel:
    bl_region_type: Any = "UI"
    bl_category = TAB
    into_editor = True  # the picture goes into the editor that the panel stands in

    layout: bpy.types.UILayout


class ShaderEditorPanel:
    """Goes before a panel's own class, whose poll counts as well."""

    bl_space_type: Any = "NODE_EDITOR"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        own: Any = super()
        return context.space_data.tree_type == "ShaderNodeTree" and bool(own.poll(context))
