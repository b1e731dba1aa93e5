# SPDX-License-Identifier: GPL-3.0-or-later
"""Results come beside the blend file when it is saved, and no save waits for them or fails with them."""

from __future__ import annotations

import os
import shutil
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import source_files, target
from tests.blender.render_view import look_down, rendered_pixels, shows_quadrants

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "a-sunset-over-mountains-with-dramatic-aa471b83-0"


@pytest.fixture(autouse=True)
def preferences(part: Any) -> Iterator[Any]:
    chosen = part("operators.chosen_preferences").preferences()
    yield chosen
    chosen.property_unset("copy_on_save")


@pytest.fixture(autouse=True)
def patience(part: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save waits for copies as long as a busy machine needs for them."""
    monkeypatch.setattr(part("operators.copy_on_save"), "SLICE_SECONDS", 20.0)


@pytest.fixture
def results(part: Any, tmp_path: Path) -> Path:
    """A picture on a plane, and a film on another and in the sequencer, all in the results folder."""
    folder = tmp_path / "home" / "results"
    folder.parent.mkdir()
    part("scene.import_image").import_image(source_files(part, folder), "PLANE", target(part))
    (film,) = source_files(part, folder, "ramp-24.mp4")
    part("scene.import_video").import_video(film, "PLANE", target(part))
    part("scene.import_video").import_video(film, "SEQUENCER", target(part))
    return folder


def save(path: Path, **how: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    bpy.ops.wm.save_as_mainfile(filepath=str(path), **how)
    return path


def named(part: Any) -> set[str]:
    """The files of the results in the open file, as they are named there."""
    return {user.filepath for user, _found in part("scene.file_user").users_of_results()}


BESIDE = {f"//antekirt/{NAME}.webp", f"//antekirt/{NAME}.mp4"}


def test_a_file_without_a_name_gets_its_results_with_the_first_save(
    part: Any, tmp_path: Path, results: Path
) -> None:
    save(tmp_path / "project" / "scene.blend")
    assert named(part) == BESIDE
    shutil.move(tmp_path / "project", tmp_path / "moved")
    shutil.rmtree(results)
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "moved" / "scene.blend"))
    assert named(part) == BESIDE
    assert all(image.size[0] for image in bpy.data.images if image.source in {"FILE", "MOVIE"})


@pytest.mark.usefixtures("results")
def test_save_as_takes_the_copies_along(part: Any, tmp_path: Path) -> None:
    save(tmp_path / "one" / "scene.blend")
    save(tmp_path / "another" / "below" / "scene.blend")
    assert named(part) == BESIDE
    shutil.rmtree(tmp_path / "one")
    shutil.move(tmp_path / "another", tmp_path / "moved")
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "moved" / "below" / "scene.blend"))
    assert named(part) == BESIDE
    assert all(image.size[0] for image in bpy.data.images if image.source in {"FILE", "MOVIE"})


@pytest.mark.usefixtures("results")
def test_a_saved_copy_is_whole_and_changes_nothing_in_the_open_file(part: Any, tmp_path: Path) -> None:
    unsaved = named(part)
    save(tmp_path / "before" / "copy.blend", copy=True)
    assert named(part) == unsaved
    save(tmp_path / "project" / "scene.blend")
    save(tmp_path / "elsewhere" / "deep" / "copy.blend", copy=True)
    assert named(part) == BESIDE
    assert bpy.data.filepath == str(tmp_path / "project" / "scene.blend")
    for copied in ("before/copy.blend", "elsewhere/deep/copy.blend"):
        bpy.ops.wm.open_mainfile(filepath=str(tmp_path / copied))
        assert named(part) == BESIDE


@pytest.mark.usefixtures("results")
def test_a_save_that_fails_changes_nothing(part: Any, tmp_path: Path) -> None:
    before = named(part)
    (tmp_path / "project" / "scene.blend@").mkdir(parents=True)
    with pytest.raises(RuntimeError, match="Cannot open file"):
        save(tmp_path / "project" / "scene.blend")
    assert named(part) == before


def test_a_save_waits_for_no_copy_and_the_next_one_has_it(
    part: Any, tmp_path: Path, results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part("operators.copy_on_save"), "SLICE_SECONDS", 0.25)
    copying = part("scene.file_copy")
    may_go_on, copy_into = tmp_path / "go on", copying.copy_into

    def copy_slowly(*arguments: Any) -> Path:
        while not may_go_on.exists():
            time.sleep(0.01)
        return copy_into(*arguments)  # type: ignore[no-any-return]

    monkeypatch.setattr(copying, "copy_into", copy_slowly)
    begun = time.monotonic()
    save(tmp_path / "project" / "scene.blend")
    assert time.monotonic() - begun < 20
    assert {os.path.basename(path) for path in named(part)} == {"image-0.webp", "video-0.mp4"}  # noqa: PTH119
    assert results.is_dir()
    may_go_on.touch()
    part("operators.runtime").state(part("operators.copy_on_save").CopiesBeside).await_all(10)
    bpy.ops.wm.save_mainfile()
    assert named(part) == BESIDE


@pytest.mark.usefixtures("results")
def test_where_nothing_can_be_copied_the_file_is_saved_all_the_same(part: Any, tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    note = tmp_path / "project" / "antekirt"
    note.write_text("a file where the folder should be")
    saved = save(tmp_path / "project" / "scene.blend")
    bpy.ops.wm.open_mainfile(filepath=str(saved))
    assert named(part) == {"//../home/results/image-0.webp", "//../home/results/video-0.mp4"}
    assert note.is_file()


@pytest.mark.one_blender
@pytest.mark.usefixtures("results")
def test_the_panel_offers_to_copy_what_could_not_be_copied(part: Any, tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "antekirt").touch()
    save(tmp_path / "project" / "scene.blend")
    survey = part("operators.runtime").state(part("operators.file_survey").FileSurvey)
    survey.hasten()
    survey.follow()
    assert survey.shown.elsewhere == 2


@pytest.mark.usefixtures("results")
def test_no_copy_takes_the_room_that_the_blend_file_needs(
    part: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = [1 << 20]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(total=1 << 40, free=free[0]))
    save(tmp_path / "project" / "scene.blend")
    assert not (tmp_path / "project" / "antekirt").exists()
    free[0] = 1 << 30
    left = tmp_path / "project" / "antekirt" / ".copying-1"
    left.parent.mkdir()
    left.touch()
    os.utime(left, (0, 0))
    bpy.ops.wm.save_mainfile()
    assert named(part) == BESIDE
    assert not left.exists(), "of a Blender that was closed"


@pytest.mark.usefixtures("results")
def test_the_preferences_say_whose_results_are_copied(part: Any, tmp_path: Path, preferences: Any) -> None:
    preferences.copy_on_save = "NEVER"
    saved = save(tmp_path / "project" / "scene.blend")
    assert not named(part) & BESIDE
    preferences.copy_on_save = "NEW"  # which this file is no longer, once it is opened
    bpy.ops.wm.open_mainfile(filepath=str(saved))
    bpy.ops.wm.save_mainfile()
    assert not named(part) & BESIDE
    preferences.copy_on_save = "ALWAYS"
    bpy.ops.wm.save_mainfile()
    assert named(part) == BESIDE


def test_what_was_painted_stays_and_the_original_with_it(part: Any, tmp_path: Path) -> None:
    sources = source_files(part, tmp_path / "results", "quadrants.png")
    look_down()
    part("scene.import_image").import_image(sources, "PLANE", target(part))
    original = sources[0].path.read_bytes()
    (image,) = bpy.data.images
    image.pixels[0] = 0.5
    save(tmp_path / "project" / "scene.blend")
    assert image.is_dirty
    image.save()
    assert sources[0].path.read_bytes() == original
    assert (tmp_path / "project" / "antekirt" / f"{NAME}.png").read_bytes() != original
    save(tmp_path / "another" / "scene.blend")
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "another" / "scene.blend"))
    assert bpy.data.images[0].pixels[0] == pytest.approx(0.5, abs=0.01)
    assert shows_quadrants(rendered_pixels())
