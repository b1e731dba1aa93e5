# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures and films behind what the camera sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import DATA, linked_from_library, source_files, target, turned_picture
from tests.blender.render_view import look_down, saved_and_reopened

if TYPE_CHECKING:
    from pathlib import Path


def shown() -> list[Any]:
    return list(bpy.context.scene.camera.data.background_images)


def test_a_picture_fills_the_frame_of_the_active_camera_and_is_upright(tmp_path: Path) -> None:
    look_down()
    for path in (DATA / "quadrants.png", turned_picture(tmp_path, 6)):
        bpy.ops.antekirt.import_image(filepath=str(path), import_as="CAMERA_BACKGROUND")
    saved_and_reopened(tmp_path / "camera.blend")
    assert bpy.context.scene.camera.data.show_background_images
    assert [(entry.frame_method, entry.display_depth, entry.alpha) for entry in shown()] == [
        ("CROP", "BACK", 1)
    ] * 2
    assert [entry.image.size[:] for entry in shown()] == [(64, 32)] * 2


def test_a_film_plays_there_by_the_clock() -> None:
    look_down()
    scene = bpy.context.scene
    scene.render.fps = 12
    scene.frame_set(11)
    bpy.ops.antekirt.import_video(filepath=str(DATA / "ramp-24.mp4"), import_as="CAMERA_BACKGROUND")
    bpy.ops.antekirt.import_video(
        filepath=str(DATA / "ramp-12.mp4"), import_as="CAMERA_BACKGROUND", after_end="LOOP"
    )
    camera = scene.camera.data
    assert [camera["Start Frame"], camera["Start Frame 2"]] == [11, 11]
    for frame, first, second in ((5, 0, 0), (11, 0, 0), (15, 8, 4), (47, 35, 0)):
        scene.frame_set(frame)
        assert [max(frame, 0) + entry.image_user.frame_offset - 1 for entry in shown()] == [first, second]


@pytest.mark.one_blender
def test_without_a_camera_of_ones_own_it_is_refused_and_a_paid_picture_is_kept(
    part: Any, tmp_path: Path
) -> None:
    def refused(words: str) -> None:
        for operator, name in (
            (bpy.ops.antekirt.import_image, "quadrants.png"),
            (bpy.ops.antekirt.import_video, "ramp-24.mp4"),
        ):
            with pytest.raises(RuntimeError, match=words):
                operator(filepath=str(DATA / name), import_as="CAMERA_BACKGROUND")
        assert not bpy.data.images

    refused("Scene has no camera")
    look_down()
    camera = linked_from_library(tmp_path / "library.blend", "objects", bpy.context.scene.camera)
    bpy.context.scene.camera = camera
    refused("linked from another file")
    done = part("scene.import_image").import_image(
        source_files(part, tmp_path), "CAMERA_BACKGROUND", target(part)
    )
    assert "linked from another file" in done.message
    assert [bpy.data.images[name].use_fake_user for name in done.images] == [True]
