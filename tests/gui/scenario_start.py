# SPDX-License-Identifier: GPL-3.0-or-later
"""The add-on as it looks when Blender has just started."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from tests.gui.hand import Steps
    from tests.gui.person import Person


def test_it_is_enabled(ui: Person) -> Steps:
    assert "bl_ext.user_default.antekirt" in bpy.context.preferences.addons
    ui.out["idname"] = bpy.ops.antekirt.generate_image.idname()
    yield 0


def test_its_tab_opens_and_offers_to_generate(ui: Person) -> Steps:
    yield from ui.sidebar("Antekirt")
    yield from ui.find("antekirt.generate_image")
    yield from ui.screenshot("connected")


def test_without_a_key_its_tab_opens_too(ui: Person) -> Steps:
    yield from ui.sidebar("Antekirt")
    buttons = yield from ui.look()
    assert buttons, "there is nothing that a newcomer could press"
    assert not any("antekirt.generate_image" in button for button in buttons), buttons
    yield from ui.screenshot("first-run")
