# SPDX-License-Identifier: GPL-3.0-or-later
"""An artist at work: from the gallery to a picture in the scene, and all that may come between."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import bpy

from window.antekirt_user import ADDON

if TYPE_CHECKING:
    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

PROMPT = "a red fox in fresh snow"
UNSENT = "a lighthouse in a storm, painted with a palette knife"
LONG = 600  # seconds that an image takes, unless they are skipped


def test_the_gallery_shows_pictures(ui: AntekirtUser) -> Steps:
    yield from ui.sidebar("Antekirt")
    yield from ui.press("antekirt.is_choosing")
    yield from ui.hover("antekirt.choose_artist")
    x, y = ui.position
    yield from ui.wait(lambda: ui.colors(x + 30, y - 30, 40, 40) > 200)
    yield from ui.screenshot("gallery")


def test_a_click_on_a_picture_chooses_the_artist(ui: AntekirtUser) -> Steps:
    x, y = ui.position
    x, y = x + 30, y - 30
    assert ui.colors(x, y, 40, 40) > 200, "the mouse would not be in the picture"
    ui.move(x - 1, y)  # with the click in one go: after a redraw Blender asks for a move first
    ui.move(x, y)
    yield from ui.click()
    yield from ui.wait(lambda: _chosen().artist_name)
    yield from ui.press("antekirt.is_choosing")
    yield from ui.screenshot("chosen-by-its-picture")


def test_a_search_finds_an_artist(ui: AntekirtUser) -> Steps:
    yield from ui.fill("antekirt.search", "王小")
    gallery = importlib.import_module(f"{ADDON}.operators.gallery_catalog")
    yield from ui.wait(lambda: [artist.name for artist in gallery.known().artists.items] == ["王小明"])
    yield from ui.press('artist_name="王小明"')
    assert _chosen().artist_name == "王小明"
    assert not bpy.context.window_manager.antekirt.is_choosing
    yield from ui.screenshot("chosen")


def test_a_prompt_is_typed(ui: AntekirtUser) -> Steps:
    yield from ui.fill(".antekirt.prompt", PROMPT)
    assert _chosen().prompt == PROMPT


def test_the_view_turns_while_an_image_is_made(ui: AntekirtUser) -> Steps:
    ui.sandbox.settings(image_delay=LONG)
    yield from ui.press("antekirt.generate_image")
    yield from ui.wait(lambda: ui.jobs and ui.jobs[0].state == "running")
    view = ui.area().spaces.active.region_3d
    for _ in range(3):
        before = view.view_matrix.copy()
        yield from ui.move_into()
        yield from ui.drag((120, 40))
        assert view.view_matrix != before
    assert ui.jobs[0].state == "running"
    yield from ui.screenshot("under-way")


def test_another_one_is_cancelled(ui: AntekirtUser) -> Steps:
    yield from ui.fill(".antekirt.prompt", "a blue fox in deep water")
    yield from ui.press("antekirt.generate_image")
    yield from ui.wait(lambda: len(ui.jobs) == 2 and ui.jobs[1].generation_id)
    yield from ui.screenshot("two-under-way")
    yield from ui.press(f'cancel_job(job_id="{ui.jobs[1].id}")')
    yield from ui.wait(lambda: ui.jobs[1].state == "cancelled")
    yield from ui.screenshot("cancelled")


def test_the_picture_comes_as_one_step(ui: AntekirtUser) -> Steps:
    ui.sandbox.skip(LONG)
    yield from ui.wait(_planes)
    (plane,) = _planes()
    assert plane["antekirt_prompt"] == PROMPT
    assert plane["antekirt_artist_name"] == "王小明"
    yield from ui.screenshot("imported")
    yield from ui.move_into()
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: not _planes())
    assert not _pictures()
    assert "Cube" in bpy.data.objects
    yield from ui.key("Z", ctrl=True, shift=True)
    yield from ui.wait(_planes)
    assert len(_pictures()) == 1
    assert len(ui.sandbox.ledger()) == 2
    assert ui.jobs[1].state == "cancelled"


def test_undo_takes_nothing_from_an_unsent_prompt(ui: AntekirtUser) -> Steps:
    (plane,) = _planes()
    name, start = plane.name, plane.location.copy()
    yield from ui.move_into()
    yield from ui.key("G")
    ui.move(ui.position[0] + 80, ui.position[1])
    yield from ui.wait(lambda: bpy.data.objects[name].location != start)
    yield from ui.key("RET")
    yield from ui.wait_until_idle()
    yield from ui.fill(".antekirt.prompt", UNSENT)
    yield from ui.move_into()
    yield from ui.key("Z", ctrl=True)
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: bpy.data.objects[name].location == start)
    assert (_chosen().prompt, _chosen().artist_name) == (UNSENT, "王小明")
    yield from ui.screenshot("unsent-after-undo")


def test_a_former_prompt_comes_back(ui: AntekirtUser) -> Steps:
    yield from ui.press("antekirt.former_prompt")
    yield from ui.wait(lambda: _chosen().prompt == "a blue fox in deep water")
    yield from ui.press("antekirt.former_prompt")
    yield from ui.wait(lambda: _chosen().prompt == PROMPT)


def test_another_file_is_loaded_in_the_middle(ui: AntekirtUser) -> Steps:
    yield from ui.press("antekirt.generate_image")
    yield from ui.wait(lambda: len(ui.jobs) == 3 and ui.jobs[2].generation_id)
    with ui.override():
        bpy.ops.wm.read_homefile(app_template="")
    assert (_chosen().prompt, _chosen().artist_name) == (PROMPT, "王小明")
    ui.sandbox.skip(LONG)
    yield from ui.wait(lambda: ui.jobs[2].state == "ready")
    yield 0.5
    assert not _planes(), "what was asked for in another file came into this one unasked"
    yield from ui.sidebar("Antekirt")
    yield from ui.hover("antekirt.import_job")
    yield from ui.screenshot("waits-in-the-panel")
    yield from ui.press("antekirt.import_job")
    yield from ui.wait(_planes)
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: not _planes())
    assert len(ui.sandbox.ledger()) == 3


def quit_in_the_middle(ui: AntekirtUser) -> Steps:
    yield from ui.press("antekirt.is_choosing")
    yield from ui.press('artist_name="王小明"')  # used before, and therefore first
    yield from ui.press("antekirt.generate_image")
    yield from ui.wait(lambda: len(ui.jobs) == 4 and ui.jobs[3].generation_id)
    yield from ui.fill(".antekirt.prompt", UNSENT)
    ui.out["generation_id"] = ui.jobs[3].generation_id


def resume_after_the_restart(ui: AntekirtUser) -> Steps:
    yield from ui.wait(lambda: (_chosen().prompt, _chosen().artist_name) == (UNSENT, "王小明"))
    ui.sandbox.skip(LONG)
    yield from ui.sidebar("Antekirt")
    yield from ui.wait(lambda: any(job.waits_for_import for job in ui.jobs))
    yield from ui.press("antekirt.import_job")
    yield from ui.wait(_planes)
    ui.out["generation_id"] = _planes()[0]["antekirt_generation_id"]
    assert len(ui.sandbox.ledger()) == 4
    yield from ui.screenshot("resumed")


def _chosen() -> Any:
    return bpy.context.scene.antekirt


def _planes() -> list[Any]:
    return [obj for obj in bpy.context.scene.objects if "antekirt_generation_id" in obj]


def _pictures() -> list[Any]:
    return [image for image in bpy.data.images if "antekirt_generation_id" in image]
