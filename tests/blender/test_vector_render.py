# SPDX-License-Identifier: GPL-3.0-or-later
"""Rendered from straight above, an imported file looks as a rasterizer draws it (tests/data/svg/*.png)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Picture = NDArray[np.float64]

DRAWINGS = sorted((Path(__file__).resolve().parents[1] / "data" / "svg").glob("*.svg"))
PIXELS = 256
FINER = 2  # lines and columns rendered to a pixel, so that edges are blended as a browser blends them
WINDOW = 7  # pixels; of the SSIM


@pytest.mark.parametrize("target", ["CURVES", "MESH"])
@pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.stem)
def test_it_looks_like_the_file(file: Path, target: str, tmp_path: Path) -> None:
    bpy.ops.antekirt.import_svg(filepath=str(file), import_as=target)
    assert likeness(rendered(tmp_path), pixels(file.with_suffix(".png"))) > 0.95


def rendered(folder: Path) -> Picture:
    """What an orthographic camera sees of a file of the default size, over white."""
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.samples, scene.cycles.use_denoising, scene.cycles.use_adaptive_sampling = 1, False, False
    scene.cycles.pixel_filter_type = "BOX"
    scene.render.resolution_x = scene.render.resolution_y = FINER * PIXELS
    scene.view_settings.view_transform = "Standard"
    camera = bpy.data.cameras.new("Camera")
    camera.type, camera.ortho_scale = "ORTHO", 2.0
    scene.camera = bpy.data.objects.new("Camera", camera)
    scene.camera.location.z = 5.0
    scene.collection.objects.link(scene.camera)
    scene.render.film_transparent = True
    scene.render.filepath = str(folder / "rendered.png")
    bpy.ops.render.render(write_still=True)
    return pixels(folder / "rendered.png")


def pixels(file: Path) -> Picture:
    """A picture over white, (256, 256, 3), sRGB-encoded 0 to 1."""
    image: Any = bpy.data.images.load(str(file))
    width, height = image.size
    flat = np.empty(width * height * 4, np.float32)
    image.pixels.foreach_get(flat)
    parts: Any = flat.reshape(PIXELS, height // PIXELS, PIXELS, width // PIXELS, 4).astype(np.float64)
    color, alpha = parts[..., :3], parts[..., 3:]
    result: Picture = (color * alpha + 1.0 - alpha).mean(axis=(1, 3))
    return result


def likeness(one: Picture, other: Picture) -> float:
    """The mean structural similarity (Wang et al., 2004) over square windows, 1 for equal pictures."""
    parts = WINDOW * WINDOW
    mean_one, mean_other = windows(one), windows(other)
    sample = parts / (parts - 1)
    of_one = sample * (windows(one * one) - mean_one**2)
    of_other = sample * (windows(other * other) - mean_other**2)
    common = sample * (windows(one * other) - mean_one * mean_other)
    a, b = 0.01**2, 0.03**2
    alike = (2 * mean_one * mean_other + a) * (2 * common + b)
    return float((alike / ((mean_one**2 + mean_other**2 + a) * (of_one + of_other + b))).mean())


def windows(picture: Picture) -> Picture:
    """The means of all windows."""
    for axis in (0, 1):
        total = np.cumsum(picture, axis=axis)
        total = np.concatenate([np.zeros_like(total.take([0], axis=axis)), total], axis=axis)
        count = total.shape[axis]
        picture = (
            total.take(range(WINDOW, count), axis=axis) - total.take(range(count - WINDOW), axis=axis)
        ) / WINDOW
    return picture
