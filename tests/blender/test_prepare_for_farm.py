# SPDX-License-Identifier: GPL-3.0-or-later
"""A file that is prepared for a farm renders there as it does here, and what it would miss is named."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from tests.blender.import_fixtures import DATA, source_files, target
from tests.blender.render_view import HIGH, WIDE, look_down, rendered_pixels

if TYPE_CHECKING:
    from collections.abc import Callable

    Part = Callable[[str], Any]

TARGET = Path(__file__).with_name("farm_files.py")
FRAME = 7


def scene_with_files(part: Part, studio: Path) -> None:
    """A picture and a film of ours, and a film of the artist's own, side by side; nothing beside the file."""
    look_down(6.0)
    pictures = source_files(part, studio / "results")
    part("scene.import_image").import_image(pictures, "PLANE", target(part, location=(-2.0, 0.0, 0.0)))
    (film,) = source_files(part, studio / "results", "ramp-24.mp4")
    part("scene.import_video").import_video(film, "PLANE", target(part))
    own = studio / "own films"
    own.mkdir()
    shutil.copy(DATA / "ramp-12.mp4", own / "Schöner Film.mp4")
    module = part("scene.import_video")
    film = part("scene.source_file").SourceFile(own / "Schöner Film.mp4", None)
    module.import_video(film, "PLANE", target(part, location=(2.0, 0.0, 0.0)))


def on_a_farm(blend: Path) -> tuple[dict[str, Any], Any]:
    """What a Blender without the extension says of a file, and the pixels of a frame of it."""
    picture = blend.with_suffix(".png")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ANTEKIRT_")}
    environment = clean | {"HOME": str(blend.parent), "BLENDER_USER_RESOURCES": str(blend.parent / "user")}
    command = [sys.executable, str(TARGET), str(blend), str(picture), str(FRAME)]
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    image = bpy.data.images.load(str(picture))
    pixels = np.empty(WIDE * HIGH * 4, dtype=np.float32)
    image.pixels.foreach_get(pixels)
    told = json.loads(next(line for line in done.stdout.splitlines() if line.startswith('{"')))
    return told, np.rint(pixels.reshape(HIGH, WIDE, 4)[::-1, :, :3] * 255).astype(int)


def test_it_renders_there_as_it_does_here(part: Part, tmp_path: Path) -> None:
    studio, project, farm = (tmp_path / name for name in ("studio", "project", "farm"))
    studio.mkdir()
    project.mkdir()
    bpy.ops.wm.save_as_mainfile(filepath=str(project / "shot.blend"))
    part("operators.addon_settings").preferences().copy_on_save = "NEVER"
    scene_with_files(part, studio)
    next(image for image in bpy.data.images if "Schöner" in image.filepath).pack()  # of no use to a film
    painted = bpy.data.images.new("Painted", 4, 4)
    painted.pixels[:] = [0.2, 0.4, 0.6, 1.0] * 16
    painted.use_fake_user = True
    bpy.context.scene.frame_set(FRAME)
    here = rendered_pixels()
    assert bpy.ops.antekirt.prepare_for_farm() == {"FINISHED"}
    bpy.ops.wm.save_mainfile()
    part("operators.addon_settings").preferences().property_unset("copy_on_save")
    shutil.copytree(project, farm)
    shutil.rmtree(project)
    shutil.rmtree(studio)

    told, there = on_a_farm(farm / "shot.blend")
    assert (told["missing"], told["addons"], len(told["films"])) == ([], [], 2)
    assert all(Path(path).is_relative_to(farm) for path in told["paths"])
    assert np.abs(here - there).max() <= 2, (here, there)
    assert len({tuple(pixel) for pixel in here[HIGH // 2]}) > 4  # there is something to be seen
    kept = sorted(path.relative_to(farm).as_posix() for path in farm.rglob("*.mp4"))
    assert [name.partition("/")[0] for name in kept] == ["antekirt", "films"]
    bpy.ops.wm.open_mainfile(filepath=str(farm / "shot.blend"))
    (picture,) = (
        image for image in bpy.data.images if image.name.endswith(".webp") or image.file_format == "WEBP"
    )
    assert bytes(picture.packed_file.data) == (DATA / "quadrants.webp").read_bytes()
    assert bpy.data.images["Painted"].packed_file


def link_brushes_of_blender() -> None:
    """As it does by itself in a window, where it has such files: from Blender 4.3 on."""
    folder = Path(bpy.utils.system_resource("DATAFILES"), "assets", "brushes")
    for path in sorted(folder.glob("*.blend"))[:1]:
        with bpy.data.libraries.load(str(path), link=True) as (there, wanted):  # type: ignore[func-returns-value] # so say the stubs
            wanted.brushes = there.brushes[:1]


def test_what_a_farm_does_not_see_is_named(part: Part, tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    shutil.copy(DATA / "quadrants.png", tmp_path / "library" / "wall.png")
    bpy.data.images.load(str(tmp_path / "library" / "wall.png")).use_fake_user = True
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "library" / "set.blend"))
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    (tmp_path / "project").mkdir()
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "project" / "shot.blend"))
    with bpy.data.libraries.load(str(tmp_path / "library" / "set.blend"), link=True) as (_, wanted):  # type: ignore[func-returns-value] # so say the stubs
        wanted.images = ["wall.png"]
    bpy.data.images["wall.png"].use_fake_user = True
    link_brushes_of_blender()
    bpy.ops.mesh.primitive_cube_add()
    cube = bpy.context.object
    cube.modifiers.new("Cloth", "CLOTH")
    driver = cube.driver_add("location", 0).driver
    driver.expression = "len('script')"
    plain = cube.driver_add("location", 1).driver
    plain.expression = "frame / 24"
    gone = bpy.data.images.load(str(DATA / "quadrants.jpg"))
    gone.filepath, gone.use_fake_user = str(tmp_path / "project" / "gone.jpg"), True

    found = part("scene.farm.preparation").prepare()
    assert found.failed == ()  # what is gone is told once, as missing
    told = {each.told.template: each.names for each in part("scene.farm.unseen").unseen(bpy.context.scene)}
    assert [Path(name).name for name in told.pop("Files that are missing: {names}")] == ["gone.jpg"]
    elsewhere = told.pop("Files elsewhere, which must be at the same place for a farm: {names}")
    assert sorted(Path(name).name for name in elsewhere) == ["set.blend", "wall.png"]
    assert told == {
        "What runs only where scripts are allowed: {names}": ("Cube",),
        "Simulations that are not baked: {names}": ("Cube",),
        "The scene has no camera": (),
    }
    assert bpy.ops.antekirt.prepare_for_farm() == {"FINISHED"}  # it says so, and does the rest


def test_it_is_one_step_of_undo(part: Part, tmp_path: Path) -> None:
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "shot.blend"))
    image = bpy.data.images.load(str(DATA / "quadrants.png"))
    image.use_fake_user = True
    name = image.name
    bpy.ops.ed.undo_push(message="before")
    assert bpy.ops.antekirt.prepare_for_farm("EXEC_DEFAULT", True) == {"FINISHED"}
    assert bpy.data.images[name].packed_file
    bpy.ops.ed.undo()
    assert not bpy.data.images[name].packed_file
    assert part("scene.farm.preparation").prepare().packed == 1


def test_the_command_line_tells_it_or_does_it(
    cli: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    (tmp_path / "far").mkdir()
    shutil.copy(DATA / "quadrants.png", tmp_path / "far" / "wall.png")
    bpy.data.images.load(str(tmp_path / "far" / "wall.png")).use_fake_user = True
    (tmp_path / "near").mkdir()
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "near" / "shot.blend"))
    code, out, _ = cli("prepare-for-farm", "--json")
    assert (code, [row["problem"].partition(":")[0] for row in json.loads(out)]) == (
        0,
        ["Files elsewhere, which must be at the same place for a farm", "The scene has no camera"],
    )
    assert not bpy.data.images["wall.png"].packed_file
    code, out, _ = cli("prepare-for-farm", "--json", "--output", str(tmp_path / "near" / "farm.blend"))
    assert (code, [row["problem"] for row in json.loads(out)]) == (0, ["The scene has no camera"])
    assert bpy.data.images["wall.png"].packed_file
    assert sorted(path.name for path in (tmp_path / "near").iterdir()) == ["farm.blend", "shot.blend"]
