# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist searches, filters and leafs through, kept with the window (`WindowManager.antekirt`)."""

from __future__ import annotations

import bpy

from ..catalog.query import ArtistQuery
from . import runtime

ORDERS = (
    ("createdAt", "Newest", "Who joined last comes first"),
    ("name", "Name", "From A to Z"),
)
HISTORY_VIEWS = (
    ("LIST", "List", "Show pictures with their prompts, artists and dates", "LONGDISPLAY", 0),
    (
        "GRID",
        "Grid",
        "Show pictures side by side, and what is to be known of the picked one below",
        "IMGDISPLAY",
        1,
    ),
)


def artist_query(properties: AntekirtGalleryProperties) -> ArtistQuery:
    """What to ask the service for. Names go up and dates go down, unless the order is reversed."""
    upwards = (properties.order == "name") != properties.is_reversed
    return ArtistQuery(properties.search.strip(), properties.order, "ASC" if upwards else "DESC")


def _to_first_artist(properties: AntekirtGalleryProperties, _context: bpy.types.Context) -> None:
    properties.first_artist = 0


def _to_first_entry(properties: AntekirtGalleryProperties, _context: bpy.types.Context) -> None:
    properties.first_entry = 0


def _wake(_properties: AntekirtGalleryProperties, _context: bpy.types.Context) -> None:
    runtime.wake()
    runtime.redraw()


def _choosing(properties: AntekirtGalleryProperties, context: bpy.types.Context) -> None:
    if properties.is_adding and not properties.is_choosing:
        properties.is_adding = False
    _wake(properties, context)


def _adding(properties: AntekirtGalleryProperties, _context: bpy.types.Context) -> None:
    if properties.is_choosing != properties.is_adding:
        properties.is_choosing = properties.is_adding


class AntekirtGalleryProperties(bpy.types.PropertyGroup):
    """Lives with the window: what is searched for is nobody's business who opens the blend file."""

    is_choosing: bpy.props.BoolProperty(
        name="Choose Artist", description="Show the artists, to choose one", update=_choosing
    )
    is_adding: bpy.props.BoolProperty(
        name="Add Artist",
        description="Send the same prompt to further artists: each one clicked is added, or left out again",
        update=_adding,
    )
    is_explained: bpy.props.BoolProperty(
        name="About the Artist", description="Show what they say, examples of their work and their models"
    )
    search: bpy.props.StringProperty(
        name="Search",
        description="Part of an artist's name, of a style, or of a model's name",
        options={"TEXTEDIT_UPDATE"},
        update=_to_first_artist,
    )
    style: bpy.props.StringProperty(options={"HIDDEN"}, update=_to_first_artist)  # a tag
    order: bpy.props.EnumProperty(
        name="Order", description="Which artists come first", items=ORDERS, update=_to_first_artist
    )
    is_reversed: bpy.props.BoolProperty(
        name="Reverse Order", description="Show the last ones first", update=_to_first_artist
    )
    thumbnail_side: bpy.props.IntProperty(default=128, min=64, max=256, options={"HIDDEN"}, update=_wake)
    recent_first: bpy.props.BoolProperty(
        name="Recently Used First",
        description="Show the artists you worked with last above all others",
        default=True,
    )
    first_artist: bpy.props.IntProperty(min=0, options={"HIDDEN"}, update=_wake)
    history_text: bpy.props.StringProperty(
        name="Search",
        description="Words of a prompt, an artist's name, or a date such as 2026-11 or 2026-11-28",
        options={"TEXTEDIT_UPDATE"},
        update=_to_first_entry,
    )
    history_artist_id: bpy.props.StringProperty(options={"HIDDEN"}, update=_to_first_entry)
    history_artist_name: bpy.props.StringProperty(options={"HIDDEN"})
    history_generation_id: bpy.props.StringProperty(options={"HIDDEN"}, update=_to_first_entry)
    only_starred: bpy.props.BoolProperty(
        name="Only Starred", description="Show only what you have starred", update=_to_first_entry
    )
    history_view: bpy.props.EnumProperty(
        name="View", description="How the history is shown", items=HISTORY_VIEWS, update=_wake
    )
    entries_per_page: bpy.props.IntProperty(
        name="Entries per Page",
        description="How many entries are shown at once",
        default=6,
        min=6,
        max=30,
        update=_to_first_entry,
    )
    first_entry: bpy.props.IntProperty(min=0, options={"HIDDEN"}, update=_wake)


CLASSES = (AntekirtGalleryProperties,)


def register() -> None:
    bpy.types.WindowManager.antekirt = bpy.props.PointerProperty(type=AntekirtGalleryProperties)  # type: ignore[attr-defined]


def unregister() -> None:
    del bpy.types.WindowManager.antekirt  # type: ignore[attr-defined]
