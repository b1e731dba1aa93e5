# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures that were drawn here, as the files that a renderer shows.

A file mixes what is half clear with what lies beneath sRGB-encoded, a renderer mixes light. Over the colours
that lie beneath a picture both can be made to agree, pixel by pixel.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ...srgb import all_encoded, all_linear
from ..error import Stopped
from ..paint import Picture
from .png_file import decoded, encoded

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ...arrays import Bytes, Floats
    from ..shape import Artwork, Shape

EVEN = 1 / 64  # of a channel, which may differ where a ground counts as one colour
LEAST = np.float32(1 / 512)  # of an alpha; below, the colour is of no matter


def with_picture_files(artwork: Artwork, *, mixes_light: bool, stop: Callable[[], bool]) -> Artwork:
    """The artwork with the files of its pictures.

    mixes_light: they are to be seen in a renderer over what lies beneath; otherwise they stay as they are.
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
        below = np.array(backdrop, np.float32)
        if picture.ground is not None:
            below = _spread(picture.ground, pixels.shape[:2])
        pixels = mixed_as_light(pixels, picture.alpha, below)
    return replace(picture, content=encoded(pixels), alpha=1.0 if mixed else picture.alpha, ground=None)


def _spread(ground: Floats, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """A picture's ground, a colour for each of its pixels."""
    if (np.ptp(ground, axis=(0, 1)) < EVEN).all():
        one: NDArray[np.float32] = ground[0, 0].astype(np.float32)
        return one
    rows, columns = (
        np.clip((np.arange(side) + 0.5) / side * count, 0, count - 1).astype(np.int64)
        for side, count in zip(shape, ground.shape, strict=False)
    )
    spread: NDArray[np.float32] = ground[rows[:, None], columns].astype(np.float32)
    return spread


def mixed_as_light(pixels: Bytes, opacity: float, below: NDArray[np.float32]) -> Bytes:
    """Pixels that look, mixed as light, as these do with an opacity, mixed sRGB-encoded.

    below: the colour that they lie over, or one for each. Where what is meant is darker than that, an alpha
    may be too little to get there: then it is raised until black suffices.
    """
    values = pixels.astype(np.float32) / np.float32(255.0)
    color, alpha = values[..., :3], values[..., 3:] * np.float32(opacity)
    part = np.maximum(alpha, LEAST)
    goal = all_linear(part * color + (1 - part) * below)
    behind = np.maximum(all_linear(below), np.float32(1e-6))
    part = np.maximum(part, (1 - goal / behind).max(axis=-1, keepdims=True))
    shown = all_encoded(np.clip((goal - (1 - part) * behind) / part, 0.0, 1.0))
    result = np.concatenate((shown, np.where(alpha > 0, part, 0.0)), axis=2)
    mixed: Bytes = np.rint(np.clip(result, 0.0, 1.0) * 255).astype(np.uint8)
    return mixed


def mixed_as_file(pixels: Bytes, below: NDArray[np.float32]) -> Bytes:
    """Pixels that look, mixed sRGB-encoded over a colour, as these do mixed as light: the way back."""
    values = pixels.astype(np.float32) / np.float32(255.0)
    alpha = values[..., 3:]
    part = np.maximum(alpha, LEAST)
    seen = all_encoded(part * all_linear(values[..., :3]) + (1 - part) * all_linear(below))
    own = np.clip((seen - (1 - part) * below) / part, 0.0, 1.0)
    mixed: Bytes = np.rint(np.concatenate((own, alpha), axis=2) * 255).astype(np.uint8)
    return mixed
