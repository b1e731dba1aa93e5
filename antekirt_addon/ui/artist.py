# SPDX-License-Identifier: GPL-3.0-or-later
"""More about the chosen artist, in a popover: what they say, examples, and their models."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..catalog.picture import Picture
from ..operators import browsing
from . import gallery, thumbnail
from .paragraph import paragraph

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ..api.resource import Artist, Model
    from ..catalog.catalog import Catalog

EXAMPLES, MODELS = 4, 6
UNITS = 16  # width in buttons


class ANTEKIRT_PT_artist(bpy.types.Panel):
    bl_label = "Artist"
    bl_description = "More about this artist"
    bl_space_type = "VIEW_3D"
    bl_region_type = "HEADER"  # a popover belongs to no region of its own
    bl_options = {"INSTANCED"}
    bl_ui_units_x = UNITS

    layout: UILayout

    def draw(self, context: Context) -> None:
        catalog = browsing.artists()
        listing = browsing.detail(context.scene.antekirt.artist_id)
        if catalog is None or listing is None:
            return
        for artist in listing.items:
            _draw_artist(self.layout, context, catalog, artist)
        gallery.draw_state(self.layout, context, listing, "")


def _draw_artist(layout: UILayout, context: Context, catalog: Catalog, artist: Artist) -> None:
    layout.label(text=artist.name, translate=False, icon="USER")
    if artist.description:
        paragraph(layout, context, artist.description, width=UNITS * 20)
    if artist.tags:
        _draw_tags(layout, context, artist.tags)
    _draw_examples(layout, catalog, artist.example_image_urls)
    for model in artist.models[:MODELS]:
        _draw_model(layout.box(), context, catalog, model)


def _draw_model(layout: UILayout, context: Context, catalog: Catalog, model: Model) -> None:
    layout.label(text=model.name, translate=False, icon="BRUSH_DATA")
    if model.description:
        paragraph(layout, context, model.description, width=UNITS * 20, boxes=1)
    _draw_examples(layout, catalog, model.example_image_urls)


def _draw_tags(layout: UILayout, context: Context, tags: tuple[str, ...]) -> None:
    column = layout.column()
    column.active = False
    paragraph(column, context, ", ".join(tags), width=UNITS * 20)


def _draw_examples(layout: UILayout, catalog: Catalog, urls: tuple[str, ...]) -> None:
    if urls:
        row = layout.row(align=True)
        for url in urls[:EXAMPLES]:
            thumbnail.draw(row, catalog, Picture(url, url), UNITS / EXAMPLES - 0.3, "IMAGE_DATA")


CLASSES = (ANTEKIRT_PT_artist,)
