# SPDX-License-Identifier: GPL-3.0-or-later
"""Look at a scene as a render shows it: what a test asserts is what the artist would see."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import bpy
import numpy as np

WIDE, HIGH = 16, 8  # pixels


def look_down(width: float = 2.0) -> None:
    """Put an orthographic camera above the origin that sees `width` units, twice as wide as high."""
    scene = bpy.context.scene
    camera = bpy.data.cameras.new("Camera")
    camera.type, camera.ortho_scale = "ORTHO", width
    scene.camera = bpy.data.objects.new("Camera", camera)
    scene.camera.location = (0.0, 0.0, 50.0)
    scene.collection.objects.link(scene.camera)


def rendered_pixels(*, sequencer: bool = False, samples: int = 4) -> Any:
    """Render with Cycles and give the pixels: shape (HIGH, WIDE, 3), sRGB 0 to 255, the top row first.

    samples: more where light or mixed shaders make noise.
    """
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.samples, scene.cycles.use_denoising = samples, False
    scene.render.resolution_x, scene.render.resolution_y, scene.render.resolution_percentage = WIDE, HIGH, 100
    scene.render.use_sequencer = sequencer
    scene.view_settings.view_transform = "Standard"
    scene.render.image_settings.file_format = "PNG"
    with tempfile.TemporaryDirectory() as folder:
        scene.render.filepath = str(Path(folder) / "view.png")
        bpy.ops.render.render(write_still=True)
        image = bpy.data.images.load(scene.render.filepath)
        pixels = np.empty(WIDE * HIGH * 4, dtype=np.float32)
        image.pixels.foreach_get(pixels)
        bpy.data.images.remove(image)
    return np.rint(pixels.reshape(HIGH, WIDE, 4)[::-1, :, :3] * 255).astype(int)


def film_frame(frame: int, *, sequencer: bool = False) -> int:
    """Give the number of the frame of tests/data/ramp-* that a render of a scene's frame shows."""
    bpy.context.scene.frame_set(frame)
    return round(float(rendered_pixels(sequencer=sequencer).mean()) / 7)


def corners(pixels: Any) -> dict[str, tuple[int, ...]]:
    """Give the colours in the middle of each quarter of a rendered view."""
    rows, columns = {"top": HIGH // 4, "bottom": 3 * HIGH // 4}, {"left": WIDE // 4, "right": 3 * WIDE // 4}
    return {
        f"{high} {wide}": tuple(map(int, pixels[row, column]))
        for high, row in rows.items()
        for wide, column in columns.items()
    }


def shows_quadrants(pixels: Any) -> bool:
    """Whether a rendered view shows the picture tests/data/quadrants.* upright and filling it."""
    differences = [np.subtract(color, QUADRANTS[corner]) for corner, color in corners(pixels).items()]
    return bool(np.abs(differences).max() <= 3)


QUADRANTS = {
    "top left": (255, 0, 0),
    "top right": (0, 255, 0),
    "bottom left": (0, 0, 255),
    "bottom right": (255, 255, 255),
}


def saved_and_reopened(path: Path) -> None:
    """Save to a path, forget everything, open it again."""
    bpy.ops.wm.save_as_mainfile(filepath=str(path))
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    bpy.ops.wm.open_mainfile(filepath=str(path))
