# SPDX-License-Identifier: GPL-3.0-or-later
"""What mouse and keyboard do in the gallery's window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..operators import gallery_catalog, runtime
from . import gallery_window
from .gallery_layout import Action, next_side, turned

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from .gallery_layout import Spot
    from .gallery_window import GalleryWindow

PAGES = {"PAGE_UP": -1, "PAGE_DOWN": 1, "WHEELUPMOUSE": -1, "WHEELDOWNMOUSE": 1}


class ANTEKIRT_OT_use_gallery(bpy.types.Operator):
    """Search, leaf or choose in the gallery's window"""

    bl_idname = "antekirt.use_gallery"
    bl_label = "Use Gallery"
    bl_options = {"INTERNAL"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return gallery_window.of_context(context) is not None

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[OperatorReturnItems]:
        gallery = gallery_window.of_context(context)
        if gallery is None or gallery.scenery is None:
            return {"PASS_THROUGH"}
        spot = gallery.scenery.layout.spot_at(event.mouse_region_x, event.mouse_region_y)
        if event.type == "MOUSEMOVE":
            if spot != gallery.hovered:
                gallery.hovered = spot
                gallery_window.update(gallery)
            return {"PASS_THROUGH"}
        if not _answer(gallery, context.window_manager.antekirt, event, spot):
            return {"PASS_THROUGH"}
        gallery_window.update(gallery)
        return {"FINISHED"}


def _answer(
    gallery: GalleryWindow,
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
                gallery_window.close_soon()
        case "V" if event.ctrl:
            pasted = bpy.context.window_manager.clipboard.partition("\n")[0]
            _search(gallery, properties, properties.search + pasted)
        case _ if event.unicode and event.unicode.isprintable() and not event.ctrl and not event.oskey:
            _search(gallery, properties, properties.search + event.unicode)
        case _:
            return False
    return True


def _act(gallery: GalleryWindow, properties: Any, spot: Spot, *, adds: bool) -> None:  # noqa: ANN401 - ours
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


def _search(gallery: GalleryWindow, properties: Any, text: str) -> None:  # noqa: ANN401 - ours
    gallery.first = 0
    properties.search = text
    runtime.wake()


def _turn(gallery: GalleryWindow, by: int) -> None:
    catalog = gallery_catalog.known()
    assert gallery.scenery
    if catalog:
        pages = by * len(gallery.scenery.layout.cells)
        gallery.first = turned(gallery.first, pages, len(catalog.found.items))


def _choose(gallery: GalleryWindow, index: int, *, adds: bool) -> None:
    """Take an artist who is shown, and close the window; or add them to the others, and leave it open."""
    assert gallery.scenery
    if index < len(gallery.scenery.cards):
        card, ours = gallery.scenery.cards[index], bpy.ops.antekirt  # type: ignore[attr-defined]
        choose = ours.toggle_artist if adds else ours.choose_artist
        choose(artist_id=card.artist_id, artist_name=card.name)
        if not adds:
            gallery_window.close_soon()


CLASSES = (ANTEKIRT_OT_use_gallery,)
