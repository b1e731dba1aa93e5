# SPDX-License-Identifier: GPL-3.0-or-later
"""Films as strips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

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


def test_another_frame_rate_plays_at_the_right_speed(part: Any) -> None:
    bpy.ops.antekirt.import_video(filepath=str(DATA / "ramp-12.mp4"), import_as="SEQUENCER")
    assert strips(part) == [("MOVIE", 1, 1, 73), ("SPEED", 2, 1, 73)]
    assert [film_frame(1 + k, sequencer=True) for k in (0, 20, 40, 71)] == pytest.approx(
        [0, 10, 20, 35], abs=1
    )


def test_a_faster_film_plays_at_the_right_speed_too(part: Any) -> None:
    bpy.context.scene.render.fps = 12
    bpy.ops.antekirt.import_video(filepath=str(DATA / "ramp-24.mp4"), import_as="SEQUENCER")
    assert strips(part) == [("MOVIE", 1, 1, 19), ("SPEED", 2, 1, 19)]
    assert [film_frame(1 + k, sequencer=True) for k in (0, 5, 10, 17)] == pytest.approx(
        [0, 10, 20, 34], abs=1
    )


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
