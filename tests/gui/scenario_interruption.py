# SPDX-License-Identifier: GPL-3.0-or-later
"""What only a window can interrupt: a grab, a render, a job that is waited for, the window itself."""

from __future__ import annotations

import importlib
import json
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from window.antekirt_user import ADDON

if TYPE_CHECKING:
    from collections.abc import Generator

    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

LONG = 600  # seconds that an image takes, unless they are skipped


def test_a_long_wait_begins(ui: AntekirtUser) -> Steps:
    preferences = bpy.context.preferences.filepaths
    preferences.use_auto_save_temporary_files, preferences.auto_save_time = True, 1  # minute
    ui.out["long wait"] = yield from begin(ui, seconds=100 * LONG)


def test_a_result_waits_for_the_end_of_a_grab(ui: AntekirtUser) -> Steps:
    start = location()
    begun = yield from begin(ui)
    yield from ui.move_into()
    yield from ui.key("G")
    ui.move(ui.position[0] + 80, ui.position[1])
    yield from ui.wait(lambda: location() != start)
    ui.sandbox.skip(LONG)
    yield from ui.wait(lambda: state(ui, begun) == "ready")
    yield 0.5
    assert not planes(), "it was imported, and an undo step made, in the middle of a grab"
    yield from ui.key("RET")
    yield from ui.wait(planes)
    moved = location()
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: not planes())
    assert location() == moved != start
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: location() == start)


def test_a_result_waits_for_the_end_of_a_render(ui: AntekirtUser) -> Steps:
    ui.poll_often()
    begun = yield from begin(ui)
    bpy.context.preferences.view.render_display_type = "NONE"  # no window of its own
    scene = bpy.context.scene
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", 4096, False
    scene.cycles.time_limit = 15  # seconds
    scene.render.resolution_x = scene.render.resolution_y = 1024
    with ui.override("WINDOW"):
        bpy.ops.render.render("INVOKE_DEFAULT")
    yield from ui.wait(lambda: bpy.app.is_job_running("RENDER"))
    ui.sandbox.skip(LONG)
    yield from ui.wait(lambda: state(ui, begun) == "ready")
    yield 0.5
    assert bpy.app.is_job_running("RENDER"), "the render was over too soon to show anything"
    assert not planes()
    yield from ui.wait(lambda: not bpy.app.is_job_running("RENDER"), timeout=90)
    yield from ui.wait(planes)


def test_a_long_wait_keeps_neither_auto_save_nor_a_key(ui: AntekirtUser) -> Steps:
    yield from ui.wait(lambda: list(Path(os.environ["TMPDIR"]).rglob("*autosave*.blend")), timeout=90)
    yield from ui.move_into()
    yield from ui.key("ESC")
    yield 0.5
    assert not list(ui.window.modal_operators)
    assert state(ui, ui.out["long wait"]) == "running"


def test_escape_stops_the_playback_and_not_the_waiting(ui: AntekirtUser) -> Steps:
    yield from ui.move_into()
    yield from ui.key("SPACE")
    yield from ui.wait(lambda: ui.window.screen.is_animation_playing)
    yield from ui.key("ESC")
    yield from ui.wait(lambda: not ui.window.screen.is_animation_playing)
    yield from goes_on(ui)


def test_nor_does_one_escape_too_many_after_the_search(ui: AntekirtUser) -> Steps:
    yield from ui.key("F3")
    yield 0.3
    yield from ui.type("mark")
    for _ in range(4):  # the text, the popup, and more
        yield from ui.key("ESC")
        yield 0.1
    yield from goes_on(ui)


def test_nor_does_escape_in_the_image_editor(ui: AntekirtUser) -> Steps:
    area = ui.area()
    area.type = "IMAGE_EDITOR"
    yield 0.3
    yield from ui.move_into(area="IMAGE_EDITOR")
    yield from ui.key("ESC")
    yield from goes_on(ui)
    area.type = "VIEW_3D"
    yield 0.3


def test_the_addon_is_disabled_while_a_job_waits(ui: AntekirtUser) -> Steps:
    before = len(planes())
    begun = yield from begin(ui)
    bpy.ops.preferences.addon_disable(module=ADDON)
    yield from ui.wait(lambda: not _threads())  # one may be at a request that a busy machine answers late
    ui.sandbox.skip(LONG)
    bpy.ops.preferences.addon_enable(module=ADDON)
    yield from ui.wait(lambda: state(ui, begun) == "ready")
    yield 0.5
    assert len(planes()) == before, "nobody waited for it any more"
    assert begun in waiting(ui)
    bpy.ops.antekirt.import_job(job_id=begun, import_as="PLANE")
    assert len(planes()) == before + 1


def test_its_window_is_closed(ui: AntekirtUser) -> Steps:
    before = len(planes())
    with ui.override("WINDOW"):
        bpy.ops.wm.window_new_main()
    yield 0.5
    ui.turned_to = 1
    begun = yield from begin(ui)
    with bpy.context.temp_override(window=ui.window):
        bpy.ops.wm.window_close()
    ui.turned_to = 0
    yield 0.5
    ui.sandbox.skip(LONG)
    yield from ui.wait(lambda: state(ui, begun) == "ready")
    yield 0.5
    assert not awaited()
    assert begun in waiting(ui)
    assert len(planes()) == before


def test_a_refusal_is_told_at_the_click(ui: AntekirtUser) -> Steps:
    body = json.dumps({"messages": [{"message": "No more foxes today"}]})
    refusal = {"kind": "answer", "status": 402, "headers": {"Content-Type": "application/json"}, "body": body}
    ui.sandbox.fault(refusal, method="POST")
    press(ui)
    yield from ui.wait(lambda: ui.jobs[-1].state == "failed")
    yield from ui.wait_until_idle()
    yield from ui.screenshot("refused")
    ui.area("DOPESHEET_EDITOR").type = "INFO"
    yield 0.2
    with ui.override("WINDOW", "INFO"):
        bpy.ops.info.select_all(action="SELECT")
        bpy.ops.info.report_copy()
    assert "No more foxes today" in bpy.context.window_manager.clipboard


def test_all_was_charged_once(ui: AntekirtUser) -> Steps:
    assert len(ui.sandbox.ledger()) == 5
    assert len({job.generation_id for job in ui.jobs if job.generation_id}) == 5
    yield 0


def goes_on(ui: AntekirtUser) -> Steps:
    """The job that waits all along is as it was: nothing has cancelled it, nor is anything to."""
    yield 0.3
    (job,) = (job for job in ui.jobs if job.id == ui.out["long wait"])
    assert (job.state, job.cancelled, job.problem) == ("running", False, None), job
    assert not list(ui.window.modal_operators)
    assert job.id in {result.job_id for result in awaited()}


def awaited() -> list[Any]:
    """The results that will be imported as soon as they are there."""
    waiting: list[Any] = importlib.import_module(f"{ADDON}.operators.awaited_result").waiting()
    return waiting


def begin(ui: AntekirtUser, seconds: int = LONG) -> Generator[float, None, str]:
    """Press the button, so to say, for an image that becomes a plane; give the id of the running job."""
    ui.sandbox.settings(image_delay=seconds)
    known = {job.id for job in ui.jobs}
    press(ui)
    yield from ui.wait(lambda: any(job.id not in known and job.state == "running" for job in ui.jobs))
    begun: str = ({job.id for job in ui.jobs} - known).pop()
    return begun


def press(ui: AntekirtUser) -> None:
    artist_id = ui.sandbox.call("GET", "/artists?limit=1").json["data"][0]["id"]
    with ui.override("WINDOW"):
        bpy.ops.antekirt.generate_image(
            "INVOKE_DEFAULT",
            artist_id=artist_id,
            prompt="a fox",
            import_as="PLANE",
            then=set(),
            shown_price=3,
        )


def state(ui: AntekirtUser, job_id: str) -> str:
    return str({job.id: job.state for job in ui.jobs}.get(job_id))


def waiting(ui: AntekirtUser) -> set[str]:
    """The jobs whose results wait in the panel."""
    return {job.id for job in ui.jobs if job.waits_for_import}


def _threads() -> list[threading.Thread]:
    """The add-on's."""
    return [thread for thread in threading.enumerate() if thread.name.startswith("antekirt")]


def planes() -> list[Any]:
    return [obj for obj in bpy.data.objects if "antekirt_generation_id" in obj]


def location() -> tuple[float, ...]:
    """Where the default cube is now; undo makes it another object each time."""
    return tuple(bpy.data.objects["Cube"].location[:])
