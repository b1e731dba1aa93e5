# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts together what the gallery's window shows, from what the catalog has. Read once a gallery is open."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import blf
import bpy
from bpy.app.translations import pgettext_iface as iface_

from ..catalog.picture_cache import portrait
from ..operators import artist_selection, runtime
from ..translations.number import number
from . import wording
from .gallery_canvas import Card, Scenery
from .gallery_layout import arrange, without_use
from .picture_texture import PictureTextures
from .wrapped_text import truncated

if TYPE_CHECKING:
    from ..api.resource import Artist
    from ..catalog.catalog import Catalog
    from .open_gallery import OpenGallery

TIP_TAGS, TIP_MODELS = 6, 3


def make(
    gallery: OpenGallery,
    scene: Any,  # noqa: ANN401 - a Scene with our properties
    region: Any,  # noqa: ANN401 - a Region
    catalog: Catalog | None,
) -> Scenery:
    preferences, properties = bpy.context.preferences, bpy.data.window_managers[0].antekirt  # type: ignore[attr-defined]
    scale = preferences.system.ui_scale
    font_size = preferences.ui_styles[0].widget.points * scale
    styles = (iface_("All Styles"), *(catalog.found.styles if catalog else ()))
    widths = [_text_width(style, font_size) + 16 * scale for style in styles]
    layout = arrange(region.width, region.height, scale, properties.thumbnail_side, widths)
    if catalog and gallery.first >= max(len(catalog.found.items), 1):
        gallery.first = 0
    shown = catalog.found.items[gallery.first : gallery.first + len(layout.cells)] if catalog else ()
    if gallery.hovered and gallery.hovered not in {
        *layout.controls,
        *layout.styles,
        *layout.cells[: len(shown)],
    }:
        gallery.hovered = None
    return Scenery(
        layout,
        region.width,
        region.height,
        scale,
        font_size,
        search=properties.search,
        hint=iface_("Type to search artists, styles and models"),
        styles=styles,
        style=styles.index(properties.style) - 1 if properties.style in styles else -1,
        cards=_cards(catalog, shown, scene, layout.picture_side, font_size) if catalog else (),
        said=_said(catalog, gallery.first, len(shown)),
        hovered=gallery.hovered,
        without_use=without_use(
            gallery.first, len(shown), catalog.found.total if catalog else 0, properties.thumbnail_side
        ),
    )


def _text_width(text: str, font_size: float) -> float:
    blf.size(0, font_size)
    return blf.dimensions(0, text)[0]


def _cards(
    catalog: Catalog,
    artists: tuple[Artist, ...],
    scene: Any,  # noqa: ANN401 - see above
    side: float,
    font_size: float,
) -> tuple[Card, ...]:
    textures, now = runtime.state(PictureTextures), time.monotonic()
    paths = [
        str(catalog.pictures.get(portrait(artist), now) or "") if artist.profile_picture_url else ""
        for artist in artists
    ]
    if textures.load_one_of(filter(None, paths)):
        runtime.hurry()
    chosen = {artist.id for artist in artist_selection.selected(scene.antekirt)}
    return tuple(
        Card(
            artist.id,
            artist.name,
            truncated(artist.name, int(side), font_size),
            _tip(artist),
            textures.get(path),
            artist.id in chosen,
        )
        for artist, path in zip(artists, paths, strict=True)
    )


def _tip(artist: Artist) -> tuple[str, ...]:
    models = [model.name for model in artist.models[:TIP_MODELS]]
    return (artist.name, *filter(None, (", ".join(artist.tags[:TIP_TAGS]), ", ".join(models))))


def _said(catalog: Catalog | None, first: int, shown: int) -> str:
    if catalog is None:
        return iface_("Loading")
    found, problem = catalog.found, catalog.artists.problem
    if shown:
        place = f"{number(first + 1)} - {number(first + shown)}"
        if found.total is None:
            return place
        return iface_("{place} of {total}").format(place=place, total=number(found.total))
    if problem:
        return wording.problem_text(problem)
    return iface_("Nobody was found") if found.is_complete else iface_("Loading")
