# SPDX-License-Identifier: GPL-3.0-or-later
"""The account's generations: everything that was ever made with this key, to be used again for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ..catalog.paged_list import ListState
from ..catalog.picture_cache import Picture, image_of
from ..operators import gallery_catalog
from . import artist_gallery, history_entry, pager, panel_width, picture_button, thumbnail
from .wrapped_text import paragraph

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import IconItems
    from bpy.types import Context, UILayout

    from ..api.resource import Generation
    from ..catalog.catalog import Catalog
    from ..operators.gallery_properties import AntekirtGalleryProperties

ARTISTS = 20  # in the filter's menu
VIEW_ICONS: dict[str, IconItems] = {"LIST": "LONGDISPLAY", "GRID": "IMGDISPLAY"}


def draw(layout: UILayout, context: Context) -> None:
    catalog = gallery_catalog.history()
    gallery_props: AntekirtGalleryProperties = context.window_manager.antekirt
    if gallery_props.history_generation_id:
        layout.operator("antekirt.show_in_history", text="All Entries", icon="LOOP_BACK")
    else:
        _draw_filter(layout, gallery_props)
    if catalog is None:
        layout.label(text="Loading", icon="SORTTIME")
        return
    listing, first = catalog.generations, gallery_props.first_entry
    artist_gallery.draw_state(layout, context, listing, _empty_text(gallery_props))
    entries = catalog.history[first : first + gallery_props.entries_per_page]
    if gallery_props.history_view == "GRID":
        _draw_grid(layout, context, catalog, entries)
    else:
        shared = history_entry.EntryLayout.here(context)
        for generation in entries:
            history_entry.draw(layout.box(), context, catalog, generation, shared)
    if listing.state is ListState.READY:
        _draw_footer(layout, context, catalog, gallery_props)


def _draw_grid(layout: UILayout, context: Context, catalog: Catalog, entries: tuple[Generation, ...]) -> None:
    """Pictures side by side, and below them all that is to be known of the picked one."""
    abreast = artist_gallery.columns(context)
    scale = max(2.0, (panel_width.available_width(context) / abreast - 6) / panel_width.BUTTON)
    grid = layout.grid_flow(columns=abreast, row_major=True, even_columns=True, align=True)
    picked = gallery_catalog.picked_entry()
    if entries and all(generation.id != picked for generation in entries):
        picked = entries[0].id  # so that what can be done with one is seen at once
    for generation in entries:
        images = generation.outputs.images
        index = min(gallery_catalog.picked().get(generation.id, 0), max(len(images) - 1, 0))
        picture = image_of(generation, index) if images else Picture("", "")
        icon = thumbnail.icon(catalog, picture, history_entry.missing_icon(generation))
        operator = picture_button.draw(
            grid,
            icon,
            scale,
            "antekirt.pick_image",
            is_chosen=generation.id == picked,
            name=generation.artist_name,
        )
        operator.generation_id, operator.image_index = generation.id, index
    for _ in range(abreast - len(entries)):  # otherwise a few pictures would be stretched
        grid.column()
    shared = history_entry.EntryLayout.here(context)
    for generation in entries:
        if generation.id == picked:
            history_entry.draw(layout.box(), context, catalog, generation, shared)


def _draw_filter(layout: UILayout, gallery_props: AntekirtGalleryProperties) -> None:
    column = layout.column(align=True)
    column.prop(gallery_props, "history_text", text="", icon="VIEWZOOM", placeholder="Search History")
    row = column.row(align=True)
    name = gallery_props.history_artist_name if gallery_props.history_artist_id else ""
    row.menu(
        "ANTEKIRT_MT_history_artists", text=name or iface_("All Artists"), translate=False, icon="FILTER"
    )
    star: IconItems = "SOLO_ON" if gallery_props.only_starred else "SOLO_OFF"
    row.prop(gallery_props, "only_starred", text="", icon=star)
    row.popover("ANTEKIRT_PT_history_view", text="", icon=VIEW_ICONS[gallery_props.history_view])
    row.operator("antekirt.reload_catalog", text="", icon="FILE_REFRESH")


def _draw_footer(
    layout: UILayout, context: Context, catalog: Catalog, gallery_props: AntekirtGalleryProperties
) -> None:
    """What stands below the entries: pages, or that there are none."""
    listing, text = catalog.generations, gallery_props.history_text.strip()
    if gallery_props.history_generation_id:
        return
    if catalog.history:
        pager.draw(
            layout,
            "HISTORY",
            gallery_props.first_entry,
            gallery_props.entries_per_page,
            len(catalog.history),
            len(catalog.history) if text and listing.is_complete else None if text else listing.total,
            complete=listing.is_complete,
        )
    elif text and listing.is_complete:
        said = iface_("No entry has “{text}” in it").format(text=text)
        paragraph(layout, context, said, icon="INFO")
    elif not listing.problem:
        layout.label(text="Searching", icon="SORTTIME")


def _empty_text(gallery_props: AntekirtGalleryProperties) -> str:
    if gallery_props.history_artist_id:
        return iface_("Nothing was made with this artist yet")
    return iface_("Nothing yet. What you generate will be here, on every computer.")


class ANTEKIRT_MT_history_artists(bpy.types.Menu):
    bl_label = "Artists"
    bl_description = "Show only what was made with one artist"

    def draw(self, context: Context | None) -> None:
        layout = self.layout
        layout.operator("antekirt.filter_history", text="All Artists", icon="COMMUNITY")
        catalog = gallery_catalog.history()
        if catalog is None or context is None:
            return
        artists = {artist.id: artist.name for artist in catalog.recent.artists}
        artists |= {entry.artist_id: entry.artist_name for entry in catalog.generations.items}
        layout.separator()
        for artist_id, name in list(artists.items())[:ARTISTS]:
            operator = layout.operator("antekirt.filter_history", text=name, translate=False, icon="USER")
            operator.artist_id, operator.artist_name = artist_id, name


class ANTEKIRT_PT_history_view(bpy.types.Panel):
    """How the history is shown"""

    bl_label = "View"
    bl_space_type = "VIEW_3D"
    bl_region_type = "WINDOW"  # which shows no panels, but those that are popped over

    def draw(self, context: Context) -> None:
        gallery_props: AntekirtGalleryProperties = context.window_manager.antekirt
        row = self.layout.row()
        row.prop(gallery_props, "history_view", expand=True)
        self.layout.prop(gallery_props, "entries_per_page")


CLASSES = (ANTEKIRT_MT_history_artists, ANTEKIRT_PT_history_view)
