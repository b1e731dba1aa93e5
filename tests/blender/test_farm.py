# SPDX-License-Identifier: GPL-3.0-or-later
"""A farm's bundle: run by Open Job Description's own program, with tasks that die, and paid for once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest

from tests.blender.conftest import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sandbox.client import Sandbox

    Cli = Callable[..., tuple[int, str, str]]

ROOT = Path(__file__).resolve().parents[2]
OPENJD = ROOT / ".venv" / "openjd" / "bin" / "openjd"
TARGET = Path(__file__).with_name("farm_blender.py")
ROWS = ("a fox;Left;MATERIAL", "a hen;Right;MATERIAL", "a hare, who sleeps;;PLANE")
pytestmark = pytest.mark.one_blender


class Farm:
    """A bundle and its workers, each with a home of its own that is empty."""

    def __init__(self, service: Sandbox, folder: Path) -> None:
        self.service, self.folder, self.bundle = service, folder, folder / "bundle"
        self.launcher = folder / "blender"
        self.launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{TARGET}" {PACKAGE} "$@"\n')
        self.launcher.chmod(0o755)
        self.homes = 0
        self.artist_name = ""

    def start(self, *options: str) -> subprocess.Popen[str]:
        self.homes += 1
        home = self.folder / f"home-{self.homes}"
        home.mkdir()
        template = self.bundle / "template.yaml"
        command = [str(OPENJD), "run", str(template), "-p", f"Blender={self.launcher}", *options]
        return subprocess.Popen(
            command,
            env={**os.environ, "HOME": str(home), "PYTHONPATH": ""},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )

    def run(self, *options: str) -> tuple[int, str]:
        with self.start(*options) as process:
            out, _ = process.communicate(timeout=240)
        return process.returncode, out

    @contextmanager
    def at_work_on(self, row: int, reached: Callable[[], bool]) -> Iterator[None]:
        """Run the task of a row until something has happened, and have its Blender die after that."""
        self.service.forget_requests()
        with self.start("--step", "Generate", "-tp", f"Row={row}") as process:
            try:
                end = time.monotonic() + 120
                while not reached():
                    assert process.poll() is None, process.communicate()[0]
                    assert time.monotonic() < end
                    time.sleep(0.02)
                yield
            finally:
                os.kill(int((self.folder / f"home-{self.homes}" / "pid").read_text()), signal.SIGKILL)
            out, _ = process.communicate(timeout=60)
        assert process.returncode, out
        self.service.clear_faults()

    def told(self) -> dict[str, Any]:
        """What the bundle tells its workers."""
        data: dict[str, Any] = json.loads((self.bundle / "rows.json").read_text())
        return data

    def polls(self, charges: list[dict[str, Any]]) -> bool:
        """Whether what was paid for is asked for by its id: the answer that names it has come."""
        ids = tuple(charge["generationId"] for charge in charges)
        return any(request["path"].endswith(ids) for request in self.service.requests())

    def asks_for_the_list(self) -> bool:
        return any(request["path"].endswith("/generations") for request in self.service.requests())


@pytest.fixture
def farm(cli: Cli, service: Sandbox, tmp_path: Path) -> Farm:
    """Write a bundle of three rows, for a scene with two boards."""
    made = Farm(service, tmp_path)
    for name, x in (("Left", -1.2), ("Right", 1.2)):
        bpy.ops.mesh.primitive_plane_add(location=(x, 1.5, 0))
        bpy.context.object.name = name
    bpy.ops.object.select_all(action="DESELECT")
    bpy.ops.object.camera_add(location=(0, 0, 8))
    scene = bpy.context.scene
    scene.camera, scene.cursor.location = bpy.context.object, (0, -1.2, 0)
    scene.world = bpy.data.worlds.new("World")
    scene.render.engine, scene.cycles.samples, scene.view_settings.view_transform = "CYCLES", 4, "Standard"
    scene.render.resolution_x = scene.render.resolution_y = 48
    scene.antekirt.credit_renders = True
    bpy.ops.object.light_add(type="SUN", location=(0, 0, 5))
    blend = str(tmp_path / "scene.blend")
    bpy.ops.wm.save_as_mainfile(filepath=blend)
    artist = service.call("GET", "/artists?limit=1").json["data"][0]
    made.artist_name = artist["name"]
    table = tmp_path / "rows.csv"
    table.write_text("\n".join(("prompt;object;import_as", *ROWS)))
    code, out, line = cli(
        "farm",
        str(table),
        "--artist",
        artist["name"],
        "--blend",
        blend,
        "--frames",
        "3-3",
        "--output",
        str(made.bundle),
        "--json",
    )
    assert code == 0, line
    told = json.loads(out)
    assert (told["rows"], told["price"], told["balance"], service.ledger()) == (3, 9, 500, [])
    return made


@pytest.mark.timeout(600)  # eight Blenders, one after the other
def test_tasks_that_die_are_paid_for_once(
    farm: Farm, service: Sandbox, cli: Cli, part: Callable[[str], Any], tmp_path: Path
) -> None:
    template = farm.bundle / "template.yaml"
    checked = subprocess.run([OPENJD, "check", template], check=False, capture_output=True)
    assert checked.returncode == 0, checked.stdout
    text = "".join(path.read_text() for path in (template, farm.bundle / "rows.json"))
    assert service.api_key not in text

    service.settings(image_delay=600)
    with farm.at_work_on(4, lambda: farm.polls(service.ledger())):
        code, _, line = cli(*task(farm, 4), "--timeout", "0.5")  # another worker waits, and pays for nothing
        assert (code, line) == (1, "antekirt: Not done after 0.5 seconds.")
        part("operators.runtime").state(part("operators.job_session").JobSession).stop()
    assert len(service.ledger()) == 1  # it was answered, and has died since

    service.fault({"kind": "hang", "held": True}, method="GET", path="*/generations")
    with farm.at_work_on(2, farm.asks_for_the_list):
        pass
    assert len(service.ledger()) == 1  # before the request

    service.fault({"kind": "hang", "held": True, "after": True}, method="POST", path="*/image")
    with farm.at_work_on(3, lambda: len(service.ledger()) == 2):
        pass  # taken, and not answered
    service.skip(600)
    service.settings(image_delay=0.05)

    code, out = farm.run()
    assert code == 0, out
    ids = {charge["body"]["prompt"]: charge["generationId"] for charge in service.ledger()}
    assert (len(service.ledger()), sorted(ids)) == (3, ["a fox", "a hare, who sleeps", "a hen"])
    (rendered,) = (farm.bundle / "frames").iterdir()
    assert rendered.name == "frame_0003.png"
    assert farm.artist_name.encode() in rendered.read_bytes()  # its note credits the artist
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "scene.blend"))
    for prompt, name in (("a fox", "Left"), ("a hen", "Right"), ("a hare, who sleeps", "")):
        bpy.ops.object.select_all(action="DESELECT")
        if name:
            bpy.data.objects[name].select_set(True)
        import_as = "MATERIAL" if name else "PLANE"
        bpy.ops.antekirt.import_generation(generation_id=ids[prompt], kind="IMAGE", import_as=import_as)
    bpy.context.scene.render.filepath = str(tmp_path / "panel.png")
    bpy.context.scene.frame_set(3)
    bpy.ops.render.render(write_still=True)
    assert difference(rendered, tmp_path / "panel.png") < 0.01

    code, out, line = cli(*task(farm, 3, tmp_path / "lost"), "--json")
    assert (code, json.loads(out)["generation_id"]) == (0, ids["a hen"]), line
    assert len(service.ledger()) == 3  # the list of generations has told of it


def test_what_may_have_been_sent_is_named_and_not_sent(farm: Farm, service: Sandbox, cli: Cli) -> None:
    artist = farm.told()["rows"][0]["artist"]
    for prompt in ("A hen, in a hat", "two dogs"):
        service.call("POST", "/generations/image", {"artistId": artist, "prompt": prompt})
    code, out, line = cli(*task(farm, 3))
    assert (code, out) == (1, "")
    assert line.startswith(
        "antekirt: Row 3: it cannot be told whether it was sent, as the list of generations"
    )
    assert "“A hen, in a hat”" in line
    assert "dogs" not in line
    assert len(service.ledger()) == 2
    assert cli(*task(farm, 2))[0] == 0  # what has been asked for since is surely another's
    assert [charge["body"]["prompt"] for charge in service.ledger()][2:] == ["a fox"]
    assert cli(*task(farm, 2))[0] == 0
    assert len(service.ledger()) == 3


def test_what_names_no_object_stands_in_a_row(farm: Farm, cli: Cli, tmp_path: Path) -> None:
    table, blend = tmp_path / "planes.csv", str(tmp_path / "scene.blend")
    table.write_text("prompt\na fox\na hen\na hare\n")
    how = ("--artist", farm.artist_name, "--import-as", "PLANE", "--size", "1")
    farm.bundle = tmp_path / "planes"
    verb = ("farm", str(table), *how, "--blend", blend, "--frames", "1", "--output", str(farm.bundle))
    assert cli(*verb)[0] == 0
    for row in (3, 2, 4):  # a farm has no first
        assert cli(*task(farm, row))[0] == 0
    for _ in range(2):  # a task that is run again makes the same file
        bpy.ops.wm.open_mainfile(filepath=str(farm.bundle / "scene.blend"))
        code, _, line = cli(*place(farm))
        assert code == 0, line
        bpy.ops.wm.open_mainfile(filepath=str(farm.bundle / "placed.blend"))
        placed = planes()
    bpy.ops.wm.open_mainfile(filepath=blend)
    assert cli("batch", str(table), *how)[0] == 0
    assert placed == planes()
    assert len(set(placed.values())) == 3


def planes() -> dict[str, tuple[float, ...]]:
    """Where the planes of results are, by their prompts."""
    made = [obj for obj in bpy.context.scene.objects if "antekirt_prompt" in obj]
    return {obj["antekirt_prompt"]: tuple(round(value, 3) for value in obj.location) for obj in made}


def place(farm: Farm) -> tuple[str, ...]:
    """The verb by which all rows come into the open file."""
    folder = ("--results-folder", str(farm.bundle / "results"))
    return (
        "farm-place",
        str(farm.bundle / "rows.json"),
        *folder,
        "--output",
        str(farm.bundle / "placed.blend"),
    )


def test_what_no_bundle_is_written_for(farm: Farm, service: Sandbox, cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "other.csv"
    table.write_text("prompt;artist;object;import_as\na fox;nobody at all;;PLANE\na hen;;Gone;MATERIAL")
    artist, blend = farm.told()["rows"][0]["artist"], str(tmp_path / "scene.blend")
    verb = ("farm", str(table), "--artist", artist, "--blend", blend, "--output", str(tmp_path / "new"))
    assert cli(*verb, "--frames", "5-2")[0] == 2
    assert cli(*verb, "--frames", "-5")[0] == 2
    code, _, line = cli(*verb, "--frames", "1-48")
    assert (code, "Row 2: No artist is called" in line, "Row 3: There is no object “Gone”" in line) == (
        1,
        1,
        1,
    )
    assert not (tmp_path / "new").exists()
    code, _, line = cli(*verb[:-1], str(farm.bundle), "--frames", "1-48")
    assert (code, "is there already" in line) == (1, True)
    assert service.ledger() == []


def test_a_bundle_is_of_one_account(
    farm: Farm, service: Sandbox, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTEKIRT_API_KEY", service.other_api_key)
    code, _, line = cli(*task(farm, 2))
    assert (code, line) == (
        1,
        "antekirt: Row 2: the bundle was written with the API key of another account. Nothing was sent.",
    )
    code, _, line = cli(
        "farm-place", *task(farm, 2)[1:2], *task(farm, 2)[-2:], "--output", str(farm.bundle / "x.blend")
    )
    assert (code, line) == (1, "antekirt: Row 2: it has not come. Nor has 3, 4. Nothing was placed.")
    assert service.ledger() == []


def test_a_row_is_counted_for_the_project_of_its_scene(
    farm: Farm, cli: Cli, part: Callable[[str], Any], tmp_path: Path
) -> None:
    studio = part("operators.studio").current()
    studio.settings = replace(studio.settings, projects_folder=tmp_path.parent)
    farm.bundle = tmp_path / "counted"
    table, blend = str(tmp_path / "rows.csv"), str(tmp_path / "scene.blend")
    verb = ("farm", table, "--artist", farm.artist_name, "--blend", blend, "--frames", "1")
    assert cli(*verb, "--output", str(farm.bundle))[0] == 0
    assert farm.told()["project"] == tmp_path.name
    bpy.ops.wm.read_homefile(use_empty=True)  # a worker has no file open
    assert cli(*task(farm, 2))[0] == 0
    journal = part("operators.job_session").running().results_folder.journal_path
    spent = part("jobs.spending_ledger").spent(journal, tmp_path.name, time.time())
    assert spent.on_project == 3


def task(farm: Farm, row: int, folder: Path | None = None) -> tuple[str, ...]:
    """The verb by which a row is generated."""
    rows, results = str(farm.bundle / "rows.json"), str(folder or farm.bundle / "results")
    return ("farm-row", rows, "--row", str(row), "--results-folder", results)


def difference(one: Path, other: Path) -> float:
    """How far two pictures are apart on the average, 0 to 1."""
    pixels = []
    for path in (one, other):
        image = bpy.data.images.load(str(path))
        values = np.empty(len(image.pixels), np.float32)
        image.pixels.foreach_get(values)
        pixels.append(values)
    return float(np.abs(pixels[0] - pixels[1]).mean())
