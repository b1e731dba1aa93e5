# SPDX-License-Identifier: GPL-3.0-or-later
"""A request that was never answered: what the card shows, what it costs to press, and what comes of it."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import bpy

from window.antekirt_user import ADDON

if TYPE_CHECKING:
    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

PROMPT = "a fox in a misty forest"
LIKE_IT = "A fox that walks through the fog between tall firs, at first light"


def test_what_is_absent_can_be_submitted_again(ui: AntekirtUser) -> Steps:
    policy = importlib.import_module(f"{ADDON}.jobs.poll_policy").PollPolicy(
        shortest=0.05, longest=0.1, grace_seconds=0.5
    )
    importlib.import_module(f"{ADDON}.operators.job_session").session().poll_policy = policy
    ui.sandbox.settings(image_delay=0)
    artist = ui.sandbox.call("GET", "/artists?limit=1").json["data"][0]
    chosen: Any = bpy.context.scene.antekirt
    chosen.artist_id, chosen.artist_name, chosen.prompt = artist["id"], artist["name"], PROMPT
    chosen.image_import_as = "NONE"
    ui.sandbox.fault({"kind": "drop_before"}, method="POST")
    yield from ui.sidebar("Antekirt")
    yield from ui.press("antekirt.generate_image")
    yield from ui.wait(lambda: [str(job.state) for job in ui.jobs] == ["absent"])
    yield from close_report(ui)
    yield from ui.hover("antekirt.submit_again")
    yield from ui.screenshot("absent")


def test_it_is_looked_for_first_and_what_may_be_it_is_shown(ui: AntekirtUser) -> Steps:
    for prompt in ("a bear", LIKE_IT):
        request = {"artistId": ui.jobs[0].artist_id, "prompt": prompt}
        ui.sandbox.call("POST", "/generations/image", request)
    ui.sandbox.fault({"kind": "delay", "seconds": 2.0}, method="GET", path="*/generations")
    yield from ui.press("antekirt.submit_again")
    yield 0.5
    yield from ui.screenshot("looking")
    yield from ui.wait(lambda: len(ui.jobs[0].candidates) == 2)
    for width, name in ((400, "wide"), (200, "narrow")):
        yield from ui.sidebar_width(width)
        yield from ui.hover("antekirt.submit_again")
        yield 1.5
        yield from ui.screenshot(f"is-it-this-one-{name}")
    assert len(ui.sandbox.ledger()) == 2


def test_what_is_recognized_costs_nothing(ui: AntekirtUser) -> Steps:
    wanted = next(one for one in ui.jobs[0].candidates if one.prompt == LIKE_IT)
    yield from ui.press(f'generation_id="{wanted.generation_id}"')
    yield from ui.wait(lambda: str(ui.jobs[0].state) == "ready")
    assert ui.jobs[0].generation_id == wanted.generation_id
    assert len(ui.sandbox.ledger()) == 2


def test_what_is_none_of_them_is_sent_for_its_price(ui: AntekirtUser) -> Steps:
    ui.sandbox.fault({"kind": "drop_before"}, method="POST")
    yield from ui.press("antekirt.generate_image")
    yield from ui.wait(lambda: [str(job.state) for job in ui.jobs] == ["ready", "absent"])
    yield from close_report(ui)
    ui.sandbox.call("POST", "/generations/image", {"artistId": ui.jobs[0].artist_id, "prompt": LIKE_IT})
    yield from ui.press("antekirt.submit_again")
    yield from ui.wait(lambda: bool(ui.jobs[1].candidates))
    yield 1.5  # for its picture
    yield from ui.screenshot("is-it-this-one")
    yield from ui.press("antekirt.submit_again")
    yield from ui.wait(lambda: str(ui.jobs[1].state) == "ready")
    assert [entry["body"]["prompt"] for entry in ui.sandbox.ledger()][3:] == [PROMPT]


def close_report(ui: AntekirtUser) -> Steps:
    """Blender shows an error over the panel, and newer ones leave it there."""
    yield from ui.wait_until_idle()  # it is told at the end of what awaits the result
    yield 0.2
    yield from ui.key("ESC")
    yield 0.5
