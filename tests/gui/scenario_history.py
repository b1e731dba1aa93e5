# SPDX-License-Identifier: GPL-3.0-or-later
"""An artist looks through what was made, stars an entry, and imports it."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import bpy

from window.antekirt_user import ADDON

if TYPE_CHECKING:
    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps


def test_its_buttons_say_what_becomes_of_an_entry(ui: AntekirtUser) -> Steps:
    yield from ui.sidebar("Antekirt")
    yield from ui.sidebar_width(200)
    yield from ui.open_panel("ANTEKIRT_PT_history")
    yield from ui.hover("antekirt.import_generation")
    yield from ui.screenshot("list")


def test_a_star_is_kept_and_filters(ui: AntekirtUser) -> Steps:
    entries = _catalog().history
    assert len(entries) > 6
    yield from ui.press(f'antekirt.star(generation_id="{entries[1].id}"')
    _properties().only_starred = True
    yield from ui.wait(lambda: [entry.id for entry in _catalog().history] == [entries[1].id])
    yield from ui.screenshot("only-starred")
    _properties().only_starred = False
    yield from ui.wait(lambda: len(_catalog().history) > 6)


def test_the_middle_of_a_picture_picks_it(ui: AntekirtUser) -> Steps:
    properties = _properties()
    properties.history_view, properties.entries_per_page = "GRID", 12
    entry = next(entry for entry in _catalog().history[:12] if entry.outputs.svg)
    yield from ui.hover(f'antekirt.entry_menu(generation_id="{_catalog().history[0].id}"')
    yield from ui.press(f'antekirt.pick_image(generation_id="{entry.id}"')
    yield from ui.screenshot("grid")
    yield from ui.press("antekirt.import_menu")
    yield 0.3
    yield from ui.screenshot("choices")
    yield from ui.key("ESC")
    assert not ui.jobs
    yield from ui.press(f"antekirt.import_generation(generation_id=\"{entry.id}\", kind='SVG'")
    yield from ui.wait(lambda: any(obj.get("antekirt_kind") == "svg" for obj in bpy.data.objects))
    assert ui.jobs[-1].generation_id == entry.id
    yield from ui.wait_until_idle()


def _properties() -> Any:
    return bpy.context.window_manager.antekirt


def _catalog() -> Any:
    return importlib.import_module(f"{ADDON}.operators.gallery_catalog").known()
