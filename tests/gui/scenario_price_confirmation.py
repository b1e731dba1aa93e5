# SPDX-License-Identifier: GPL-3.0-or-later
"""Where an artist presses what costs credits, and when they are asked first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from collections.abc import Callable

    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps


def test_a_price_on_the_button_is_enough(ui: AntekirtUser) -> Steps:
    chosen: Any = bpy.context.scene.antekirt
    artist = ui.sandbox.call("GET", "/artists?limit=1").json["data"][0]
    chosen.artist_id, chosen.artist_name, chosen.prompt = artist["id"], artist["name"], "a fox"
    yield from ui.sidebar("Antekirt")
    yield from ui.press("antekirt.generate_image")
    yield from ui.wait(_charged(ui, 3))


def test_the_next_one_is_what_the_panel_says_now(ui: AntekirtUser) -> Steps:
    yield from ui.wait(lambda: any("antekirt_prompt" in obj for obj in bpy.data.objects))
    chosen: Any = bpy.context.scene.antekirt
    other = ui.sandbox.call("GET", "/artists?limit=2").json["data"][1]
    chosen.artist_id, chosen.artist_name, chosen.prompt = other["id"], other["name"], "an owl"
    chosen.image_import_as = "NONE"
    yield from ui.press("antekirt.generate_image")
    yield from ui.wait(_charged(ui, 3, 3))
    job = ui.jobs[-1]
    told = (job.prompt, job.artist_id, job.purpose["import_as"])
    assert told == ("an owl", other["id"], "NONE"), told
    chosen.image_import_as = "PLANE"


def test_a_menu_asks_first(ui: AntekirtUser) -> Steps:
    yield from ui.move_into()
    yield from ui.search("antekirt image")
    yield from ui.screenshot("asked")
    yield from ui.key("ESC")
    yield 1.0
    assert _charged(ui, 3, 3)()
    yield from ui.search("antekirt image")
    yield from ui.key("RET")
    yield from ui.wait(_charged(ui, 3, 3, 3))
    yield from ui.wait(lambda: len([obj for obj in bpy.data.objects if "antekirt_kind" in obj]) == 2)


def test_much_is_asked_first_even_so(ui: AntekirtUser) -> Steps:
    bpy.context.scene.antekirt.then = {"SVG", "VIDEO"}
    yield from ui.sidebar("Antekirt")
    yield from ui.press("antekirt.generate_image")
    yield 1.0
    yield from ui.screenshot("asked-for-much")
    assert _charged(ui, 3, 3, 3)()
    yield from ui.key("RET")
    yield from ui.wait(_charged(ui, 3, 3, 3, 3, 5, 25))
    kinds = {"image", "svg", "video"}
    yield from ui.wait(lambda: {obj.get("antekirt_kind") for obj in bpy.data.objects} >= kinds)


def _charged(ui: AntekirtUser, *prices: int) -> Callable[[], bool]:
    """Whether just these were paid, in any order."""
    return lambda: sorted(entry["credits"] for entry in ui.sandbox.ledger()) == sorted(prices)
