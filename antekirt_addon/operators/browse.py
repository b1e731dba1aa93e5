# SPDX-License-Identifier: GPL-3.0-or-later
"""Leafing through artists and history: another page, another filter, everything anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_tip as tip_

from . import gallery_catalog, runtime

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

LISTS = (("ARTISTS", "Artists", ""), ("HISTORY", "History", ""))


class ANTEKIRT_OT_turn_page(bpy.types.Operator):
    """Show the next page, or the one before"""

    bl_idname = "antekirt.turn_page"
    bl_label = "Turn Page"
    bl_options = {"INTERNAL"}

    listing: bpy.props.EnumProperty(name="List", items=LISTS, options={"SKIP_SAVE"})
    by: bpy.props.IntProperty(name="Items", description="How far to go", options={"SKIP_SAVE"})

    @classmethod
    def description(cls, _context: bpy.types.Context, properties: Any) -> str:  # noqa: ANN401 - of this operator
        return tip_("Show the next page") if properties.by > 0 else tip_("Show the page before")

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        properties = context.window_manager.antekirt
        name = "first_artist" if self.listing == "ARTISTS" else "first_entry"
        setattr(properties, name, max(0, getattr(properties, name) + self.by))
        return {"FINISHED"}


class ANTEKIRT_OT_reload_catalog(bpy.types.Operator):
    """Ask the service for its artists and for your history once more"""

    bl_idname = "antekirt.reload_catalog"
    bl_label = "Reload Artists and History"

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        if catalog := gallery_catalog.known():
            catalog.reload()
        runtime.wake()
        return {"FINISHED"}


class ANTEKIRT_OT_filter_style(bpy.types.Operator):
    """Show only artists who have this style"""

    bl_idname = "antekirt.filter_style"
    bl_label = "Filter Artists by Style"
    bl_options = {"INTERNAL"}

    style: bpy.props.StringProperty(options={"SKIP_SAVE"})

    @classmethod
    def description(cls, _context: bpy.types.Context, properties: Any) -> str:  # noqa: ANN401 - of this operator
        return tip_(cls.__doc__ or "") if properties.style else tip_("Show artists of all styles")

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        context.window_manager.antekirt.style = self.style
        runtime.wake()
        return {"FINISHED"}


class ANTEKIRT_OT_filter_history(bpy.types.Operator):
    """Show only what was made with this artist"""

    bl_idname = "antekirt.filter_history"
    bl_label = "Filter History by Artist"
    bl_options = {"INTERNAL"}

    artist_id: bpy.props.StringProperty(options={"SKIP_SAVE"})
    artist_name: bpy.props.StringProperty(options={"SKIP_SAVE"})

    @classmethod
    def description(cls, _context: bpy.types.Context, properties: Any) -> str:  # noqa: ANN401 - of this operator
        return tip_(cls.__doc__ or "") if properties.artist_id else tip_("Show what was made with any artist")

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        properties = context.window_manager.antekirt
        properties.history_artist_name = self.artist_name
        properties.history_artist_id = self.artist_id
        return {"FINISHED"}


class ANTEKIRT_OT_pick_image(bpy.types.Operator):
    """Use this one of the images"""

    bl_idname = "antekirt.pick_image"
    bl_label = "Pick Image"
    bl_options = {"INTERNAL"}

    generation_id: bpy.props.StringProperty(options={"SKIP_SAVE"})
    image_index: bpy.props.IntProperty(min=0, options={"SKIP_SAVE"})

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        gallery_catalog.pick(self.generation_id, self.image_index)
        runtime.redraw()
        return {"FINISHED"}


class ANTEKIRT_OT_star(bpy.types.Operator):
    """Star this entry, or take its star. Starred entries can be shown alone"""

    bl_idname = "antekirt.star"
    bl_label = "Star"
    bl_options = {"INTERNAL"}

    generation_id: bpy.props.StringProperty(options={"SKIP_SAVE"})

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        if catalog := gallery_catalog.known():
            catalog.starred.toggle(self.generation_id)
        runtime.wake()
        runtime.redraw()
        return {"FINISHED"}


CLASSES = (
    ANTEKIRT_OT_turn_page,
    ANTEKIRT_OT_reload_catalog,
    ANTEKIRT_OT_filter_style,
    ANTEKIRT_OT_filter_history,
    ANTEKIRT_OT_pick_image,
    ANTEKIRT_OT_star,
)
