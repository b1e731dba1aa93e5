# SPDX-License-Identifier: GPL-3.0-or-later
"""Films as planes: what a render shows at each frame of the scene. Frame k of the ramp is of the grey 7 k."""

from __future__ import annotations

import re
import shutil
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import DATA, GENERATION, source_files, target
from tests.blender.render_view import film_frame, look_down, saved_and_reopened

if TYPE_CHECKING:
    from pathlib import Path

LAST = 35


@pytest.mark.parametrize("start", [1, 11, -20])
@pytest.mark.parametrize("name", ["ramp-24.mp4", "ramp-24.webm"])
def test_frame_k_shows_at_start_plus_k(name: str, start: int) -> None:
    look_down(1.0)
    bpy.context.scene.frame_set(start)
    bpy.ops.antekirt.import_video(filepath=str(DATA / name), import_as="PLANE")
    asked = {start - 5: 0, start: 0, start + 1: 1, start + 17: 17, start + LAST: LAST, start + 60: LAST}
    assert {frame: film_frame(frame) for frame in asked} == asked


def test_other_frame_rates_stay_in_step_and_follow_when_the_scenes_is_changed() -> None:
    look_down(1.0)
    render = bpy.context.scene.render
    bpy.ops.antekirt.import_video(filepath=str(DATA / "ramp-12.mp4"), import_as="PLANE")
    assert [film_frame(1 + k) for k in (0, 1, 2, 3, 20, 71, 100)] == [0, 0, 1, 1, 10, LAST, LAST]
    render.fps = 12
    assert [film_frame(1 + k) for k in (0, 1, 2, 20)] == [0, 1, 2, 20]
    render.fps, render.fps_base = 24, 1.001
    assert [film_frame(1 + k) for k in (0, 2, 20, 60)] == [0, 1, 10, 30]


def test_a_film_that_was_exported_anew_plays_at_its_new_rate(tmp_path: Path) -> None:
    look_down(1.0)
    for name, shown in (("ramp-24.mp4", 20), ("ramp-12.mp4", 10)):
        file = shutil.copy(DATA / name, tmp_path / "mine.mp4")
        bpy.context.scene.frame_set(1)
        bpy.ops.antekirt.import_video(filepath=str(file), import_as="PLANE")
        assert film_frame(1 + 20) == shown
        bpy.data.objects.remove(bpy.context.object)
    assert [image.source for image in bpy.data.images].count("MOVIE") == 1


def test_a_loop_begins_again() -> None:
    look_down(1.0)
    bpy.ops.antekirt.import_video(filepath=str(DATA / "ramp-24.mp4"), import_as="PLANE", loop=True)
    assert [film_frame(1 + k) for k in (-3, 0, LAST, LAST + 1, 75)] == [0, 0, LAST, 0, 3]


@pytest.mark.one_blender
def test_what_the_first_version_noted_to_loop_goes_on_looping(part: Any) -> None:
    assert [target(part, loop=loop).after_end for loop in (True, False)] == ["LOOP", "HOLD"]


def test_a_film_can_play_to_and_fro() -> None:
    look_down(1.0)
    bpy.ops.antekirt.import_video(
        filepath=str(DATA / "ramp-24.mp4"), import_as="PLANE", after_end="PING_PONG"
    )
    asked = {-3: 0, 0: 0, LAST: LAST, LAST + 1: LAST - 1, 2 * LAST: 0, 2 * LAST + 1: 1}
    assert {k: film_frame(1 + k) for k in asked} == asked


def test_each_frame_of_the_scene_can_show_the_next_of_the_film() -> None:
    look_down(1.0)
    bpy.ops.antekirt.import_video(filepath=str(DATA / "ramp-60.mp4"), import_as="PLANE", each_frame=True)
    assert [film_frame(1 + k) for k in (-1, 0, 1, 2, LAST, LAST + 5)] == [0, 0, 1, 2, LAST, LAST]


@pytest.mark.parametrize(("fps", "base"), [(24, 1.0), (30, 1.0), (30, 1.001)])
def test_up_to_the_last_frame_that_blender_has(part: Any, fps: int, base: float) -> None:
    look_down(1.0)
    render, film = bpy.context.scene.render, DATA / "ramp-23.976.mp4"
    render.fps, render.fps_base = fps, base
    rate = Fraction(24000, 1001) / (fps / Fraction(str(base)))
    textures = part("scene.film_texture")
    material = textures.build_material(textures.load(film, "late"), start=1, lit=False, after_end="LOOP")
    bpy.context.scene.collection.objects.link(part("scene.image_plane").build(material, (64, 32), 2.0))
    for frame in (100_001, 108_000, 1_048_573, 1_048_574):
        assert film_frame(frame) == floor((frame - 1) * rate) % (LAST + 1)
    material["Start Frame"] = 1_048_570
    material.update_tag()
    assert [film_frame(frame) for frame in (100_000, 1_048_571, 1_048_574)] == [
        floor(max(frame - 1_048_570, 0) * rate) for frame in (100_000, 1_048_571, 1_048_574)
    ]


def test_the_start_can_be_changed_later(part: Any, tmp_path: Path) -> None:
    look_down(1.0)
    part("scene.import_video").import_video(
        *source_files(part, tmp_path, "ramp-24.mp4"), "PLANE", target(part)
    )
    bpy.data.materials[0]["Start Frame"] = 6
    bpy.data.materials[0].update_tag()
    assert film_frame(16) == 10


def test_a_saved_film_plays_again_where_python_in_files_is_not_trusted(part: Any, tmp_path: Path) -> None:
    look_down(1.0)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "film.blend"))
    part("scene.import_video").import_video(
        *source_files(part, tmp_path / "results", "ramp-24.mp4"), "PLANE", target(part, frame=3)
    )
    saved_and_reopened(tmp_path / "film.blend")
    assert [film_frame(frame) for frame in (3, 20)] == [0, 17]
    (image,) = [image for image in bpy.data.images if image.source == "MOVIE"]
    assert image.filepath.startswith("//antekirt/")
    assert image.packed_file is None
    (curve,) = bpy.data.materials[0].node_tree.animation_data.drivers
    assert curve.driver.is_simple_expression
    plane = next(obj for obj in bpy.data.objects if obj.type == "MESH")
    for datablock in (plane, image, bpy.data.materials[0]):
        assert (datablock["antekirt_generation_id"], datablock["antekirt_kind"]) == (GENERATION, "video")


def test_appending_the_plane_brings_no_scene_along(tmp_path: Path) -> None:
    bpy.ops.antekirt.import_video(filepath=str(DATA / "ramp-24.mp4"), import_as="PLANE")
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "film.blend"))
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    libraries: Any = bpy.data.libraries
    with libraries.load(str(tmp_path / "film.blend")) as (_, wanted):
        wanted.objects = ["ramp-24"]
    assert len(bpy.data.scenes) == 1
    bpy.context.scene.collection.objects.link(bpy.data.objects["ramp-24"])
    look_down(1.0)
    assert film_frame(13) == 12


@pytest.mark.parametrize("choice", ["PLANE", "SEQUENCER"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html>Bad gateway</html>", "cannot be imported: This is an HTML page"),
        ((DATA / "ramp-24.mp4").read_bytes()[:2000], "cannot be imported: The file is incomplete"),
        ((DATA / "quadrants.png").read_bytes(), "this is PNG, not a video"),
        ((DATA / "ramp-24.mp4").read_bytes().replace(b"avc1", b"oops"), "is broken"),
    ],
)
def test_what_is_no_film_is_refused_and_leaves_nothing(
    content: bytes, words: str, choice: str, tmp_path: Path
) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(content)
    with pytest.raises(RuntimeError, match=re.escape(words)):
        bpy.ops.antekirt.import_video(filepath=str(file), import_as=choice)
    assert not [*bpy.data.images, *bpy.data.movieclips, *bpy.data.objects, *bpy.data.materials]
