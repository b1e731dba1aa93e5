# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist whose style is asked for, and the gallery to choose another from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ..catalog.paged_list import ListState, PagedList
from ..catalog.picture_cache import Picture, portrait
from ..operators import artist_selection, gallery_catalog
from . import (
    artist_details,
    pager,
    panel_width,
    picture_button,
    problem_notice,
    selected_artists,
    snapshot,
    thumbnail,
    wording,
)
from .wrapped_text import paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Context, UILayout

    from ..api.resource import Artist
    from ..catalog.catalog import Catalog
    from ..catalog.recent_artists import RecentArtist
    from ..jobs.problem import Problem
    from ..operators.gallery_properties import AntekirtGalleryProperties

LARGEST = 7.0  # buttons
WIDE = 160  # pixels at scale 1 from which on a name fits beside its picture
CARD = 74  # pixels at scale 1 that a picture in the grid has at least
MOST_COLUMNS, ROWS = 6, 5
STYLES = 30  # in the menu of styles


def draw(layout: UILayout, context: Context) -> None:
    catalog, gallery_props = gallery_catalog.artists(), _gallery_props(context)
    chosen = context.scene.antekirt
    if chosen.artist_id:
        _draw_chosen(layout, context, catalog, gallery_props)
    else:
        row = layout.row(align=True)
        row.prop(gallery_props, "is_choosing", text="Choose an Artist", icon="USER", toggle=True)
        row.operator("antekirt.browse_artists", text="", icon="WINDOW")
    if gallery_props.is_choosing:
        _draw_gallery(layout.box(), context, catalog, gallery_props)


def _draw_chosen(
    layout: UILayout, context: Context, catalog: Catalog | None, gallery_props: AntekirtGalleryProperties
) -> None:
    chosen = context.scene.antekirt
    detail = gallery_catalog.detail(chosen.artist_id)
    artist = next(iter(detail.items), None) if detail else None
    box = layout.box()
    beside = panel_width.available_width(context) >= WIDE
    split = box.split(factor=0.45) if beside else box.column()
    if catalog:
        picture = portrait(artist) if artist else Picture("", "")
        scale = min(
            (0.45 if beside else 0.8) * panel_width.available_width(context) / panel_width.BUTTON, LARGEST
        )
        icon = thumbnail.icon(catalog, picture, "USER")
        picture_button.draw(split, icon, scale, "antekirt.enlarge").url = picture.url
    column = split.column()
    column.label(text=chosen.artist_name or (artist.name if artist else chosen.artist_id), translate=False)
    if artist and artist.tags:
        tags = column.column()
        tags.active = False
        tags.label(text=", ".join(artist.tags), translate=False)
    row = column.row(align=True)
    row.prop(gallery_props, "is_choosing", text="Change", toggle=True, icon="NONE")
    row.operator("antekirt.browse_artists", text="", icon="WINDOW")
    row.prop(gallery_props, "is_explained", text="", icon="INFO", toggle=True)
    selected_artists.draw_cross(row, chosen)
    selected_artists.draw_further(box, context, catalog)
    if gallery_props.is_explained and catalog and artist:
        artist_details.draw(box, context, catalog, artist, panel_width.available_width(context))
    if detail and detail.problem and not artist and not _is_told_above(detail.problem):
        paragraph(box, context, wording.problem_text(detail.problem), icon="ERROR", boxes=1)


def _draw_gallery(
    layout: UILayout, context: Context, catalog: Catalog | None, gallery_props: AntekirtGalleryProperties
) -> None:
    row = layout.row(align=True)
    row.prop(gallery_props, "search", text="", icon="VIEWZOOM", placeholder="Search Artists")
    row.menu("ANTEKIRT_MT_styles", text=gallery_props.style, translate=False, icon="FILTER")
    row = layout.row(align=True)
    row.prop(gallery_props, "order", expand=True)
    row.prop(
        gallery_props,
        "is_reversed",
        text="",
        icon="SORT_DESC" if gallery_props.is_reversed else "SORT_ASC",
    )
    row.prop(gallery_props, "recent_first", text="", icon="TIME")
    if catalog is None:
        layout.label(text="Loading", icon="SORTTIME")
        return
    if gallery_props.recent_first and not gallery_props.search and not gallery_props.first_artist:
        _draw_recent(layout, context, catalog)
    _draw_artists(layout, context, catalog, gallery_props)


def _draw_recent(layout: UILayout, context: Context, catalog: Catalog) -> None:
    artists = catalog.recent.artists[: columns(context)]
    if artists:
        layout.label(text="Recently Used", icon="TIME")
        _draw_grid(layout, context, catalog, artists)
        layout.label(text="All Artists", icon="COMMUNITY")


def _draw_artists(
    layout: UILayout, context: Context, catalog: Catalog, gallery_props: AntekirtGalleryProperties
) -> None:
    listing, found, first = catalog.artists, catalog.found, gallery_props.first_artist
    size = ROWS * columns(context)
    if not found.items and listing.problem and _is_told_above(listing.problem):
        return
    _draw_state(layout, context, catalog, gallery_props)
    if found.items:
        _draw_grid(layout, context, catalog, found.items[first : first + size])
        pager.draw(layout, "ARTISTS", first, size, len(found.items), found.total, complete=found.is_complete)


def _draw_state(
    layout: UILayout, context: Context, catalog: Catalog, gallery_props: AntekirtGalleryProperties
) -> None:
    """What there is to say besides the artists that were found."""
    problem, found = catalog.artists.problem, catalog.found
    if problem and not found.is_complete:
        _draw_problem(layout, context, problem, is_known=bool(found.items))
    elif not found.items:
        if found.is_complete:
            paragraph(layout, context, _empty_text(gallery_props), icon="INFO", boxes=1)
        else:
            layout.label(text="Loading", icon="SORTTIME")


def _is_told_above(problem: Problem | None) -> bool:
    """Whether the top of the panel says it (see setup_notice.py)."""
    shown = snapshot.current()
    return shown.is_offline or problem == shown.account_problem


def _empty_text(gallery_props: AntekirtGalleryProperties) -> str:
    if searched := gallery_props.search or gallery_props.style:
        return iface_("No artist, style or model has “{search}” in its name").format(search=searched)
    return iface_("The service shows no artists to this account")


def draw_state(layout: UILayout, context: Context, listing: PagedList[Any], nothing: str) -> None:
    """What there is to say about a list besides its items. nothing: what to say when there are none."""
    match listing.state:
        case ListState.LOADING:
            layout.label(text="Loading", icon="SORTTIME")
        case ListState.EMPTY:
            paragraph(layout, context, nothing, icon="INFO", boxes=1)
        case ListState.PROBLEM | ListState.READY if listing.problem:
            _draw_problem(layout, context, listing.problem, is_known=listing.state is ListState.READY)


def _draw_problem(layout: UILayout, context: Context, problem: Problem, *, is_known: bool) -> None:
    """Why a list is not what the service has now. is_known: whether an older one is shown."""
    if is_known:
        paragraph(layout, context, iface_("Shown as it was last known."), boxes=1)
    problem_notice.draw(layout, context, problem, again="antekirt.reload_catalog")


def _draw_grid(
    layout: UILayout, context: Context, catalog: Catalog, artists: Sequence[Artist | RecentArtist]
) -> None:
    abreast = columns(context)
    selected = {artist.id for artist in artist_selection.selected(context.scene.antekirt)}
    scale = max(
        2.0, (panel_width.available_width(context) / abreast - 6) / panel_width.BUTTON
    )  # at which a picture is square
    grid = layout.grid_flow(columns=abreast, row_major=True, even_columns=True, align=False)
    for artist in artists:
        _draw_card(grid, catalog, artist, scale, is_chosen=artist.id in selected)
    for _ in range(abreast - len(artists)):  # otherwise a few cards would be stretched
        grid.column()


def _draw_card(
    layout: UILayout, catalog: Catalog, artist: Artist | RecentArtist, scale: float, *, is_chosen: bool
) -> None:
    """A picture with the name below it, which chooses the artist."""
    icon = thumbnail.icon(catalog, portrait(artist), "USER")
    operator = picture_button.draw(
        layout, icon, scale, "antekirt.choose_artist", is_chosen=is_chosen, name=artist.name
    )
    operator.artist_id, operator.artist_name = artist.id, artist.name


def columns(context: Context) -> int:
    """How many cards stand side by side in the region that is being drawn."""
    return min(max(int(panel_width.available_width(context) // CARD), 2), MOST_COLUMNS)


def _gallery_props(context: Context) -> AntekirtGalleryProperties:
    gallery_props: AntekirtGalleryProperties = context.window_manager.antekirt
    return gallery_props


class ANTEKIRT_MT_styles(bpy.types.Menu):
    bl_label = "Styles"
    bl_description = "Show only artists of one style"

    def draw(self, _context: Context | None) -> None:
        layout = self.layout
        layout.operator("antekirt.filter_style", text="All Styles", icon="COMMUNITY")
        layout.separator()
        catalog = gallery_catalog.artists()
        for style in catalog.found.styles[:STYLES] if catalog else ():
            layout.operator("antekirt.filter_style", text=style, translate=False).style = style


CLASSES = (ANTEKIRT_MT_styles,)
