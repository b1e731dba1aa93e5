# SPDX-License-Identifier: GPL-3.0-or-later
"""One prompt for three artists: one press, one price, three results side by side."""

from __future__ import annotations

import importlib
import itertools
from typing import TYPE_CHECKING, Any

import bpy

from window.antekirt_user import ADDON

if TYPE_CHECKING:
    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

WIDTHS = (200, 400)


def test_artists_are_added_by_clicks_in_the_gallery(ui: AntekirtUser) -> Steps:
    ui.poll_often()
    yield from ui.sidebar("Antekirt")
    _chosen().prompt = "a red fox in fresh snow"
    yield from ui.press("antekirt.is_choosing")
    yield from ui.wait(lambda: len(_artists()) > 3)
    one, two, three = _artists()[:3]
    yield from ui.press(f'choose_artist(artist_id="{one.id}"')
    yield from ui.press("antekirt.is_adding")
    yield from ui.press(f'choose_artist(artist_id="{two.id}"')
    yield from ui.press(f'choose_artist(artist_id="{three.id}"')
    assert (_chosen().artist_id, _chosen().artist_ids.split(",")) == (one.id, [two.id, three.id])
    assert bpy.context.window_manager.antekirt.is_choosing
    bpy.context.window_manager.antekirt.is_adding = False
    for width in WIDTHS:
        yield from ui.sidebar_width(width)
        yield 0.2
        yield from ui.screenshot(f"three-artists-{width}")
    _chosen().count, _chosen().then = 9, {"SVG", "VIDEO"}
    yield from ui.sidebar_width(WIDTHS[0])
    yield 0.2
    yield from ui.screenshot("much-at-once")
    _chosen().count, _chosen().then = 1, set()


def test_one_press_brings_three_side_by_side(ui: AntekirtUser) -> Steps:
    yield from ui.press("antekirt.generate_image")
    yield from ui.wait(lambda: len(_planes()) == 3)
    yield from ui.wait_until_idle()
    names = {artist.id: artist.name for artist in _artists()[:3]}
    assert [charge["credits"] for charge in ui.sandbox.ledger()] == [3, 3, 3]
    labels = [obj for obj in bpy.context.scene.objects if obj.type == "FONT"]
    assert {label.parent: label.data.body.replace("\n", " ") for label in labels} == {
        plane: names[plane["antekirt_artist_id"]] for plane in _planes()
    }
    turned = _planes()[0].matrix_world.inverted()
    places = sorted((turned @ plane.matrix_world.translation).to_tuple(3) for plane in _planes())
    assert [place[1:] for place in places] == [(0.0, 0.0)] * 3, "not in a row"
    steps = [after[0] - before[0] for before, after in itertools.pairwise(places)]
    assert all(2.0 < step < 2.5 for step in steps), "not beside each other"
    yield from ui.screenshot("side-by-side")


def test_much_is_asked_for_as_one(ui: AntekirtUser) -> Steps:
    _chosen().count = 3
    yield from ui.press("antekirt.generate_image")
    yield 0.5
    yield from ui.screenshot("asked")
    yield from ui.key("ESC")
    _chosen().count = 1
    yield from ui.move_into()
    assert len(ui.sandbox.ledger()) == 3


def test_what_keeps_all_away_is_told_once(ui: AntekirtUser) -> Steps:
    import_ready = importlib.import_module(f"{ADDON}.operators.import_ready")
    start, told = import_ready.start, []

    def tell(job: Any, awaited: Any) -> bool:
        told.append(job.id)
        return bool(start(job, awaited))

    import_ready.start = tell
    ui.sandbox.fault({"kind": "answer", "status": 403}, method="POST", times=None)
    yield from ui.press("antekirt.generate_image")
    yield from ui.wait(lambda: sum(job.state == "failed" for job in ui.jobs) == 3)
    yield from ui.wait_until_idle()
    import_ready.start = start
    assert len(told) == 1
    assert len(ui.sandbox.ledger()) == 3
    yield from ui.key("ESC")
    yield from ui.screenshot("refused")


def test_a_batch_shows_its_rows_and_their_price_before_it_is_sent(ui: AntekirtUser) -> Steps:
    """Of a text; what fails is listed, and sent again alone."""
    ui.sandbox.clear_faults()
    charged, planes = len(ui.sandbox.ledger()), len(_planes())
    bpy.data.texts.new("Rows").write("an oak barrel\na crate [fail]\n\na lantern\n")
    _chosen().artist_ids, _chosen().batch_source, _chosen().batch_text = "", "TEXT", "Rows"
    yield from ui.open_panel("ANTEKIRT_PT_batch")
    yield from ui.press("antekirt.generate_batch")
    yield 0.5
    yield from ui.screenshot("batch-asked")
    assert len(ui.sandbox.ledger()) == charged
    yield from ui.key("RET")
    yield from ui.wait(lambda: len(_planes()) == planes + 2)
    yield from ui.wait_until_idle()
    assert len(ui.sandbox.ledger()) == charged + 3
    yield from ui.key("ESC")
    yield from ui.screenshot(f"batch-{WIDTHS[0]}")
    yield from ui.sidebar_width(WIDTHS[1])
    yield 0.2
    yield from ui.screenshot(f"batch-{WIDTHS[1]}")
    yield from ui.press("antekirt.resume_batch")
    yield from ui.wait(lambda: len(ui.sandbox.ledger()) == charged + 4)
    assert ui.sandbox.ledger()[-1]["body"]["prompt"] == "a crate [fail]"
    yield from ui.wait_until_idle()


def _chosen() -> Any:
    return bpy.context.scene.antekirt


def _artists() -> list[Any]:
    catalog = importlib.import_module(f"{ADDON}.operators.gallery_catalog").known()
    return list(catalog.artists.items) if catalog else []


def _planes() -> list[Any]:
    found = bpy.context.scene.objects
    return [obj for obj in found if obj.type == "MESH" and "antekirt_generation_id" in obj]
