# SPDX-License-Identifier: GPL-3.0-or-later
"""The tab where something is missing, and where there is little room for it."""

from __future__ import annotations

import importlib
import json
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from window import panel_watch
from window.antekirt_user import ADDON

if TYPE_CHECKING:
    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

LONG = "Wolfgang Amadeus Maximilian von und zu Hohenlohe-Langenburg the Younger"


def offline(ui: AntekirtUser) -> Steps:
    """Blender itself was started in offline mode, so there is nothing to press that could change it."""
    choose(str(uuid.uuid4()), "María de los Ángeles")
    yield from ui.sidebar("Antekirt")
    yield from ui.press("antekirt.generate_image")
    yield 1.0
    assert not ui.jobs
    buttons = yield from ui.buttons()
    assert not any("userpref_allow_online" in button for button in buttons), buttons
    yield from ui.screenshot("offline")


def no_server(ui: AntekirtUser) -> Steps:
    runtime = importlib.import_module(f"{ADDON}.operators.runtime")
    watch = importlib.import_module(f"{ADDON}.jobs.balance_watch").BalanceWatch
    runtime.state(watch).clock = lambda: 0.0  # it does not ask again by itself before the button is pressed
    ui.sandbox.fault({"kind": "drop_before"}, times=None)
    yield from ui.sidebar("Antekirt")
    yield from reaches(ui, "antekirt.test_connection")
    bpy.context.window_manager.antekirt.is_choosing = True
    yield 2.0
    buttons = yield from ui.buttons()
    assert not any("antekirt.reload_catalog" in button for button in buttons), "the same is said twice"
    yield from ui.screenshot("no-server")
    ui.sandbox.clear_faults()
    yield from ui.press("antekirt.test_connection")
    yield from reaches(ui, "antekirt.choose_artist(")


def nothing_to_show(ui: AntekirtUser) -> Steps:
    gallery_props: Any = bpy.context.window_manager.antekirt
    yield from ui.sidebar("Antekirt")
    gallery_props.is_choosing = True
    yield from reaches(ui, "antekirt.choose_artist(")
    gallery_props.search = "Nobody Is Called So"
    yield from loses(ui, "antekirt.choose_artist(")
    yield from ui.screenshot("nobody-found")
    gallery_props.is_choosing = False
    yield from ui.open_panel("ANTEKIRT_PT_history")
    yield from reaches(ui, "antekirt.import_generation")
    body = {"data": [], "pagination": {"page": 1, "limit": 10, "totalCount": 0, "totalPages": 0}}
    ui.sandbox.fault(
        {
            "kind": "answer",
            "status": 200,
            "headers": {"Content-Type": "application/json"},
            "body": json.dumps(body),
        },
        path="*/generations",
        times=None,
    )
    yield from ui.press("antekirt.reload_catalog")
    yield from loses(ui, "antekirt.import_generation")
    yield from ui.screenshot("empty-history")


def narrow_and_light(ui: AntekirtUser) -> Steps:
    theme = "interface_theme/Blender_Light.xml"
    (light,) = (path for folder in bpy.utils.preset_paths("") if (path := Path(folder) / theme).exists())
    bpy.ops.script.execute_preset(filepath=str(light), menu_idname="USERPREF_MT_interface_theme_presets")
    yield from little_room(ui, 200, "narrow")
    bpy.context.window_manager.antekirt.is_choosing = False
    yield from prices_are_whole(ui)


def prices_are_whole(ui: AntekirtUser) -> Steps:
    """What was never sent is sent for a price that can be read."""
    jobs, problem = (importlib.import_module(f"{ADDON}.jobs.{name}") for name in ("job", "problem"))
    session = importlib.import_module(f"{ADDON}.operators.job_session").session()
    unsent = {"state": jobs.State.UNSENT, "problem": problem.UNSENT, "prompt": "a fox"}
    image = jobs.Job(jobs.Kind.IMAGE, {}, session.service, **unsent)
    video = jobs.Job(jobs.Kind.VIDEO, {}, session.service, parent_id=image.id, **unsent)
    session.jobs |= {image.id: image, video.id: video}
    session.version += 1
    yield from reaches(ui, "antekirt.submit_unsent")
    yield from ui.screenshot("narrow-unsent")
    if panel_watch.CAN_READ_TEXTS:
        with panel_watch.drawn_texts("ANTEKIRT_PT_jobs", "VIEW_3D") as drawn:
            ui.region().tag_redraw()
            yield 0.5
        assert {"All 2 · 28 Credits", "Both · 28 Credits", "Submit · 3 Credits"} <= drawn, drawn


def large(ui: AntekirtUser) -> Steps:
    yield from little_room(ui, 480, "large")


def little_room(ui: AntekirtUser, width: int, name: str) -> Steps:
    choose(ui.sandbox.call("GET", "/artists?limit=1").json["data"][0]["id"], LONG)
    bpy.context.scene.antekirt.then = {"SVG", "VIDEO"}
    yield from ui.sidebar("Antekirt")
    yield from ui.sidebar_width(width)
    yield from ui.hover("antekirt.generate_image")
    yield from ui.screenshot(name)
    bpy.context.window_manager.antekirt.is_choosing = True
    yield from reaches(ui, "antekirt.choose_artist(")
    yield 2.0
    yield from ui.screenshot(f"{name}-gallery")


def choose(artist_id: str, artist_name: str) -> None:
    chosen: Any = bpy.context.scene.antekirt
    chosen.artist_id, chosen.artist_name, chosen.prompt = artist_id, artist_name, "a fox"


def reaches(ui: AntekirtUser, text: str) -> Steps:
    """Wait until there is a button for it: what has been asked for takes its time to come, or to fail."""
    yield from _turns(ui, text, there=True)


def loses(ui: AntekirtUser, text: str) -> Steps:
    """Wait until there is no button for it any more."""
    yield from _turns(ui, text, there=False)


def _turns(ui: AntekirtUser, text: str, *, there: bool) -> Steps:
    for _ in range(30):
        if any(text in button for button in (yield from ui.buttons())) == there:
            return
        yield 0.5
    raise AssertionError(f"no button {text!r} came" if there else f"the button {text!r} stayed")
