# SPDX-License-Identifier: GPL-3.0-or-later
"""The account's generations: everything that was ever made with this key, to be used again for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_n as n_

from ..api.generation_status import Status
from ..catalog.paged_list import ListState
from ..catalog.picture_cache import Picture, image_of
from ..jobs.job import Kind
from ..operators import gallery_catalog
from . import artist_gallery, pager, thumbnail, wording
from .wrapped_text import paragraph

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import IconItems
    from bpy.types import Context, UILayout

    from ..api.resource import Generation
    from ..catalog.catalog import Catalog
    from ..operators.gallery_properties import AntekirtGalleryProperties

SHOWN = 6  # entries on one page
ARTISTS = 20  # in the filter's menu
PICTURE_SHARE = 0.32  # of the width, for the picture
LARGE, SMALL = 3.6, 2.6  # sizes of pictures, in buttons
NAMED = 70  # pixels at scale 1 from which on a button has its name on it
KIND_NAMES = {
    Kind.IMAGE: n_("Image", "Operator"),
    Kind.SVG: "SVG",
    Kind.VIDEO: n_("Video", "Operator"),
}
UNDER_WAY = {Status.PROCESSING, Status.PROCESSING_SVG, Status.PROCESSING_VIDEO, Status.UNKNOWN}


def draw(layout: UILayout, context: Context) -> None:
    catalog = gallery_catalog.history()
    gallery_props: AntekirtGalleryProperties = context.window_manager.antekirt
    _draw_filter(layout, gallery_props)
    if catalog is None:
        layout.label(text="Loading", icon="SORTTIME")
        return
    listing, first = catalog.generations, gallery_props.first_entry
    artist_gallery.draw_state(layout, context, listing, _empty_text(gallery_props))
    shared = EntryLayout(artist_gallery.available_width(context), datetime.now(tz=UTC).astimezone().date())
    for generation in catalog.history[first : first + SHOWN]:
        _draw_entry(layout.box(), context, catalog, generation, shared)
    if listing.state is ListState.READY:
        _draw_footer(layout, context, catalog, gallery_props)


@dataclass(frozen=True, slots=True)
class EntryLayout:
    """What all entries share that are drawn at once: to ask Blender for it takes longer than a button."""

    width: float  # pixels at scale 1
    today: date


def _draw_filter(layout: UILayout, gallery_props: AntekirtGalleryProperties) -> None:
    column = layout.column(align=True)
    column.prop(gallery_props, "history_text", text="", icon="VIEWZOOM", placeholder="Search Prompts")
    row = column.row(align=True)
    name = gallery_props.history_artist_name if gallery_props.history_artist_id else ""
    row.menu(
        "ANTEKIRT_MT_history_artists", text=name or iface_("All Artists"), translate=False, icon="FILTER"
    )
    row.operator("antekirt.reload_catalog", text="", icon="FILE_REFRESH")


def _draw_footer(
    layout: UILayout, context: Context, catalog: Catalog, gallery_props: AntekirtGalleryProperties
) -> None:
    """What stands below the entries: pages, or that there are none."""
    listing, text = catalog.generations, gallery_props.history_text.strip()
    if catalog.history:
        pager.draw(
            layout,
            "HISTORY",
            gallery_props.first_entry,
            SHOWN,
            len(catalog.history),
            len(catalog.history) if text and listing.is_complete else None if text else listing.total,
            complete=listing.is_complete,
        )
    elif text and listing.is_complete:
        said = iface_("No prompt has “{text}” in it").format(text=text)
        paragraph(layout, context, said, icon="INFO")
    elif not listing.problem:
        layout.label(text="Searching", icon="SORTTIME")


def _empty_text(gallery_props: AntekirtGalleryProperties) -> str:
    if gallery_props.history_artist_id:
        return iface_("Nothing was made with this artist yet")
    return iface_("Nothing yet. What you generate will be here, on every computer.")


def _draw_entry(
    layout: UILayout, context: Context, catalog: Catalog, generation: Generation, shared: EntryLayout
) -> None:
    images = generation.outputs.images
    index = min(gallery_catalog.picked().get(generation.id, 0), max(len(images) - 1, 0))
    split = layout.split(factor=PICTURE_SHARE)
    picture = image_of(generation, index) if images else Picture("", "")
    large = min(PICTURE_SHARE * shared.width / artist_gallery.BUTTON, LARGE)
    without: IconItems = "TIME" if generation.status in UNDER_WAY else "ERROR"
    thumbnail.draw(split, catalog, picture, large, "IMAGE_DATA" if images else without)
    column = split.column(align=True)
    width = int((1 - PICTURE_SHARE) * shared.width)
    paragraph(column, context, wording.shortened(generation.prompt, 200), width=width, max_lines=2)
    muted = column.column(align=True)
    muted.active = False
    muted.label(text=generation.artist_name, translate=False)
    muted.label(text=wording.date_in_words(generation.created_at, shared.today), translate=False)
    if len(images) > 1:
        _draw_images(layout, catalog, generation, index, shared.width)
    _draw_outputs(layout, generation, index, shared)


def _draw_images(
    layout: UILayout, catalog: Catalog, generation: Generation, picked: int, width: float
) -> None:
    """All images of an entry side by side; the picked one is what its buttons are about."""
    row = layout.row(align=True)
    scale = min(width / artist_gallery.BUTTON / len(generation.outputs.images), SMALL)
    for index in range(len(generation.outputs.images)):
        column = row.column(align=True)
        thumbnail.draw(column, catalog, image_of(generation, index), scale, "IMAGE_DATA")
        operator = column.operator(
            "antekirt.pick_image", text=str(index + 1), translate=False, depress=index == picked
        )
        operator.generation_id, operator.image_index = generation.id, index


def _draw_outputs(layout: UILayout, generation: Generation, index: int, shared: EntryLayout) -> None:
    """What an entry has, and what can be done with it."""
    row = layout.row(align=True)
    if generation.status is Status.FAILED:
        row.label(text="Failed", icon="ERROR")
    elif generation.status in UNDER_WAY:
        row.label(text="Under Way", icon="SORTTIME")
    kinds = output_kinds(generation)
    for kind in kinds:
        text = KIND_NAMES[kind] if shared.width / len(kinds) > NAMED else ""
        operator = row.operator("antekirt.import_generation", text=text, icon=wording.KIND_ICONS[kind])
        operator.generation_id, operator.kind, operator.image_index = generation.id, kind.name, index
    operator = row.operator("antekirt.entry_menu", text="", icon="DOWNARROW_HLT")
    operator.generation_id, operator.image_index = generation.id, index


def output_kinds(generation: Generation) -> list[Kind]:
    """What an entry has."""
    outputs = generation.outputs
    there = {Kind.IMAGE: outputs.images, Kind.SVG: outputs.svg, Kind.VIDEO: outputs.video}
    return [kind for kind, output in there.items() if output]


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


CLASSES = (ANTEKIRT_MT_history_artists,)
