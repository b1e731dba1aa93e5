# SPDX-License-Identifier: GPL-3.0-or-later
"""Layers lie close together, and still none shines through another, however the renderer sorts by depth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest

from tests import svg_stacked_squares

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

PIXELS = 128
EEVEE = "BLENDER_EEVEE" if bpy.app.version >= (5, 0, 0) else "BLENDER_EEVEE_NEXT"
SIZES = (0.2, 2.0, 20.0)


@pytest.fixture
def stack(tmp_path: Path) -> Path:
    file = tmp_path / "stack.svg"
    file.write_text(svg_stacked_squares.stack())
    return file


@pytest.mark.timeout(600)  # EEVEE compiles its shaders first; that of other Blenders is seen in their windows
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("engine", ["CYCLES", pytest.param(EEVEE, marks=pytest.mark.one_blender)])
def test_no_layer_shines_through_another(engine: str, size: float, stack: Path, tmp_path: Path) -> None:
    bpy.ops.antekirt.import_svg(filepath=str(stack), size=size)
    picture = rendered(engine, size, tmp_path)
    middle = picture[PIXELS // 2 - 15 : PIXELS // 2 + 15, PIXELS // 2 - 15 : PIXELS // 2 + 15]
    assert (np.abs(middle - (1.0, 0.0, 0.0)) < 0.02).all()  # the uppermost square fills it
    left = picture[PIXELS // 2, 5 : PIXELS // 4]
    assert (
        (left[:, 0] > 0.9) ^ (left[:, 2] > 0.9)
    ).mean() > 0.3  # the steps are seen, each in its own colour
    assert picture[..., 1].max() < 0.02  # and nowhere the world


@pytest.mark.parametrize("target", ["CURVES", "MESH", "GREASE_PENCIL"])
def test_a_stack_is_thinner_than_a_fiftieth_of_its_size(target: str, stack: Path) -> None:
    bpy.ops.antekirt.import_svg(filepath=str(stack), import_as=target, size=2.0)
    bpy.context.view_layer.update()
    objects = [obj for obj in bpy.context.scene.objects if obj.type != "EMPTY"]
    heights = [obj.matrix_world.translation.z + corner[2] for obj in objects for corner in obj.bound_box]
    assert max(heights) - min(heights) < 0.02 * 2.0
    assert max(heights) - min(heights) > 0.0 or target == "GREASE_PENCIL"  # 4.2 leaves its layers out here


def rendered(engine: str, size: float, folder: Path) -> NDArray[np.float32]:
    """What a camera with the clipping of a 3D view sees from above, filled by the artwork, (128, 128, 3)."""
    scene = bpy.context.scene
    scene.render.engine = engine
    if engine == "CYCLES":
        scene.cycles.samples, scene.cycles.use_denoising = 1, False
    else:
        scene.eevee.taa_render_samples = 1
    scene.render.resolution_x = scene.render.resolution_y = PIXELS
    scene.view_settings.view_transform = "Standard"
    camera = bpy.data.cameras.new("Camera")
    camera.clip_start, camera.clip_end = 0.01, 1000.0
    scene.camera = bpy.data.objects.new("Camera", camera)
    scene.camera.location.z = 0.98 * size / 2 / np.tan(camera.angle / 2)
    scene.collection.objects.link(scene.camera)
    scene.render.filepath = str(folder / "rendered.png")
    bpy.ops.render.render(write_still=True)
    image: Any = bpy.data.images.load(scene.render.filepath)
    pixels = np.empty(PIXELS * PIXELS * 4, np.float32)
    image.pixels.foreach_get(pixels)
    return pixels.reshape(PIXELS, PIXELS, 4)[..., :3]
