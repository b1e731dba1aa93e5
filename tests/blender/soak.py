# SPDX-License-Identifier: GPL-3.0-or-later
"""An artist's hours in minutes: fifty jobs run while Blender renders, animates, undoes and loads files.

Run by scripts/soak: ANTEKIRT_SOAK_MINUTES and ANTEKIRT_SOAK_SEED say how long and which one.
"""

from __future__ import annotations

import math
import os
import random
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from scripts.ledger_check import disagreements
from tests.blender.conftest import PACKAGE
from tests.blender.kill_rounds import kill_rounds

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from sandbox.client import Sandbox

MINUTES = float(os.environ.get("ANTEKIRT_SOAK_MINUTES", "1"))
SEED = int(os.environ.get("ANTEKIRT_SOAK_SEED", "1"))
JOBS_AT_ONCE = 50
KILLS_A_MINUTE = 4


def test_fifty_jobs_while_blender_is_at_work(
    service: Sandbox, part: Callable[[str], Any], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    service.settings(credits={"main": 10**6}, image_delay=1.0, svg_delay=1.0, video_delay=1.0)
    artist = BusyArtist(part, service, tmp_path, random.Random(SEED))
    end = time.monotonic() + 60 * MINUTES
    while time.monotonic() < end:
        artist.keep_busy()
        artist.act()
    artist.finish()
    with capfd.disabled():
        print(  # noqa: T201 - what scripts/soak shows
            f"\ndone: {dict(artist.actions)}\njobs: {dict(artist.ends)}\ncharges: {len(service.ledger())}"
        )
    assert artist.wrong == []
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("antekirt")] == []


def test_blenders_killed_at_any_instant(
    service: Sandbox, part: Callable[[str], Any], capfd: pytest.CaptureFixture[str]
) -> None:
    service.settings(credits={"main": 10**6})
    rounds = max(2, round(KILLS_A_MINUTE * MINUTES))
    wrong, ends = kill_rounds(service, part, Path.home() / "Antekirt", rounds, SEED)
    with capfd.disabled():
        print(f"\n{rounds} Blenders killed; jobs: {dict(ends)}; charges: {len(service.ledger())}")  # noqa: T201
    assert wrong == []


class BusyArtist:
    """An artist at work. Every action leaves Blender in a state in which any other may follow."""

    def __init__(
        self, part: Callable[[str], Any], service: Sandbox, folder: Path, chance: random.Random
    ) -> None:
        self.actions: Counter[str] = Counter()
        self.ends: Counter[str] = Counter()
        self.wrong: list[str] = []
        self._part = part
        self._service = service
        self._folder = folder
        self._chance = chance
        self._artists = [row["id"] for row in service.call("GET", "/artists?limit=5").json["data"]]
        self._weights = {
            self.play: 6,
            self.render: 6,
            self.bring: 6,
            self.change: 4,
            self.undo: 4,
            self.redo: 2,
            self.idle: 4,
            self.save: 1,
            self.load: 1,
            self.restart: 1,
            self.send: 1,
        }
        self.set_scene()

    @property
    def session(self) -> Any:
        return self._part("operators.job_session").session()

    def keep_busy(self) -> None:
        """Keep fifty jobs under way."""
        jobs, purpose = self._part("jobs.job"), self._part("operators.job_purpose").Purpose
        busy = sum(job.unfinished for job in self.session.jobs.values())
        while busy < JOBS_AT_ONCE:
            parameters = {
                "artist_id": self._chance.choice(self._artists),
                "prompt": f"fox {self._chance.randrange(9)}",
            }
            image = jobs.Job(
                jobs.Kind.IMAGE,
                parameters,
                self._service.base_url,
                purpose.capture(
                    bpy.context, self._chance.choice(["PLANE", "MATERIAL", "WORLD", "NONE"])
                ).to_json(),
            )
            motion = {"image_index": 0, "prompt": "slowly", "duration": 2, "fps": 12}
            more = [
                jobs.Job(
                    kind,
                    fields,
                    image.service,
                    purpose.capture(bpy.context, import_as).to_json(),
                    parent_id=image.id,
                    state=jobs.State.WAITING,
                )
                for kind, fields, import_as in (
                    (jobs.Kind.SVG, {"image_index": 0}, "CURVES"),
                    (jobs.Kind.VIDEO, motion, "PLANE"),
                )
                if self._chance.random() < 0.3
            ]
            self.session.start([image, *more])
            busy += 1 + len(more)

    def act(self) -> None:
        """One action by chance, then what the timer does."""
        (action,) = self._chance.choices(list(self._weights), list(self._weights.values()))
        self.actions[action.__name__] += 1
        action()
        self._part("operators.runtime").pump()

    def finish(self) -> None:
        """Let all jobs come to their end, then compare with the account."""
        session = self.session
        session.wait_until_settled()
        results_folder, notices = session.results_folder, session.notices
        bpy.ops.preferences.addon_disable(module=PACKAGE)
        journal = self._part("jobs.journal").Journal(results_folder.journal_path)
        jobs = journal.recent(1_000_000)
        journal.close()
        self.ends = Counter(f"{job.kind} {job.state}" for job in jobs)
        self.wrong = disagreements(self._service.ledger(), jobs, results_folder.path)
        self.wrong += [notice for notice in notices if "went wrong inside" in notice]
        bpy.ops.preferences.addon_enable(module=PACKAGE)

    # The actions

    def set_scene(self) -> None:
        """Some objects that Python drivers move, a camera, a light, and Cycles."""
        bpy.app.driver_namespace["sway"] = sway
        bpy.context.preferences.filepaths.use_scripts_auto_execute = True  # for drivers of one's own
        scene = bpy.context.scene
        for number in range(12):
            bpy.ops.mesh.primitive_cube_add(location=(number % 4, number // 4, 0), size=0.6)
            for axis in range(3):
                driver = bpy.context.object.driver_add("location", axis).driver
                driver.type = "SCRIPTED"
                driver.expression = f"sway(frame, {number + axis})"
        scene.camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
        scene.camera.location = (1.5, 1.0, 12.0)
        scene.collection.objects.link(scene.camera)
        scene.collection.objects.link(bpy.data.objects.new("Sun", bpy.data.lights.new("Sun", "SUN")))
        scene.render.engine, scene.cycles.samples = "CYCLES", 4
        scene.render.resolution_x = scene.render.resolution_y = 64
        scene.render.filepath = str(self._folder / "frame")
        bpy.ops.ed.undo_push(message="Scene")

    def play(self) -> None:
        scene = bpy.context.scene
        for frame in range(scene.frame_current, scene.frame_current + 10):
            scene.frame_set(frame % 250)

    def render(self) -> None:
        bpy.ops.render.render(animation=False, write_still=True)

    def bring(self) -> None:
        """Import a result that is ready, for what it was made for."""
        ready = [job for job in self.session.jobs.values() if job.waits_for_import]
        if ready:
            job = self._chance.choice(ready)
            purpose = self._part("operators.job_purpose").Purpose.from_json(job.purpose)
            with suppress(self._part("scene.error").SceneError):  # its target may have been undone
                self._part("operators.import_ready").run(job, purpose)

    def change(self) -> None:
        """Add something, and remove something that may be a result, or what a result is for."""
        bpy.ops.mesh.primitive_uv_sphere_add(segments=8, ring_count=6, radius=0.3)
        meshes = [obj for obj in bpy.context.scene.objects if obj.type == "MESH"]
        if len(meshes) > 40:
            for obj in self._chance.sample(meshes, 20):
                bpy.data.objects.remove(obj)
        bpy.ops.ed.undo_push(message="Change")

    def undo(self) -> None:
        with suppress(RuntimeError):  # nothing to undo
            for _ in range(self._chance.randrange(1, 4)):
                bpy.ops.ed.undo()

    def redo(self) -> None:
        with suppress(RuntimeError):  # nothing to redo
            bpy.ops.ed.redo()

    def idle(self) -> None:
        for _ in range(10):
            time.sleep(0.05)
            self._part("operators.runtime").pump()

    def save(self) -> None:
        bpy.ops.wm.save_as_mainfile(filepath=str(self._folder / "work.blend"))

    def load(self) -> None:
        """The last save, or else a new file."""
        path = self._folder / "work.blend"
        if path.exists() and self._chance.random() < 0.5:
            bpy.ops.wm.open_mainfile(filepath=str(path))
        else:
            bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
            self.set_scene()
        bpy.ops.ed.undo_push(message="Loaded")

    def restart(self) -> None:
        """The add-on is disabled and enabled; it goes on with what was sent, and lists what was not."""
        bpy.ops.preferences.addon_disable(module=PACKAGE)
        bpy.ops.preferences.addon_enable(module=PACKAGE)
        policy = self._part("jobs.poll_policy").PollPolicy(shortest=0.2, longest=0.5, grace_seconds=2.0)
        self.session.poll_policy = policy
        self._part("operators.job_session").resumed()

    def send(self) -> None:
        """Press the button for what was never sent before the add-on was disabled."""
        self.session.submit_unsent(self.session.unsent)


def sway(frame: float, number: int) -> float:
    """A driver in Python that is not quite cheap."""
    return sum(math.sin(frame / 10 + number * n) / n for n in range(1, 200))
