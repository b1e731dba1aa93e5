# SPDX-License-Identifier: GPL-3.0-or-later
"""The moment after: what the artist sees of a result once it is in the scene, and what the card leads to."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import bpy

from window import panel_watch
from window.antekirt_user import ADDON

if TYPE_CHECKING:
    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

LONG = 600  # seconds that an image takes, unless they are skipped


def test_a_picture_stays_on_screen_when_it_is_imported(ui: AntekirtUser) -> Steps:
    chosen: Any = bpy.context.scene.antekirt
    artist = ui.sandbox.call("GET", "/artists?limit=1").json["data"][0]
    chosen.artist_id, chosen.artist_name = artist["id"], artist["name"]
    chosen.prompt = "a red fox in fresh snow"
    yield from ui.sidebar("Antekirt")
    yield from ui.sidebar_width(200)
    yield from ui.press("antekirt.generate_image")
    yield from ui.wait(lambda: there(ui) == "On a plane · Beside Cube")
    yield from ui.wait_until_idle()
    yield from says(ui, "On a plane", "Beside Cube")
    assert shown().counts == (0, 0, 0), "nothing waits"
    yield from ui.hover("antekirt.convert_svg")
    yield from ui.screenshot("imported-200")


def test_it_says_so_when_it_was_undone(ui: AntekirtUser) -> Steps:
    yield from ui.move_into()
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: there(ui).startswith("Undone"))
    yield 0.3
    yield from ui.screenshot("undone")
    yield from ui.key("Z", ctrl=True, shift=True)
    yield from ui.wait(lambda: there(ui) == "On a plane · Beside Cube")


def test_from_four_on_there_is_a_grid(ui: AntekirtUser) -> Steps:
    for prompt in ("an owl", "a hare", "a stag", "a boar", "a badger"):
        yield from make(ui, prompt)
    yield from ui.wait(lambda: shown().counts == (0, 0, 5))
    hare = next(job for job in ui.jobs if job.prompt == "a hare")
    yield from ui.press(f'pick_result(job_id="{hare.id}")')
    yield from ui.wait(lambda: shown().jobs.picked == hare.id)
    yield 0.5
    yield from ui.screenshot("picked")


def test_a_picture_is_looked_at_large(ui: AntekirtUser) -> Steps:
    job = ui.jobs[0]
    with ui.override():
        bpy.ops.antekirt.enlarge("INVOKE_DEFAULT", job_id=job.id)
    yield 1.0
    yield from ui.screenshot("large")
    yield from ui.key("ESC")


def make(ui: AntekirtUser, prompt: str) -> Steps:
    known = len(ui.jobs)
    chosen: Any = bpy.context.scene.antekirt
    chosen.prompt = prompt
    with ui.override("WINDOW"):
        bpy.ops.antekirt.generate_image("INVOKE_DEFAULT", import_as="NONE", then=set(), shown_price=3)
    yield from ui.wait(lambda: len(ui.jobs) > known and ui.jobs[-1].state == "ready")


def part(name: str) -> Any:
    return importlib.import_module(f"{ADDON}.{name}")


def shown() -> Any:
    return part("ui.snapshot").current()


def there(ui: AntekirtUser) -> str:
    """What the newest result's card says of where it is."""
    found = shown().jobs.whereabouts.get(ui.jobs[-1].id) if ui.jobs else None
    return str(part("ui.whereabouts_text").text(found)) if found else ""


def says(ui: AntekirtUser, *texts: str) -> Steps:
    """Make sure that the panel draws some texts, where this Blender can be asked for them."""
    if panel_watch.CAN_READ_TEXTS:
        with panel_watch.drawn_texts("ANTEKIRT_PT_jobs", "VIEW_3D") as drawn:
            ui.region().tag_redraw()
            yield 0.5
        assert drawn.issuperset(texts), drawn
