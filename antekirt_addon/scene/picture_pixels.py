# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture's pixels, to be drawn without leaving a datablock in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from . import image_datablock

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path, room: tuple[float, float]) -> tuple[int, int, Any]:
    """Width, height and pixels (RGBA, multiplied by alpha) of a picture, scaled down to so many pixels.

    Raises SceneError.
    """
    import numpy as np  # not read before somebody looks

    image = image_datablock.read(path, path.name)
    try:
        wide, high = image_datablock.size(image)
        shrink = min(1.0, room[0] / wide, room[1] / high)
        wide, high = max(1, round(wide * shrink)), max(1, round(high * shrink))
        if shrink < 1.0:
            image.scale(wide, high)
        pixels = np.empty(4 * wide * high, np.float32)
        image.pixels.foreach_get(pixels)
    finally:
        bpy.data.images.remove(image)
    by_pixel = pixels.reshape(-1, 4)
    by_pixel[:, :3] *= by_pixel[:, 3:]
    return wide, high, pixels
