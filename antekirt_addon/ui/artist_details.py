# SPDX-License-Identifier: GPL-3.0-or-later
"""More about the chosen artist: what they say, examples of their work, and their models.

It opens in the panel itself: a popover would not be drawn again when its pictures arrive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..catalog.picture_cache import Picture
from . import picture_button, thumbnail
from .wrapped_text import paragraph

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ..api.resource import Artist
    from ..catalog.catalog import Catalog

EXAMPLES, MODELS = 4, 6
BUTTON = 20  # pixels at scale 1


def draw(layout: UILayout, context: Context, catalog: Catalog, artist: Artist, width: float) -> None:
    """width: pixels at scale 1 that the layout has."""
    if artist.description:
        paragraph(layout, context, artist.description, boxes=1)
    _draw_examples(layout, catalog, artist.example_image_urls, width)
    for model in artist.models[:MODELS]:
        column = layout.column()
        column.separator()
        column.label(text=model.name, translate=False, icon="BRUSH_DATA")
        if model.description:
            muted = column.column()
            muted.active = False
            paragraph(muted, context, model.description, boxes=1)
        _draw_examples(column, catalog, model.example_image_urls, width)


def _draw_examples(layout: UILayout, catalog: Catalog, urls: tuple[str, ...], width: float) -> None:
    row = layout.row(align=True)
    shown = urls[:EXAMPLES]
    for url in shown:
        icon = thumbnail.icon(catalog, Picture(url, url), "IMAGE_DATA")
        scale = width / len(shown) / BUTTON
        picture_button.draw(row, icon, scale, "antekirt.enlarge").url = url
