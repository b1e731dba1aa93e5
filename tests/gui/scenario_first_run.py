# SPDX-License-Identifier: GPL-3.0-or-later
"""The first run: from a Blender that knows no key to one that can generate."""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

import bpy

from window.antekirt_user import ADDON

if TYPE_CHECKING:
    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

ROW = 22  # pixels from a field to the one below


def test_without_a_key_it_welcomes(ui: AntekirtUser) -> Steps:
    yield from ui.sidebar("Antekirt")
    buttons = yield from ui.buttons()
    assert any("antekirt.open_website" in button for button in buttons), buttons
    assert not any("antekirt.generate_image" in button for button in buttons), buttons
    yield from ui.screenshot("first-run")


def test_its_button_opens_the_preferences(ui: AntekirtUser) -> Steps:
    yield from ui.press("preferences.addon_show")
    yield from ui.wait(lambda: len(bpy.context.window_manager.windows) == 2)
    assert bpy.context.preferences.active_section == "ADDONS"
    ui.in_dialog = True
    yield 0.5
    yield from ui.screenshot("preferences")


def test_a_key_shows_the_account(ui: AntekirtUser) -> Steps:
    yield from ui.hover("antekirt.open_website", "WINDOW", "PREFERENCES")
    x, y = ui.position
    ui.move(x, y - ROW)  # fields of preferences have no path by which they could be found
    yield from ui.click(2)
    yield from ui.key("A", ctrl=True)
    yield from ui.paste(os.environ["SANDBOX_KEY"])
    yield from ui.key("RET")
    yield from ui.wait(_shown_key)
    yield from ui.press("antekirt.test_connection", "WINDOW", "PREFERENCES")
    yield 1.0
    yield from ui.screenshot("account")
    assert os.environ["SANDBOX_KEY"].startswith(_shown_key()[:5])
    assert _shown_key() != os.environ["SANDBOX_KEY"]


def test_a_key_pasted_below_is_not_kept(ui: AntekirtUser) -> Steps:
    preferences: Any = bpy.context.preferences.addons[ADDON].preferences
    address = preferences.base_url
    yield from ui.hover("antekirt.open_website", "WINDOW", "PREFERENCES")
    x, y = ui.position
    ui.move(x, y - 2 * ROW)
    yield from ui.click(2)
    yield from ui.key("A", ctrl=True)
    yield from ui.paste(os.environ["SANDBOX_KEY"])
    yield from ui.key("RET")
    yield 0.5
    yield from ui.screenshot("key-as-server")
    assert preferences.base_url == address
    entry = importlib.import_module(f"{ADDON}.ui.preferences").ServerEntry
    assert importlib.import_module(f"{ADDON}.operators.runtime").state(entry).problem
    ui.in_dialog = False
    assert os.environ["SANDBOX_KEY"] not in _log(ui)


def test_then_it_offers_to_generate(ui: AntekirtUser) -> Steps:
    yield from ui.sidebar("Antekirt")
    yield from ui.hover("antekirt.generate_image")
    yield from ui.screenshot("connected")


def _shown_key() -> str:
    preferences: Any = bpy.context.preferences.addons[ADDON].preferences
    return str(preferences.api_key)


def _log(ui: AntekirtUser) -> str:
    """What Blender's own Info editor lists."""
    area = ui.area("VIEW_3D")
    area.type = "INFO"
    window = bpy.context.window_manager.windows[0]
    with bpy.context.temp_override(window=window, area=area, region=area.regions[-1]):
        bpy.ops.info.select_all(action="SELECT")
        bpy.ops.info.report_copy()
    area.type = "VIEW_3D"
    shown = str(bpy.context.window_manager.clipboard)
    assert "bpy.ops." in shown
    return shown
