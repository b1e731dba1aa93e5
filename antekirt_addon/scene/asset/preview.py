# SPDX-License-Identifier: GPL-3.0-or-later
"""What the asset browser shows of a result: the picture itself, made without a window or a render."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import bpy

from ..image_datablock import size
from .shown_image import shown_image

if TYPE_CHECKING:
    from collections.abc import Sequence

SIDE = 256  # pixels, as Blender's own


def give_preview(datablock: bpy.types.ID) -> None:
    """Have a datablock shown as the picture it holds; what holds none keeps the preview that it has."""
    image = shown_image(datablock)
    pixels: Sequence[float] | None
    if image:
        pixels = _of_image(image)
    else:
        from .artwork_preview import draw  # only now: it takes NumPy, which a picture does not need

        pixels = draw(datablock, SIDE)
    if pixels is None:
        return
    preview: Any = datablock.preview_ensure()
    preview.image_size = (SIDE, SIDE)
    preview.image_pixels_float.foreach_set(pixels)


def _of_image(image: bpy.types.Image) -> Sequence[float] | None:
    """A picture, or the first frame of a film, in the middle of a square (RGBA, sRGB)."""
    small: Any = image.copy()
    try:
        wide, high = size(small)
        if 0 in (wide, high):
            return None
        shrink = SIDE / max(wide, high)
        wide, high = max(1, round(wide * shrink)), max(1, round(high * shrink))
        small.scale(wide, high)
        pixels = array("f", bytes(16 * wide * high))
        small.pixels.foreach_get(pixels)
    finally:
        bpy.data.images.remove(small)
    square = array("f", bytes(16 * SIDE * SIDE))
    left, below = (SIDE - wide) // 2, (SIDE - high) // 2
    for row in range(high):
        start = 4 * ((row + below) * SIDE + left)
        square[start : start + 4 * wide] = pixels[4 * wide * row : 4 * wide * (row + 1)]
    return square
