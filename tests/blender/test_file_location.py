# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the files of results live."""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import DATA, source_files, target
from tests.blender.render_view import look_down, rendered_pixels, shows_quadrants

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "a-sunset-over-mountains-with-dramatic-aa471b83-0.webp"


@pytest.fixture(autouse=True)
def nothing_by_itself(part: Any) -> Iterator[None]:
    """Copy nothing on save: this is about what is imported and what is asked for."""
    chosen = part("operators.chosen_preferences").preferences()
    chosen.copy_on_save = "NEVER"
    yield
    chosen.property_unset("copy_on_save")


def saved(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    bpy.ops.wm.save_as_mainfile(filepath=str(path))
    return path.parent / "antekirt"


def brought(part: Any, folder: Path, name: str = "quadrants.webp", **changes: Any) -> Any:
    return part("scene.import_image").import_image(
        source_files(part, folder, name), "IMAGE", target(part, **changes)
    )


def test_before_the_first_save_the_file_is_used_in_place(part: Any, tmp_path: Path) -> None:
    brought(part, tmp_path / "results")
    assert bpy.data.images[0].filepath == str(tmp_path / "results" / "image-0.webp")


def test_a_saved_file_gets_its_results_beside_it_and_can_be_moved_with_them(
    part: Any, tmp_path: Path
) -> None:
    folder = saved(tmp_path / "project" / "scene.blend")
    look_down()
    part("scene.import_image").import_image(source_files(part, tmp_path / "results"), "PLANE", target(part))
    assert bpy.data.images[0].filepath == f"//antekirt/{NAME}"
    assert (folder / NAME).read_bytes() == (DATA / "quadrants.webp").read_bytes()

    bpy.ops.wm.save_mainfile()
    shutil.move(tmp_path / "project", tmp_path / "moved")
    shutil.rmtree(tmp_path / "results")
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "moved" / "scene.blend"))
    assert shows_quadrants(rendered_pixels())


def test_the_same_result_is_copied_once(part: Any, tmp_path: Path) -> None:
    folder = saved(tmp_path / "scene.blend")
    for _ in range(2):
        brought(part, tmp_path / "results")
    assert [path.name for path in folder.iterdir()] == [NAME]
    assert len(bpy.data.images) == 1


def test_a_file_that_is_not_ours_is_not_overwritten(part: Any, tmp_path: Path) -> None:
    folder = saved(tmp_path / "scene.blend")
    folder.mkdir()
    (folder / NAME).write_text("a note of the artist's")
    brought(part, tmp_path / "results")
    assert (folder / NAME).read_text() == "a note of the artist's"
    assert bpy.data.images[0].filepath == "//antekirt/" + NAME.replace("-0.webp", "-0-2.webp")


@pytest.mark.one_blender
@pytest.mark.parametrize("leads_to", ["nothing", "results/image-0.webp"])
def test_a_link_is_neither_followed_nor_overwritten(part: Any, tmp_path: Path, leads_to: str) -> None:
    folder = saved(tmp_path / "scene.blend")
    folder.mkdir()
    (folder / NAME).symlink_to(tmp_path / leads_to)
    brought(part, tmp_path / "results")
    assert bpy.data.images[0].filepath == "//antekirt/" + NAME.replace("-0.webp", "-0-2.webp")
    assert (folder / NAME).is_symlink()
    assert not (tmp_path / "nothing").exists()


@pytest.mark.one_blender
def test_a_disk_that_knows_no_rights_is_used(
    part: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: Any, **_options: Any) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    folder, sources = saved(tmp_path / "scene.blend"), source_files(part, tmp_path / "results")
    monkeypatch.setattr(os, "chmod", refuse)
    done = part("scene.import_image").import_image(sources, "IMAGE", target(part))
    assert not done.warnings
    assert (folder / NAME).read_bytes() == (DATA / "quadrants.webp").read_bytes()


@pytest.mark.one_blender
def test_a_name_that_is_busy_leaves_nothing_behind(
    part: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: Any, **_options: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    folder = saved(tmp_path / "scene.blend")
    monkeypatch.setattr(os, "replace", refuse)
    assert "Permission denied" in brought(part, tmp_path / "results").warnings[0]
    assert bpy.data.images[0].filepath == "//results/image-0.webp"
    assert list(folder.iterdir()) == []


def test_where_nothing_can_be_written_the_original_is_used(part: Any, tmp_path: Path) -> None:
    saved(tmp_path / "scene.blend").write_text("a file where the folder should be")
    done = brought(part, tmp_path / "results")
    assert done.warnings[0].startswith("No copy was made beside the blend file (File exists)")
    assert bpy.data.images[0].filepath == "//results/image-0.webp"


def test_a_packed_result_needs_no_copy(part: Any, tmp_path: Path) -> None:
    folder = saved(tmp_path / "scene.blend")
    brought(part, tmp_path / "results", pack=True)
    assert not folder.exists()


def test_gathering_brings_everything_beside_the_file(part: Any, tmp_path: Path) -> None:
    brought(part, tmp_path / "results")
    (film,) = source_files(part, tmp_path / "results", "ramp-24.mp4")
    part("scene.import_video").import_video(film, "PLANE", target(part))
    part("scene.import_video").import_video(film, "SEQUENCER", target(part))
    bpy.ops.antekirt.import_image(filepath=str(DATA / "quadrants.png"), import_as="IMAGE")
    folder = saved(tmp_path / "project" / "scene.blend")
    bpy.ops.antekirt.gather_files()
    film_name = NAME.replace(".webp", ".mp4")
    assert sorted(path.name for path in folder.iterdir()) == sorted([NAME, film_name])
    paths = [image.filepath for image in bpy.data.images if "antekirt_kind" in image]
    strip = part("scene.compat").strips(bpy.context.scene)[0]
    assert sorted([*paths, strip.filepath]) == sorted(
        [f"//antekirt/{NAME}", *[f"//antekirt/{film_name}"] * 2]
    )


def test_gathering_keeps_what_was_painted_and_takes_what_shows_the_same_file_along(
    part: Any, tmp_path: Path
) -> None:
    brought(part, tmp_path / "results", "quadrants.png")
    (film,) = source_files(part, tmp_path / "results", "ramp-24.mp4")
    part("scene.import_video").import_video(film, "PLANE", target(part))
    clip = bpy.data.movieclips.load(str(film.path))  # by hand, for the compositor
    image = next(image for image in bpy.data.images if image.source == "FILE")
    image.pixels[0] = 0.5
    saved(tmp_path / "project" / "scene.blend")
    bpy.ops.antekirt.gather_files()
    assert image.is_dirty
    assert image.pixels[0] == pytest.approx(0.5, abs=0.01)
    assert clip.filepath == "//antekirt/" + NAME.replace(".webp", ".mp4")


def test_gathering_names_what_is_missing(part: Any, tmp_path: Path) -> None:
    brought(part, tmp_path / "results")
    shutil.rmtree(tmp_path / "results")
    saved(tmp_path / "scene.blend")
    assert part("scene.file_location").gather().missing == (str(tmp_path / "results" / "image-0.webp"),)


def test_gathering_asks_for_a_saved_file(part: Any) -> None:
    with pytest.raises(part("scene.error").SceneError, match="Save the blend file first"):
        part("scene.file_location").gather()
