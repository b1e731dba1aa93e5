# SPDX-License-Identifier: GPL-3.0-or-later
"""Films as strips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from scripts import film_rates
from tests.blender.import_fixtures import DATA, GENERATION, source_files, target
from tests.blender.render_view import film_frame, saved_and_reopened

if TYPE_CHECKING:
    from pathlib import Path


def strips(part: Any) -> list[tuple[str, int, int, int]]:
    """Kind, channel, first frame and frame after the last of each strip."""
    compat = part("scene.compat")
    found = [
        (strip.type, strip.channel, *compat.strip_span(strip)) for strip in compat.strips(bpy.context.scene)
    ]
    return sorted(found, key=lambda strip: strip[1])


def test_a_film_becomes_a_strip_from_the_current_frame_on(part: Any, tmp_path: Path) -> None:
    bpy.context.scene.frame_set(5)
    bpy.ops.antekirt.import_video(filepath=str(DATA / "ramp-24.mp4"), import_as="SEQUENCER")
    assert strips(part) == [("MOVIE", 1, 5, 41)]
    saved_and_reopened(tmp_path / "strip.blend")
    assert [film_frame(frame, sequencer=True) for frame in (5, 15, 40)] == [0, 10, 35]


@pytest.mark.parametrize("scene_rate", film_rates.RATES)
def test_films_of_all_rates_show_what_is_due_by_the_clock(part: Any, scene_rate: str) -> None:
    lanes = film_rates.lay_all(part, scene_rate)
    frames = range(film_rates.START, max(lane.span.stop for lane in lanes))
    told: dict[tuple[str, int], Any] = {}
    for frame in frames:
        bpy.context.scene.frame_set(frame)
        told |= {(lane.name, frame): lane.evaluated(frame) for lane in lanes if frame in lane.span}
    due = {(lane.name, frame): lane.due(frame) for lane in lanes for frame in lane.span}
    assert told == due
    for frame in (*frames[:2], *frames[11::97]):  # all of them: ./scripts/films
        assert {lane.name: film_rates.shown(frame)[lane.column] for lane in lanes if frame in lane.span} == {
            lane.name: lane.due(frame) for lane in lanes if frame in lane.span
        }


def test_each_frame_of_a_film_is_within_its_strip(part: Any) -> None:
    for name, end in (("12", 73), ("24", 37), ("25", 36), ("50", 19)):  # of 36 frames each
        part("scene.sequencer_strip").add(bpy.context.scene, DATA / f"ramp-{name}.mp4", name, 1)
        assert [strip for strip in strips(part) if strip[0] == "MOVIE"][-1][2:] == (1, end)


@pytest.mark.parametrize(("after_end", "shown"), [("LOOP", [35, 0, 35, 0]), ("PING_PONG", [35, 34, 1, 2])])
def test_a_strip_can_go_on_to_the_end_of_its_scene(part: Any, after_end: str, shown: list[int]) -> None:
    bpy.context.scene.frame_end = 90
    bpy.ops.antekirt.import_video(
        filepath=str(DATA / "ramp-24.mp4"), import_as="SEQUENCER", after_end=after_end
    )
    assert strips(part) == [("MOVIE", 1, 1, 91), ("SPEED", 2, 1, 91)]
    assert [film_frame(1 + k, sequencer=True) for k in (35, 36, 71, 72)] == shown


def test_a_strip_can_play_frame_by_frame(part: Any) -> None:
    bpy.ops.antekirt.import_video(filepath=str(DATA / "ramp-60.mp4"), import_as="SEQUENCER", each_frame=True)
    assert strips(part) == [("MOVIE", 1, 1, 37)]
    assert [film_frame(1 + k, sequencer=True) for k in (0, 1, 35)] == [0, 1, 35]


def test_a_strip_stays_in_step_when_it_is_moved_or_the_scene_gets_another_rate(part: Any) -> None:
    bpy.ops.antekirt.import_video(filepath=str(DATA / "ramp-12.mp4"), import_as="SEQUENCER")
    assert strips(part) == [("MOVIE", 1, 1, 73), ("SPEED", 2, 1, 73)]
    bpy.context.scene.render.fps = 25
    assert [film_frame(1 + k, sequencer=True) for k in (2, 3, 49, 50, 71)] == [0, 1, 23, 24, 34]
    bpy.context.scene.render.fps = 24
    movie = part("scene.compat").strips(bpy.context.scene)[0]
    name = "content_start" if hasattr(movie, "content_start") else "frame_start"
    setattr(movie, name, 11)
    assert strips(part) == [("MOVIE", 1, 11, 83), ("SPEED", 2, 11, 83)]
    assert [film_frame(11 + k, sequencer=True) for k in (0, 1, 2, 41, 71)] == [0, 0, 1, 20, 35]


def test_a_strip_that_was_pasted_is_in_step() -> None:
    bpy.ops.antekirt.import_video(filepath=str(DATA / "ramp-12.mp4"), import_as="SEQUENCER")
    for curve in bpy.context.scene.animation_data.drivers:
        for variable in curve.driver.variables:
            variable.targets[0].id = None  # as Blender pastes it
    assert [film_frame(1 + k, sequencer=True) for k in (0, 2, 41, 71)] == [0, 1, 20, 35]


@pytest.mark.parametrize(
    ("name", "fps", "after_end"), [("12", 24, "HOLD"), ("24", 12, "HOLD"), ("24", 24, "LOOP")]
)
def test_a_strip_stays_in_step_when_it_is_cut(part: Any, name: str, fps: int, after_end: str) -> None:
    scene, compat = bpy.context.scene, part("scene.compat")
    scene.render.fps, scene.frame_end = fps, 60
    bpy.ops.antekirt.import_video(
        filepath=str(DATA / f"ramp-{name}.mp4"), import_as="SEQUENCER", after_end=after_end
    )
    end = strips(part)[0][3]
    for cut in (9, 17, 12):
        for strip in compat.strips(scene):
            strip.select = True
        bpy.ops.sequencer.split(frame=cut, type="SOFT", side="RIGHT")
    pieces = [(1, 9), (9, 12), (12, 17), (17, end)]
    assert sorted(strips(part)) == [
        (kind, 1 + i, *span) for i, kind in enumerate(("MOVIE", "SPEED")) for span in pieces
    ]
    due = [k * int(name) // fps for k in range(end - 1)]
    asked = (0, 7, 8, 9, 11, 12, 15, 16, 17)
    assert [film_frame(1 + k, sequencer=True) for k in asked] == [due[k] for k in asked]
    compat.move_strip(max(compat.strips(scene), key=compat.strip_span), 100)
    assert [film_frame(101 + k, sequencer=True) for k in (16, 17)] == [due[k] for k in (16, 17)]


def test_it_takes_the_first_channels_that_are_free_for_its_length(part: Any, tmp_path: Path) -> None:
    (film,) = source_files(part, tmp_path, "ramp-24.mp4")
    for frame in (1, 30, 37, 100):
        part("scene.import_video").import_video(film, "SEQUENCER", target(part, frame=frame))
    assert sorted(strips(part), key=lambda strip: strip[2]) == [
        ("MOVIE", 1, 1, 37),
        ("MOVIE", 2, 30, 66),
        ("MOVIE", 1, 37, 73),
        ("MOVIE", 1, 100, 136),
    ]


def test_sound_comes_along_where_blender_can_play_it(part: Any, tmp_path: Path) -> None:
    part("scene.import_video").import_video(
        *source_files(part, tmp_path, "sound-24.mp4"), "SEQUENCER", target(part, frame=1)
    )
    sound = [("SOUND", 1, 1, 37)] if bpy.app.build_options.audaspace else []
    assert strips(part) == [*sound, ("MOVIE", 1 + len(sound), 1, 37)]
    for strip in part("scene.compat").strips(bpy.context.scene):
        assert strip["antekirt_generation_id"] == GENERATION


def test_the_strip_goes_to_the_scene_that_the_sequencer_shows(part: Any, tmp_path: Path) -> None:
    other = bpy.data.scenes.new("Edit")
    part("scene.import_video").import_video(
        *source_files(part, tmp_path, "ramp-24.mp4"), "SEQUENCER", target(part, sequencer_scene="Edit")
    )
    assert len(part("scene.compat").strips(other)) == 1
    assert len(strips(part)) == 0
    if hasattr(bpy.context.workspace, "sequencer_scene"):
        assert bpy.context.workspace.sequencer_scene == other
