# SPDX-License-Identifier: GPL-3.0-or-later
"""The artists whom the same prompt goes to besides the first, each with a cross to leave them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..catalog.picture_cache import Picture, portrait
from ..operators import artist_selection, gallery_catalog
from . import thumbnail
from .wrapped_text import fitted

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ..catalog.catalog import Catalog
    from ..operators.artist_selection import SelectedArtist
    from ..operators.scene_properties import AntekirtSceneProperties

PICTURE = 1.6  # buttons


def draw_cross(layout: UILayout, chosen: AntekirtSceneProperties) -> None:
    """The cross of the first artist, as long as there is another to come first."""
    selected = artist_selection.selected(chosen)
    if len(selected) > 1:
        _draw_cross(layout, selected[0])


def draw_further(layout: UILayout, context: Context, catalog: Catalog | None) -> None:
    """The further artists in lines, and the button that lets more be clicked in the gallery."""
    further = artist_selection.selected(context.scene.antekirt)[1:]
    if further:
        column = layout.column(align=True)
        for artist in further:
            _draw_line(column, context, catalog, artist)
    gallery_props = context.window_manager.antekirt
    row = layout.row()
    row.enabled = gallery_props.is_adding or len(further) < artist_selection.MOST_ARTISTS - 1
    row.prop(gallery_props, "is_adding", toggle=True, icon="ADD")


def _draw_line(layout: UILayout, context: Context, catalog: Catalog | None, selected: SelectedArtist) -> None:
    detail = gallery_catalog.detail(selected.id)
    artist = next(iter(detail.items), None) if detail else None
    row = layout.row(align=True)
    if catalog:
        picture = row.row()
        picture.ui_units_x = PICTURE
        thumbnail.draw(picture, catalog, portrait(artist) if artist else Picture("", ""), PICTURE, "USER")
    name = selected.name or (artist.name if artist else selected.id)
    words = row.row(align=True)
    words.scale_y = PICTURE
    words.label(text=fitted(context, name, boxes=1, buttons=2), translate=False)
    _draw_cross(words, selected)


def _draw_cross(layout: UILayout, artist: SelectedArtist) -> None:
    operator = layout.operator("antekirt.toggle_artist", text="", icon="X", emboss=False)
    operator.artist_id, operator.artist_name = artist.id, artist.name
