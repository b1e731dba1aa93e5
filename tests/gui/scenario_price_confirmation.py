# SPDX-License-Identifier: GPL-3.0-or-later
"""Where an artist presses what costs credits, and when they are asked first."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import bpy

from window import panel_watch
from window.antekirt_user import ADDON

if TYPE_CHECKING:
    from collections.abc import Callable

    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps


def test_the_balance_is_asked_for_when_the_panel_opens(ui: AntekirtUser) -> Steps:
    yield from ui.sidebar("View")
    yield 1.0
    assert not ui.sandbox.requests(), "somebody else's tab is open"
    yield from ui.sidebar("Antekirt")
    yield from ui.wait(lambda: _balance() == 500)
    yield from _shows(ui, "500 credits")


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
    yield from ui.search("ai texture")  # the same action, by what it does
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


def test_what_an_ended_blender_had_not_sent_has_its_price_on_the_button(ui: AntekirtUser) -> Steps:
    _leave_unsent(ui)
    yield from ui.wait(lambda: sum(job.state == "unsent" for job in ui.jobs) == 2)
    assert _charged(ui, 3, 3, 3, 3, 5, 25)()
    yield from ui.hover("antekirt.submit_unsent")
    yield from ui.screenshot("never-sent")
    yield from ui.press("antekirt.submit_unsent")
    yield from ui.wait(_charged(ui, 3, 3, 3, 3, 5, 25, 3, 3))


def test_the_button_comes_alive_once_credits_are_bought(ui: AntekirtUser) -> Steps:
    bpy.context.scene.antekirt.then = set()
    before = len(ui.sandbox.ledger())
    _stop_clock()  # so that it is not asked for again meanwhile, however long all of this takes
    ui.sandbox.settings(credits={"main": 200})
    yield from ui.press("antekirt.refresh_balance")
    yield from ui.wait(lambda: _balance() == 200)
    ui.sandbox.settings(credits={"main": 2})
    yield from ui.press("antekirt.generate_image")  # which does not know that yet
    yield from ui.wait(lambda: ui.jobs[-1].state == "failed" and _balance() == 2 and ui.is_idle)
    yield 0.5
    yield from ui.key("ESC")  # closes the message that this has brought up
    yield from ui.move_into()
    yield from ui.search("animate image")
    yield from ui.screenshot("animate-too-dear")
    yield from ui.key("ESC")
    yield from ui.press("antekirt.generate_image")
    yield from ui.hover("antekirt.open_website")
    yield from ui.screenshot("too-dear")
    yield from ui.move_into()
    yield 0.5
    assert len(ui.sandbox.ledger()) == before, "the button was off"
    ui.sandbox.settings(credits={"main": 400})
    _skip(11)
    yield from ui.wait(lambda: _balance() == 400)
    yield from _shows(ui, "400 credits · 397 left after this")
    yield from ui.press("antekirt.submit_again")
    yield from ui.wait(lambda: len(ui.sandbox.ledger()) == before + 1)
    ui.sandbox.settings(credits={"main": 300})
    yield from ui.press("antekirt.refresh_balance")
    yield from ui.wait(lambda: _balance() == 300)


def test_animate_shows_what_it_will_make_and_asks_once(ui: AntekirtUser) -> Steps:
    yield from ui.wait_until_idle()
    before = len(ui.sandbox.ledger())
    yield from ui.press("antekirt.generate_video")
    yield 0.5
    yield from ui.screenshot("animate")
    yield from ui.key("ESC")
    yield 0.5
    assert len(ui.sandbox.ledger()) == before
    yield from ui.press("antekirt.generate_video")
    yield 0.5
    yield from ui.key("RET")
    yield from ui.wait(lambda: len(ui.sandbox.ledger()) == before + 1)
    charge = ui.sandbox.ledger()[-1]
    told = (charge["credits"], charge["body"]["aspectRatio"], charge["body"]["duration"])
    assert told == (25, "1:1", 4), told


def test_what_is_had_is_free_and_says_so(ui: AntekirtUser) -> Steps:
    before = len(ui.sandbox.ledger())
    generation = ui.sandbox.ledger()[-1]["body"]["generationId"]
    yield from _pick_image(ui, generation)
    yield from ui.press("antekirt.generate_video")
    yield 0.5
    yield from ui.screenshot("animate-had")
    yield from ui.key("RET")
    yield from ui.wait(lambda: _brought_for_nothing(ui, generation) == ["video"])
    yield from _pick_image(ui, generation)
    yield from ui.press("antekirt.convert_svg")
    yield from ui.wait(lambda: len(ui.sandbox.ledger()) == before + 1)
    yield from _pick_image(ui, generation)
    yield from ui.hover("antekirt.convert_svg")
    yield from ui.screenshot("vectorize-had")
    yield from ui.press("antekirt.convert_svg")
    yield from ui.wait(lambda: _brought_for_nothing(ui, generation) == ["video", "svg"])
    assert len(ui.sandbox.ledger()) == before + 1


def _pick_image(ui: AntekirtUser, generation: str) -> Steps:
    """Have the card of a generation's picture shown, once nothing else happens."""
    yield from ui.wait_until_idle()
    job = next(job for job in ui.jobs if (job.kind, job.generation_id) == ("image", generation))
    yield from ui.press(f'pick_result(job_id="{job.id}")')
    yield 0.5


def _brought_for_nothing(ui: AntekirtUser, generation: str) -> list[str]:
    return [job.kind for job in ui.jobs if job.generation_id == generation and job.free and job.imported]


def _balance() -> int | None:
    session = importlib.import_module(f"{ADDON}.operators.job_session").running()
    return session.credits if session else None


def _stop_clock() -> None:
    """Let no time pass for whoever decides when the balance is asked for again, as if it just had been."""
    _skip(0)
    _balance_watch().note()


def _skip(seconds: float) -> None:
    """Let so much time pass for them, and no more."""
    now = _balance_watch().clock() + seconds
    _balance_watch().clock = lambda: now


def _balance_watch() -> Any:
    runtime, watch = (
        importlib.import_module(f"{ADDON}.{name}") for name in ("operators.runtime", "jobs.balance_watch")
    )
    return runtime.state(watch.BalanceWatch)


def _shows(ui: AntekirtUser, text: str) -> Steps:
    """Wait until the panel says it, where that can be read."""
    if panel_watch.CAN_READ_TEXTS:
        with panel_watch.drawn_texts("ANTEKIRT_PT_generate", "VIEW_3D") as drawn:

            def is_drawn() -> bool:
                ui.region().tag_redraw()
                return text in drawn

            yield from ui.wait(is_drawn)


def _leave_unsent(ui: AntekirtUser) -> None:
    """Two images that were queued when a Blender ended."""
    job, job_session, journal = (
        importlib.import_module(f"{ADDON}.{name}")
        for name in ("jobs.job", "operators.job_session", "jobs.journal")
    )
    session, chosen = job_session.session(), bpy.context.scene.antekirt
    written = journal.Journal(session.results_folder.journal_path)
    for prompt in ("a hare", "a mole"):
        request = {"artist_id": chosen.artist_id, "prompt": prompt}
        written.save(job.Job(job.Kind.IMAGE, request, ui.sandbox.base_url, prompt=prompt), "gone")
    written.close()
    session.resume()


def _charged(ui: AntekirtUser, *prices: int) -> Callable[[], bool]:
    """Whether just these were paid, in any order."""
    return lambda: sorted(entry["credits"] for entry in ui.sandbox.ledger()) == sorted(prices)
