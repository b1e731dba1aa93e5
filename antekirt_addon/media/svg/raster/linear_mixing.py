# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures that were drawn here, as the files that a renderer shows.

A file mixes what is half clear with what lies beneath sRGB-encoded, a renderer mixes light. Over the colour
that mostly lies beneath a picture both can be made to agree, pixel by pixel.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..error import Stopped
from ..shape import Picture
from .color_change import to_encoded, to_linear
from .png_file import decoded, encoded

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...arrays import Bytes
    from ..shape import Artwork, Shape

LEAST = np.float32(1 / 512)  # of an alpha; below, the colour is of no matter


def with_picture_files(artwork: Artwork, *, mixes_light: bool, stop: Callable[[], bool]) -> Artwork:
    """The artwork with the files of its pictures.

    mixes_light: they are to be seen in a renderer over their backdrops; otherwise they stay as they are.
    Raises Stopped soon after stop() says so.
    """
    shapes: list[Shape] = []
    for shape in artwork.shapes:
        if stop():
            raise Stopped
        if isinstance(shape.paint, Picture):
            shapes.append(replace(shape, paint=_with_file(shape.paint, shape.backdrop, mixes_light)))
        else:
            shapes.append(shape)
    return replace(artwork, shapes=tuple(shapes))


def _with_file(picture: Picture, backdrop: tuple[float, float, float], mixes_light: bool) -> Picture:
    """A picture with its file; one whose file is not read here keeps it, and is mixed where it is read."""
    mixed = mixes_light and not picture.is_opaque
    pixels = picture.content
    if isinstance(pixels, bytes):
        read = decoded(pixels) if mixed else None
        if read is None:
            return picture
        pixels = read
    if mixed:
        pixels = mixed_as_light(pixels, picture.alpha, backdrop)
    return replace(picture, content=encoded(pixels), alpha=1.0 if mixed else picture.alpha)


def mixed_as_light(pixels: Bytes, opacity: float, backdrop: tuple[float, float, float]) -> Bytes:
    """Pixels that look, mixed as light over a colour, as these do mixed sRGB-encoded with an opacity.

    Where that is darker than the colour beneath, an alpha may be too little to get there: then it is raised
    until black suffices.
    """
    values = pixels.astype(np.float32) / np.float32(255.0)
    color, alpha = values[..., :3], values[..., 3:] * np.float32(opacity)
    part = np.maximum(alpha, LEAST)
    below = np.array(backdrop, np.float32)
    goal = to_linear(part * color + (1 - part) * below)
    behind = np.maximum(to_linear(below), np.float32(1e-6))
    part = np.maximum(part, (1 - goal / behind).max(axis=-1, keepdims=True))
    shown = to_encoded(np.clip((goal - (1 - part) * behind) / part, 0.0, 1.0))
    result = np.concatenate((shown, np.where(alpha > 0, part, 0.0)), axis=2)
    mixed: Bytes = np.rint(np.clip(result, 0.0, 1.0) * 255).astype(np.uint8)
    return mixed
