# SPDX-License-Identifier: GPL-3.0-or-later
"""One prompt for three artists: one press, one price, three results side by side."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import bpy

from window.antekirt_user import ADDON

if TYPE_CHECKING:
    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps


def test_artists_are_added_by_clicks_in_the_gallery(ui: AntekirtUser) -> Steps:
    yield from ui.sidebar("Antekirt")
    yield from ui.press("antekirt.is_choosing")
    yield from ui.wait(lambda: len(_names()) > 3)
    one, two, three, four = _names()[:4]
    yield from ui.press(f'choose_artist(artist_id="{one.id}"')
    yield from ui.press("antekirt.is_adding")
    for artist in (two, three, four):
        yield from ui.press(f'choose_artist(artist_id="{artist.id}"')
    yield from ui.press("antekirt.is_adding")
    assert not bpy.context.window_manager.antekirt.is_choosing
    assert _chosen().artist_id == one.id
    assert _chosen().artist_ids.split(",") == [two.id, three.id, four.id]
    yield from ui.press(f'toggle_artist(artist_id="{two.id}"')
    assert _chosen().artist_ids.split(",") == [three.id, four.id]


def test_the_price_is_that_of_all(ui: AntekirtUser) -> Steps:
    yield from ui.fill(".antekirt.prompt", "a red fox in fresh snow")
    yield from ui.hover("antekirt.generate_image")
    yield from ui.screenshot("three-artists")


def _chosen() -> Any:
    return bpy.context.scene.antekirt


def _names() -> list[Any]:
    catalog = importlib.import_module(f"{ADDON}.operators.gallery_catalog").known()
    return list(catalog.artists.items) if catalog else []
