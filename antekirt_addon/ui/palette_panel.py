# SPDX-License-Identifier: GPL-3.0-or-later
"""The colors of an artwork, in its panel: each a swatch that the artwork follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ..scene.artwork.artwork_root import root_of
from .sidebar_panel import SidebarPanel
from .wrapped_text import fits_share

if TYPE_CHECKING:
    from bpy.types import Context

ROWS = 6
HALF = 0.5  # of a line
NAME = 0.35  # of a line: the room for the name of a color
COLOR_VERBS = ("Take Colors", "Save Palette")


class ANTEKIRT_UL_swatches(bpy.types.UIList):
    """A row for each color: to tick it, to change it, its name and how much it covers."""

    def draw_item(
        self,
        context: Context | None,
        layout: Any,  # noqa: ANN401 - the stubs allow for none
        _root: object,
        swatch: Any,  # noqa: ANN401 - with properties of ours
        _icon: int | None,
        _active: object,
        _property: str | None,
        _index: int | None,
        _flag: int | None,
    ) -> None:
        row = layout.row(align=True)
        row.prop(swatch, "ticked", text="")
        named = context is None or fits_share(context, swatch.name, NAME)
        split = row.split(factor=0.35 if named else 0.5)
        split.prop(swatch, "color", text="")
        told = split.split(factor=0.6) if named else split
        if named:
            told.label(text=swatch.name, translate=False)
        told.label(text=f"{swatch.share:.0%}" if swatch.share >= 0.005 else "<1%", translate=False)


class ANTEKIRT_PT_palette(SidebarPanel, bpy.types.Panel):
    bl_label = "Palette"
    bl_space_type = "VIEW_3D"
    bl_parent_id = "ANTEKIRT_PT_artwork_values"

    @classmethod
    def poll(cls, context: Context) -> bool:
        return root_of(context.object) is not None

    def draw(self, context: Context) -> None:
        layout, root = self.layout, root_of(context.object)
        assert root is not None
        swatches: Any = root
        if not swatches.antekirt_swatches:
            layout.operator("antekirt.read_colors", icon="COLOR")
            return
        row = layout.row(align=True)
        row.prop(root, "antekirt_swatch_sorting", text="")
        row.operator("antekirt.read_colors", text="", icon="FILE_REFRESH")
        column = layout.column()
        column.enabled = root.is_editable and context.mode != "EDIT_MESH"
        column.template_list(
            "ANTEKIRT_UL_swatches",
            "",
            root,
            "antekirt_swatches",
            root,
            "antekirt_active_swatch",
            rows=ROWS,
        )
        column = column.column(align=True)
        row = column.row(align=True)
        row.operator("antekirt.merge_colors")
        row.operator("antekirt.swap_colors")
        fits = all(fits_share(context, iface_(name, "Operator"), HALF, icons=2) for name in COLOR_VERBS)
        row = column.row(align=True) if fits else column
        row.operator_menu_enum("antekirt.take_colors", "source", text="Take Colors", icon="COLOR")
        row.operator("antekirt.save_palette", icon="FILE_TICK")


CLASSES = (ANTEKIRT_UL_swatches, ANTEKIRT_PT_palette)
