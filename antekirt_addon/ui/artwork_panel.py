# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel Artwork of objects, in the sidebar and among object properties: values, verbs, and the origin.

Of vectors the origin is a panel within it; other things have nothing else in the sidebar. What materials,
images, worlds and strips have stands in origin_panel.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_n as n_

from ..scene.artwork import live_value
from ..scene.artwork.artwork_root import is_root, root_of
from ..scene.artwork.connection import is_thin
from ..scene.attribution import read
from ..scene.export.artwork_member import ORIGINAL
from ..scene.multiplane.shown_part import shown
from ..translations import translated
from . import origin_body, origin_listing
from .sidebar_panel import SidebarPanel
from .wrapped_text import fits_share, paragraph

if TYPE_CHECKING:
    from bpy.types import Context, Object

HALF = 0.5  # of a line
PIECE_VERBS = ("Select Same", "Find Shape", "Separate", "Join", "Make Own", "Isolate")


class ANTEKIRT_PT_artwork_values(SidebarPanel, bpy.types.Panel):
    """Shown for a root and for each piece, where every row acts on the whole, and for what has an origin."""

    bl_label = "Artwork"
    bl_space_type = "VIEW_3D"
    bl_order = 1

    @classmethod
    def poll(cls, context: Context) -> bool:
        return root_of(context.object) is not None or bool(origin_listing.of(context.object).works)

    def draw(self, context: Context) -> None:
        root = root_of(context.object)
        if root is None:
            origin_body.draw(self.layout, context, origin_listing.of(context.object))
            return
        self.layout.label(text=root.name, translate=False, icon="OUTLINER_OB_EMPTY")
        draw_values(self.layout, root)
        _draw_choices(self.layout)
        self.layout.separator(factor=0.5)
        _draw_pieces(self.layout, context)
        self.layout.separator(factor=0.5)
        row = self.layout.row(align=True)
        row.operator("antekirt.reload_artwork", icon="FILE_REFRESH")
        another: Any = row.operator("antekirt.reload_artwork", text="", icon="FILEBROWSER")
        another.choose = True
        _draw_multiplane(self.layout, root)
        self.layout.operator("antekirt.export_svg", icon="EXPORT")
        for sentence in origin_listing.of(root).left_out:
            paragraph(self.layout, context, translated(sentence), icon="INFO")


class OriginWithin:
    """Mixed into a panel within one of the two."""

    bl_label = "Provenance"  # an object's origin is another thing in Blender, and in its translations
    layout: Any

    def draw(self, context: Context) -> None:
        origin_body.draw(self.layout, context, origin_listing.of(context.object))


class ANTEKIRT_PT_artwork_origin(OriginWithin, SidebarPanel, bpy.types.Panel):
    bl_space_type = "VIEW_3D"
    bl_parent_id = "ANTEKIRT_PT_artwork_values"
    bl_order = 0

    @classmethod
    def poll(cls, context: Context) -> bool:
        return root_of(context.object) is not None and bool(origin_listing.of(context.object).works)


class ANTEKIRT_PT_artwork(bpy.types.Panel):
    bl_idname = "ANTEKIRT_PT_artwork"
    bl_label = "Artwork"
    bl_space_type = "PROPERTIES"
    bl_region_type = "WINDOW"
    bl_context = "object"

    @classmethod
    def poll(cls, context: Context) -> bool:
        obj = context.object
        return obj is not None and (
            is_root(obj) or _is_copy(obj) or read(obj) is not None or bool(origin_listing.of(obj).works)
        )

    def draw(self, context: Context) -> None:
        obj = context.object
        assert obj is not None
        if is_root(obj):
            draw_values(self.layout, obj)
        if not (is_root(obj) or _is_copy(obj) or read(obj)):
            return
        if _is_copy(obj):
            self.layout.operator("antekirt.undo_preparation", icon="LOOP_BACK")
        else:
            self.layout.operator("antekirt.prepare_for_export", icon="EXPORT")
            self.layout.operator("antekirt.mark_asset", icon="ASSET_MANAGER")
            self.layout.operator("antekirt.copy_to_library", icon="DUPLICATE")


class ANTEKIRT_PT_object_origin(OriginWithin, bpy.types.Panel):
    bl_space_type = "PROPERTIES"
    bl_region_type = "WINDOW"
    bl_context = "object"
    bl_parent_id = "ANTEKIRT_PT_artwork"

    @classmethod
    def poll(cls, context: Context) -> bool:
        return bool(origin_listing.of(context.object).works)


def _draw_choices(layout: Any) -> None:  # noqa: ANN401 - the stubs allow for none
    column = layout.column(align=True)
    row = column.row(align=True)
    row.operator("antekirt.set_relief", text=iface_("Flat"), translate=False).depth = "FLAT"
    row.operator("antekirt.set_relief", text=iface_("Relief"), translate=False).depth = "RELIEF"
    row = column.row(align=True)
    row.operator("antekirt.set_shading", text=iface_("Unlit"), translate=False).shading = "UNLIT"
    row.operator("antekirt.set_shading", text=iface_("Lit"), translate=False).shading = "LIT"


def _draw_pieces(layout: Any, context: Context) -> None:  # noqa: ANN401 - the stubs allow for none
    column = layout.column(align=True)
    fits = all(fits_share(context, iface_(name, "Operator"), HALF, icons=2) for name in PIECE_VERBS)
    row = column.row(align=True) if fits else column
    row.operator_menu_enum("antekirt.select_same", "by", icon="RESTRICT_SELECT_OFF")
    row.operator("antekirt.find_shape", icon="VIEWZOOM")
    row = column.row(align=True) if fits else column
    row.operator_menu_enum("antekirt.separate_pieces", "by", icon="MOD_EXPLODE")
    row.operator("antekirt.join_pieces", icon="MESH_DATA")
    row = column.row(align=True) if fits else column
    row.operator("antekirt.make_own", icon="DUPLICATE")
    row.operator("antekirt.isolate_pieces", icon="HIDE_OFF")


def _draw_multiplane(layout: Any, root: Object) -> None:  # noqa: ANN401 - the stubs allow for none
    column = layout.column(align=True)
    column.operator("antekirt.make_multiplane", icon="CAMERA_DATA")
    if part := shown(root):
        row = column.row(align=True)
        for one, name in (("PIECES", n_("Pieces")), ("CUT_OUTS", n_("Cut-Outs"))):
            button = row.operator(
                "antekirt.show_part", text=iface_(name), translate=False, depress=part == one
            )
            button.part = one
        row.operator("antekirt.remove_cut_outs", text="", icon="TRASH")


def draw_values(layout: Any, root: Object) -> None:  # noqa: ANN401 - the stubs allow for none
    """The sliders of an artwork's values; a value that another file says cannot be moved here."""
    column = layout.column()
    column.use_property_split = True
    if not live_value.has_values(root):
        column.operator("antekirt.make_live", icon="DRIVER")
        return
    column.enabled = root.is_editable
    there = [value for value in live_value.EVERY if value.key in root.keys()]  # noqa: SIM118 - an ID is no mapping
    for value in there:
        column.prop(root, f'["{value.key}"]', text=value.name)
    if live_value.LIT not in there:
        column.operator("antekirt.animate_shading", icon="KEYINGSET")
    if live_value.HEIGHTS not in there:
        column.operator("antekirt.add_heights", icon="MOD_DISPLACE")
    if is_thin(root):  # more objects than should follow a thickness that nobody has asked for
        if root.override_library:
            column.label(text="Set a thickness in the file it comes from", icon="INFO")
        else:
            column.label(text="Curves follow it from the first thickness on", icon="INFO")


def _is_copy(obj: Object) -> bool:
    return bool(obj.get(ORIGINAL))


CLASSES = (
    ANTEKIRT_PT_artwork_values,
    ANTEKIRT_PT_artwork_origin,
    ANTEKIRT_PT_artwork,
    ANTEKIRT_PT_object_origin,
)
