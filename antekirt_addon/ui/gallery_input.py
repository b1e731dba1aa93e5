# SPDX-License-Identifier: GPL-3.0-or-later
"""What mouse and keyboard do in the gallery's window. Read once a gallery is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..operators import gallery_catalog, runtime
from .gallery_layout import Action, next_side, turned

if TYPE_CHECKING:
    from .gallery_layout import Spot
    from .open_gallery import OpenGallery

PAGES = {"PAGE_UP": -1, "PAGE_DOWN": 1, "WHEELUPMOUSE": -1, "WHEELDOWNMOUSE": 1}


def answer(
    gallery: OpenGallery,
    properties: Any,  # noqa: ANN401 - ours
    event: bpy.types.Event,
    spot: Spot | None,
) -> bool:
    """Do what a key or a click says; give whether it was for the gallery. spot: what the mouse is on."""
    match event.type:
        case "LEFTMOUSE" | "RIGHTMOUSE":
            if spot and event.type == "LEFTMOUSE":
                _act(gallery, properties, spot, adds=event.shift)
        case "WHEELUPMOUSE" | "WHEELDOWNMOUSE" if event.ctrl:
            properties.thumbnail_side = next_side(properties.thumbnail_side, -PAGES[event.type])
        case "PAGE_UP" | "PAGE_DOWN" | "WHEELUPMOUSE" | "WHEELDOWNMOUSE":
            _turn(gallery, PAGES[event.type])
        case "HOME":
            gallery.first = 0
        case "RET" | "NUMPAD_ENTER":
            _choose(gallery, 0, adds=event.shift or properties.is_adding)
        case "BACK_SPACE":
            _search(gallery, properties, "" if event.ctrl else properties.search[:-1])
        case "ESC":
            if properties.search:
                _search(gallery, properties, "")
            else:
                _close(gallery)
        case "V" if event.ctrl:
            pasted = bpy.context.window_manager.clipboard.partition("\n")[0]
            _search(gallery, properties, properties.search + pasted)
        case _ if event.unicode and event.unicode.isprintable() and not event.ctrl and not event.oskey:
            _search(gallery, properties, properties.search + event.unicode)
        case _:
            return False
    return True


def _act(gallery: OpenGallery, properties: Any, spot: Spot, *, adds: bool) -> None:  # noqa: ANN401 - ours
    """adds: whether an artist is asked as well as those who are chosen."""
    assert gallery.scenery
    match spot.action:
        case Action.ARTIST:
            _choose(gallery, spot.value, adds=adds or properties.is_adding)
        case Action.STYLE:
            gallery.first = 0
            properties.style = gallery.scenery.styles[spot.value + 1] if spot.value >= 0 else ""
        case Action.SMALLER | Action.LARGER:
            by = 1 if spot.action is Action.LARGER else -1
            properties.thumbnail_side = next_side(properties.thumbnail_side, by)
        case Action.PREVIOUS | Action.NEXT:
            _turn(gallery, 1 if spot.action is Action.NEXT else -1)


def _search(gallery: OpenGallery, properties: Any, text: str) -> None:  # noqa: ANN401 - ours
    gallery.first = 0
    properties.search = text
    runtime.wake()


def _turn(gallery: OpenGallery, by: int) -> None:
    catalog = gallery_catalog.known()
    assert gallery.scenery
    if catalog:
        pages = by * len(gallery.scenery.layout.cells)
        gallery.first = turned(gallery.first, pages, len(catalog.found.items))


def _choose(gallery: OpenGallery, index: int, *, adds: bool) -> None:
    """Take an artist who is shown, and close the window; or add them to the others, and leave it open."""
    assert gallery.scenery
    if index < len(gallery.scenery.cards):
        card, ours = gallery.scenery.cards[index], bpy.ops.antekirt  # type: ignore[attr-defined]
        choose = ours.toggle_artist if adds else ours.choose_artist
        choose(artist_id=card.artist_id, artist_name=card.name)
        if not adds:
            _close(gallery)


def _close(gallery: OpenGallery) -> None:
    gallery.is_closing = True
    runtime.wake()
