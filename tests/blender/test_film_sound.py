# SPDX-License-Identifier: GPL-3.0-or-later
"""The sound of a film on a plane, and planes that begin elsewhere than those they were copied from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import DATA, GENERATION, source_files, target
from tests.blender.render_view import film_frame, look_down, saved_and_reopened

if TYPE_CHECKING:
    from pathlib import Path

needs_sound = pytest.mark.skipif(not bpy.app.build_options.audaspace, reason="this Blender plays no sound")


def sounds(part: Any) -> list[tuple[int, int, int]]:
    """Channel, first frame and frame after the last of each sound, from the first on."""
    compat = part("scene.compat")
    found = compat.every_strip(bpy.context.scene)
    told = [(strip.channel, *compat.strip_span(strip)) for strip in found if strip.type == "SOUND"]
    return sorted(told, key=lambda strip: strip[1:])


def bring(name: str = "sound-24.mp4", **choices: Any) -> Any:
    """Import a film with sound as a plane; gives the plane."""
    bpy.ops.antekirt.import_video(filepath=str(DATA / name), import_as="PLANE", **choices)
    return bpy.context.object


def change_start(material: Any, frame: object) -> None:
    material["Start Frame"] = frame
    material.update_tag()
    bpy.context.view_layer.update()


def duplicated(plane: Any) -> Any:
    """A copy as Shift-D makes it: with a mesh of its own and the same material."""
    copy = plane.copy()
    copy.data = plane.data.copy()
    bpy.context.scene.collection.objects.link(copy)
    plane.select_set(False)
    copy.select_set(True)
    bpy.context.view_layer.objects.active = copy
    return copy


@needs_sound
def test_the_sound_of_a_plane_is_in_step_with_it(part: Any, tmp_path: Path) -> None:
    (film,) = source_files(part, tmp_path, "sound-24.mp4")
    bpy.context.scene.render.fps = 12
    part("scene.import_video").import_video(film, "PLANE", target(part, frame=5))
    assert sounds(part) == [(1, 5, 23)]
    (strip,) = part("scene.compat").strips(bpy.context.scene)
    assert strip["antekirt_generation_id"] == strip.sound["antekirt_generation_id"] == GENERATION


@needs_sound
def test_the_sound_of_any_format_is_heard(part: Any) -> None:
    bring("sound-24.avi")
    bpy.ops.antekirt.import_video(filepath=str(DATA / "sound-24.avi"), import_as="SEQUENCER")
    assert sounds(part) == [(1, 1, 37), (2, 1, 37)]
    for name in ("quadrants.avi", "quadrants.gif"):
        bring(name)
        bpy.ops.antekirt.import_video(filepath=str(DATA / name), import_as="SEQUENCER")
    assert len(sounds(part)) == 2
    heard = part("scene.compat").every_strip(bpy.context.scene)
    assert all(strip.sound for strip in heard if strip.type == "SOUND")
    assert all(sound.users for sound in bpy.data.sounds)


@pytest.mark.parametrize("choices", [{"sound": False}, {"each_frame": True}])
def test_no_sound_comes_where_none_is_wanted_or_it_would_not_fit(part: Any, choices: dict[str, Any]) -> None:
    bring(**choices)
    assert sounds(part) == []


@needs_sound
def test_the_sound_follows_when_the_start_is_moved(part: Any, tmp_path: Path) -> None:
    material = bring().active_material
    change_start(material, 100)
    assert sounds(part) == [(1, 100, 136)]
    material.name = "Another"
    saved_and_reopened(tmp_path / "film.blend")
    bpy.data.materials["Another"]["Start Frame"] = -7
    bpy.context.scene.frame_set(1)
    assert sounds(part) == [(1, -7, 29)]


@needs_sound
def test_a_sound_that_follows_leaves_other_strips_where_they_are(part: Any) -> None:
    material = bring().active_material
    compat = part("scene.compat")
    other = compat.strips(bpy.context.scene).new_effect("Grey", "COLOR", 1, 60, **length(part, 60, 40))
    change_start(material, 70)
    assert compat.strip_span(other) == (60, 100)
    assert sounds(part) == [(2, 70, 106)]


@needs_sound
def test_a_sound_moved_by_hand_stays_as_far_from_its_film(part: Any) -> None:
    plane = bring()
    compat = part("scene.compat")
    compat.move_strip(compat.strips(bpy.context.scene)[0], 5)
    bpy.context.scene.frame_set(3)
    assert sounds(part) == [(1, 6, 42)]
    change_start(plane.active_material, 51)
    assert sounds(part) == [(1, 56, 92)]
    duplicated(plane)
    bpy.context.scene.frame_set(101)
    bpy.ops.antekirt.restart_film()
    assert [strip[1] for strip in sounds(part)] == [56, 106]


@needs_sound
def test_a_start_that_is_no_frame_is_left_alone(part: Any, capfd: pytest.CaptureFixture[str]) -> None:
    material = bring().active_material
    for wrong in ("soon", 1e30):
        change_start(material, wrong)
        bpy.context.scene.frame_set(bpy.context.scene.frame_current + 1)
    assert sounds(part) == [(1, 1, 37)]
    change_start(material, 9)
    assert sounds(part) == [(1, 9, 45)]
    assert "Traceback" not in "".join(capfd.readouterr())


def length(part: Any, start: int, frames: int) -> dict[str, int]:
    known = part("scene.compat").strips(bpy.context.scene).bl_rna.functions["new_effect"].parameters
    return {"length": frames} if "length" in known else {"frame_end": start + frames}


def test_a_plane_that_was_duplicated_gets_its_own_start_and_sound(part: Any) -> None:
    look_down(1.0)
    plane = bring()
    plane.active_material["antekirt_generation_id"] = GENERATION
    copy = duplicated(plane)
    bpy.context.scene.frame_set(21)
    assert bpy.ops.antekirt.restart_film() == {"FINISHED"}
    assert copy.active_material != plane.active_material
    assert [obj.active_material["Start Frame"] for obj in (plane, copy)] == [1, 21]
    assert copy.active_material["antekirt_generation_id"] == GENERATION
    plane.hide_render = True
    assert [film_frame(frame) for frame in (10, 21, 31)] == [0, 0, 10]
    plane.hide_render, copy.hide_render = False, True
    assert [film_frame(frame) for frame in (10, 21, 31)] == [9, 20, 30]
    if bpy.app.build_options.audaspace:
        assert sounds(part) == [(1, 1, 37), (2, 21, 57)]
        change_start(copy.active_material, 201)
        change_start(plane.active_material, 101)
        assert [strip[1:] for strip in sounds(part)] == [(101, 137), (201, 237)]


def test_a_plane_that_shares_its_mesh_gets_its_own_start_too() -> None:
    plane = bring(sound=False)
    copy = plane.copy()
    bpy.context.scene.collection.objects.link(copy)
    bpy.context.scene.frame_set(8)
    with bpy.context.temp_override(object=copy, active_object=copy, selected_objects=[copy]):
        bpy.ops.antekirt.restart_film()
    assert [obj.active_material["Start Frame"] for obj in (plane, copy)] == [1, 8]


def test_a_single_plane_keeps_its_material(part: Any) -> None:
    material = bring().active_material
    bpy.context.scene.frame_set(12)
    bpy.ops.antekirt.restart_film()
    bpy.context.view_layer.update()
    assert (bpy.context.object.active_material, material["Start Frame"]) == (material, 12)
    assert [strip[1] for strip in sounds(part)] == ([12] if bpy.app.build_options.audaspace else [])


def test_a_material_copied_by_hand_begins_where_it_says_itself_and_is_heard_there(part: Any) -> None:
    look_down(1.0)
    plane = bring()
    copy = duplicated(plane)
    copy.active_material = plane.active_material.copy()
    bpy.context.view_layer.update()
    assert len(sounds(part)) == bpy.app.build_options.audaspace  # as long as both play the same
    change_start(copy.active_material, 11)
    plane.hide_render = True
    assert film_frame(20) == 9
    if bpy.app.build_options.audaspace:
        assert [strip[1] for strip in sounds(part)] == [1, 11]


@pytest.mark.parametrize("choice", ["PLANE", "SEQUENCER"])
def test_a_film_longer_than_the_scene_says_so_or_extends_it(part: Any, tmp_path: Path, choice: str) -> None:
    (film,) = source_files(part, tmp_path, "ramp-24.mp4")
    scene = bpy.context.scene
    scene.frame_end = 30
    done = part("scene.import_video").import_video(film, choice, target(part))
    assert done.warnings == ("The video ends at frame 36, and the scene at frame 30.",)
    done = part("scene.import_video").import_video(film, choice, target(part, extend_range=True))
    assert (done.warnings, scene.frame_end) == ((), 36)
