# SPDX-License-Identifier: GPL-3.0-or-later
"""What an artist does in the middle of a job: it goes on, and its result finds its place or waits."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.conftest import PACKAGE
from tests.blender.import_fixtures import square

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sandbox.client import Sandbox


class Running:
    """A paid job that the service has taken and is at work on."""

    def __init__(self, part: Callable[[str], Any], service: Sandbox, artist_id: str, import_as: str) -> None:
        self._part = part
        self._service = service
        jobs, purpose = part("jobs.job"), part("operators.job_purpose").Purpose
        parameters = {"artist_id": artist_id, "prompt": "a fox"}
        noted = purpose.capture(bpy.context, import_as).to_json()
        job = jobs.Job(jobs.Kind.IMAGE, parameters, service.base_url, noted, prompt="a fox")
        self.id = job.id
        self.session.start([job])
        self.session.wait_until(lambda: self.session.jobs[self.id].state == "running")

    @property
    def session(self) -> Any:
        return self._part("operators.job_session").session()

    def is_ready(self) -> bool:
        """Wait for the end: whether its files are there, and it was paid for once."""
        session = self._part("operators.job_session").resumed()
        job = session.wait(self.id)
        return job.state == "ready" and session.results_folder.holds(job) and len(self._service.ledger()) == 1

    def bring(self) -> str:
        """Import it as it was asked for; with an undo step, as from the interface."""
        job = self.session.wait(self.id)
        purpose = self._part("operators.job_purpose").Purpose.from_json(job.purpose)
        sentence: str = self._part("operators.import_ready").run(job, purpose).result.message
        return sentence


@pytest.fixture
def start(part: Callable[[str], Any], service: Sandbox, artist_id: str) -> Callable[[str], Running]:
    service.settings(image_delay=0.7)
    return lambda import_as: Running(part, service, artist_id, import_as)


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("antekirt")]


def made() -> list[Any]:
    return [obj for obj in bpy.data.objects if "antekirt_generation_id" in obj]


# The add-on goes


@pytest.mark.parametrize("how", ["while it waits", "after it would have ended"])
def test_the_addon_is_disabled_and_enabled(
    start: Callable[[str], Running], part: Callable[[str], Any], service: Sandbox, how: str
) -> None:
    if how == "while it waits":
        service.settings(image_delay=3.0)
    job = start("PLANE")
    tick = part("operators.runtime").tick
    assert threads()
    bpy.ops.preferences.addon_disable(module=PACKAGE)
    assert threads() == []
    assert not bpy.app.timers.is_registered(tick)
    assert not hasattr(bpy.types.Scene, "antekirt")
    bpy.ops.preferences.addon_enable(module=PACKAGE)
    assert job.is_ready()
    assert job.bring()
    assert len(made()) == 1


def test_enabled_again_it_goes_on_by_itself(
    start: Callable[[str], Running], part: Callable[[str], Any]
) -> None:
    runtime = part("operators.runtime")
    runtime.tick()  # which Blender calls in a window only
    job = start("PLANE")
    runtime.pump()
    status = runtime.state(part("operators.status_bar").StatusBar)
    assert status.text
    timer = part("operators.shared_timer").of(bpy.context.window)
    timer.join()
    bpy.ops.preferences.addon_disable(module=PACKAGE)
    assert status.text is None
    assert not timer.is_running
    bpy.ops.preferences.addon_enable(module=PACKAGE)
    end = time.monotonic() + 20
    running = part("operators.job_session").running
    while not (running() and job.id in running().jobs and job.session.jobs[job.id].files):
        assert time.monotonic() < end
        runtime.tick()
        time.sleep(0.05)


def test_the_addon_is_updated(start: Callable[[str], Running]) -> None:
    if os.environ.get("ANTEKIRT_TEST_SOURCE"):
        pytest.skip("needs the built extension")
    from scripts.built_extension import built_extension

    job = start("PLANE")
    bpy.ops.extensions.package_install_files(
        filepath=str(built_extension()), repo="user_default", enable_on_install=True, overwrite=True
    )
    assert job.is_ready()
    assert job.bring()
    assert len(made()) == 1


# The file goes


def test_another_file_is_loaded(start: Callable[[str], Running], tmp_path: Path) -> None:
    other = tmp_path / "other.blend"
    bpy.context.scene.name = "Other"
    bpy.ops.wm.save_as_mainfile(filepath=str(other))
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    job = start("PLANE")
    bpy.ops.wm.open_mainfile(filepath=str(other))
    assert job.is_ready()
    assert not made()  # nothing comes by itself into a file that it was not asked for
    assert job.bring()
    assert [obj.users_scene[0].name for obj in made()] == ["Other"]


@pytest.mark.one_blender
def test_a_new_file_is_begun_again_and_again(start: Callable[[str], Running]) -> None:
    job = start("PLANE")
    for _ in range(20):
        bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
        job.session.pump()
    assert job.is_ready()
    assert job.bring()


# What it was for goes


@pytest.mark.one_blender
def test_its_target_is_deleted(start: Callable[[str], Running]) -> None:
    obj = square("Wall")
    bpy.context.view_layer.objects.active = obj
    obj.select_set(True)
    job = start("MATERIAL")
    bpy.data.objects.remove(obj)
    assert job.is_ready()
    assert "Wall is gone" in job.bring()
    assert [image["antekirt_kind"] for image in bpy.data.images] == ["image"]
    assert bpy.ops.antekirt.import_job(job_id=job.id, import_as="PLANE") == {"FINISHED"}
    assert len(made()) == 1


@pytest.mark.one_blender
def test_its_target_is_renamed_and_another_has_its_name(start: Callable[[str], Running]) -> None:
    obj = square("Wall")
    bpy.context.view_layer.objects.active = obj
    obj.select_set(True)
    job = start("MATERIAL")
    obj.name = "Old Wall"
    square("Wall")
    assert job.is_ready()
    assert job.bring()
    assert obj.active_material["antekirt_kind"] == "image"
    assert not bpy.data.objects["Wall"].active_material


@pytest.mark.one_blender
def test_the_scene_is_switched(start: Callable[[str], Running]) -> None:
    first = bpy.context.scene
    job = start("PLANE")
    bpy.context.window.scene = bpy.data.scenes.new("Second")
    assert job.is_ready()
    assert job.bring()
    assert [obj.users_scene for obj in made()] == [(first,)]
    assert bpy.context.scene.name == "Second"


@pytest.mark.one_blender
def test_the_scene_is_deleted(start: Callable[[str], Running]) -> None:
    first = bpy.context.scene
    job = start("PLANE")
    second = bpy.data.scenes.new("Second")
    bpy.context.window.scene = second
    bpy.data.scenes.remove(first)
    assert job.is_ready()
    assert job.bring()
    assert [obj.users_scene for obj in made()] == [(second,)]


# Undo and redo


def test_undo_in_the_middle_leaves_the_job_alone(start: Callable[[str], Running]) -> None:
    bpy.ops.ed.undo_push(message="Begin")
    square("Wall")
    bpy.ops.ed.undo_push(message="Wall")
    job = start("PLANE")
    bpy.ops.ed.undo()
    job.session.pump()
    bpy.ops.ed.redo()
    bpy.ops.ed.undo()
    assert "Wall" not in bpy.data.objects
    assert job.is_ready()
    assert job.bring()
    assert len(made()) == 1


def test_an_import_is_one_step_and_its_undo_keeps_the_result(start: Callable[[str], Running]) -> None:
    bpy.ops.ed.undo_push(message="Begin")
    square("Wall")
    bpy.ops.ed.undo_push(message="Wall")
    job = start("PLANE")
    assert job.is_ready()
    job.bring()
    bpy.ops.ed.undo()
    assert not made()
    assert "Wall" in bpy.data.objects
    bpy.ops.ed.redo()
    assert len(made()) == 1
    bpy.ops.ed.undo()
    assert job.is_ready()  # on disk, and free of charge
    assert bpy.ops.antekirt.import_job(job_id=job.id, import_as="PLANE") == {"FINISHED"}
    assert len(made()) == 1


@pytest.mark.parametrize(("import_as", "kept"), [("PLANE", True), ("NONE", False)])
def test_a_scripts_operator_is_a_step_if_it_imports(
    service: Sandbox, artist_id: str, import_as: str, *, kept: bool
) -> None:
    service.settings(image_delay=0.1)
    bpy.ops.ed.undo_push(message="Begin")
    square("Wall")
    bpy.ops.ed.undo_push(message="Wall")
    bpy.ops.antekirt.generate_image(
        "EXEC_DEFAULT", True, artist_id=artist_id, prompt="a fox", import_as=import_as
    )
    bpy.ops.ed.undo()
    assert not made()
    assert ("Wall" in bpy.data.objects) == kept


@pytest.mark.one_blender
def test_nothing_that_pays_is_a_step_or_can_be_repeated() -> None:
    for name in ("generate_image", "convert_svg", "generate_video", "submit_again"):
        assert getattr(bpy.ops.antekirt, name).bl_options == set()


# Others are at work


@pytest.mark.one_blender
def test_a_render_meanwhile(start: Callable[[str], Running], tmp_path: Path) -> None:
    scene = bpy.context.scene
    scene.camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    scene.collection.objects.link(scene.camera)
    scene.render.engine = "CYCLES"
    scene.cycles.samples = 4
    scene.render.resolution_x = scene.render.resolution_y = 64
    scene.render.filepath = str(tmp_path / "frame.png")
    job = start("PLANE")
    for _ in range(3):
        bpy.ops.render.render(write_still=True)
        job.session.pump()
    assert job.is_ready()
    assert job.bring()
