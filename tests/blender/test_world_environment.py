# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture all around the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from tests.blender.import_fixtures import GENERATION, source_files, target
from tests.blender.render_view import look_down, rendered_pixels, saved_and_reopened

if TYPE_CHECKING:
    from pathlib import Path


def test_the_scene_is_surrounded_and_the_old_world_is_kept(part: Any, tmp_path: Path) -> None:
    bpy.context.scene.world = bpy.data.worlds.new("Mine")
    done = part("scene.import_image").import_image(
        source_files(part, tmp_path / "results", count=2), "WORLD", target(part)
    )
    look_down()
    bpy.context.scene.camera.data.type = "PERSP"
    assert rendered_pixels()[..., 2].min() > 200  # the lower half of the picture: blue and white

    saved_and_reopened(tmp_path / "world.blend")
    assert "Mine" in bpy.data.worlds
    assert bpy.context.scene.world["antekirt_generation_id"] == GENERATION
    assert set(done.images) <= set(bpy.data.images.keys())
