# SPDX-License-Identifier: GPL-3.0-or-later
"""How near a view transform lets a surface come to the colours of a chart, however it shines.

usage: .venv/blender-5.0/bin/python scripts/view_transform_reach.py

For each of 216 colours the emission is searched for that is shown most like it: first on a grid of all
emissions, then ever closer around the best.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import bpy
import numpy as np

STEPS = np.linspace(0.0, 255.0, 6)
EMISSIONS = np.concatenate([[0.0], 2.0 ** np.linspace(-12, 9, 42)])
NEAR = 2.0
WIDE = 1024  # pixels of the picture that is transformed
ROUNDS, CLOSER = 10, 0.6


def main() -> None:
    chart = combined(STEPS)
    for view in ("Standard", "AgX", "Filmic"):
        errors = reach(view, chart)
        version, near = bpy.app.version_string, (errors <= NEAR).sum()
        worst = chart[errors.argmax()].astype(int).tolist()
        print(
            f"{version} {view}: {near} of {len(chart)} within {NEAR:g} of 255; "
            f"{worst} stays {errors.max():.1f} away; white from an emission of {least_for_white(view):.1f} on"
        )
    sys.stdout.flush()
    os._exit(0)  # Blender as a module may hang while Python winds down


def reach(view: str, chart: Any) -> Any:
    """For each colour the largest error of a channel with the emission that comes nearest."""
    grid = combined(EMISSIONS)
    shown = transformed(grid, view)
    best = np.array([grid[np.abs(shown - color).max(axis=1).argmin()] for color in chart])
    errors = np.full(len(chart), np.inf)
    span = 0.5  # stops
    for _ in range(ROUNDS):
        factors = combined(2.0 ** np.linspace(-span, span, 7))
        tried = np.maximum(best, 1e-6)[:, None] * factors
        tried = np.concatenate([best[:, None], tried], axis=1)
        shown = transformed(tried.reshape(-1, 3), view).reshape(tried.shape)
        off = np.abs(shown - chart[:, None]).max(axis=2)
        nearest = off.argmin(axis=1)
        best, errors = tried[range(len(chart)), nearest], off.min(axis=1)
        span *= CLOSER
    return errors


def least_for_white(view: str) -> float:
    greys = 2.0 ** np.linspace(-0.1, 9, 1000)
    shown = transformed(np.repeat(greys[:, None], 3, axis=1), view)
    return float(greys[(shown >= STEPS[-1] - NEAR).all(axis=1)][0])


def combined(values: Any) -> Any:
    """All colours of these values, (n, 3)."""
    return np.stack(np.meshgrid(values, values, values, indexing="ij"), axis=-1).reshape(-1, 3)


def transformed(colors: Any, view: str) -> Any:
    """Linear colours as a render shows them, 0 to 255."""
    scene: Any = bpy.context.scene
    scene.view_settings.view_transform = view
    scene.render.dither_intensity = 0.0
    scene.render.image_settings.file_format = "PNG"
    scene.render.image_settings.color_mode = "RGB"
    scene.render.image_settings.color_depth = "16"
    high = -(-len(colors) // WIDE)
    pixels = np.ones((high * WIDE, 4), np.float32)
    pixels[: len(colors), :3] = colors
    image: Any = bpy.data.images.new("Colors", WIDE, high, float_buffer=True)
    image.colorspace_settings.name = "Linear Rec.709"
    image.pixels.foreach_set(pixels.ravel())
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "shown.png")
        image.save_render(file, scene=scene)
        shown: Any = bpy.data.images.load(file)
        shown.colorspace_settings.name = "Non-Color"
        flat = np.empty(pixels.size, np.float32)
        shown.pixels.foreach_get(flat)
    bpy.data.batch_remove([image, shown])
    return flat.reshape(-1, 4)[: len(colors), :3] * 255


if __name__ == "__main__":
    main()
