# SPDX-License-Identifier: GPL-3.0-or-later
"""The colors of an artwork, in its panel: each a swatch that the artwork follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..scene.artwork.artwork_root import root_of
from .panel import SidebarPanel

if TYPE_CHECKING:
    from bpy.types import Context

ROWS = 6


class ANTEKIRT_UL_swatches(bpy.types.UIList):
    """A row for each color: to tick it, to change it, its name and how much it covers."""

    def draw_item(
        self,
        _context: Context | None,
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
        row.prop(swatch, "color", text="")
        split = row.split(factor=0.6)
        split.label(text=swatch.name, translate=False)
        split.label(text=f"{swatch.share:.0%}" if swatch.share >= 0.005 else "<1%", translate=False)


class ANTEKIRT_PT_palette(SidebarPanel, bpy.types.Panel):
    bl_label = "Palette"
    bl_space_type = "VIEW_3D"
    bl_parent_id = "ANTEKIRT_PT_artwork_values"

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
        column.enabled = root.is_editable
        column.template_list(
            "ANTEKIRT_UL_swatches",
            "",
            root,
            "antekirt_swatches",
            root,
            "antekirt_active_swatch",
            rows=ROWS,
        )
        row = column.row(align=True)
        row.operator("antekirt.merge_colors")
        row.operator("antekirt.swap_colors")
        row = column.row(align=True)
        row.operator_menu_enum("antekirt.take_colors", "source", text="Take Colors", icon="COLOR")
        row.operator("antekirt.save_palette", icon="FILE_TICK")


CLASSES = (ANTEKIRT_UL_swatches, ANTEKIRT_PT_palette)
