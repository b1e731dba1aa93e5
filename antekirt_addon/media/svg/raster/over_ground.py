# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures with what lies beneath them in themselves: Blender shows no Grease Pencil through a surface."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..error import Stopped
from ..paint import Matrix, Picture
from .affine import after, inverse, mapped
from .grid import Grid
from .plane_picture import drawn
from .read_picture import nobody_decodes, with_pixels

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ...arrays import Bytes, Floats
    from ..shape import Artwork, Shape
    from .read_picture import Decode

CORNERS = np.array([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)])


def with_grounds(artwork: Artwork, stop: Callable[[], bool], decode: Decode = nobody_decodes) -> Artwork:
    """The artwork, whose pictures let light through only where nothing is beneath them.

    Raises Stopped soon after stop() says so.
    """
    shapes = list(artwork.shapes)
    if not any(isinstance(shape.paint, Picture) and not shape.paint.is_opaque for shape in shapes):
        return artwork
    boxes = np.array([_box([subpath.points for subpath in shape.subpaths]) for shape in shapes])
    for number, shape in enumerate(artwork.shapes):
        if stop():
            raise Stopped
        if isinstance(shape.paint, Picture) and not shape.paint.is_opaque:
            low, high = _box([mapped(inverse(shape.paint.to_picture), CORNERS)])
            meets = ((boxes[:number, 0] < high) & (boxes[:number, 1] > low)).all(axis=1)
            below = [artwork.shapes[nth] for nth in np.flatnonzero(meets).tolist()]
            shapes[number] = replace(shape, paint=_over(shape.paint, below, stop, decode))
    return replace(artwork, shapes=tuple(shapes))


def _over(picture: Picture, below: Sequence[Shape], stop: Callable[[], bool], decode: Decode) -> Picture:
    """A picture over some shapes; as it is if there are none, or if its file cannot be read."""
    readable = with_pixels(picture, decode) if below else None
    if not isinstance(readable, Picture):
        return picture
    pixels = readable.content
    assert not isinstance(pixels, bytes)
    height, width = pixels.shape[:2]
    grid = Grid(after(Matrix(width, 0.0, 0.0, height), picture.to_picture), width, height)
    own = pixels.astype(np.float32) / np.float32(255)
    own[..., 3] *= np.float32(picture.alpha)
    own[..., :3] *= own[..., 3:]
    own += drawn(below, grid, stop, decode) * (1 - own[..., 3:])
    own[..., :3] /= np.maximum(own[..., 3:], np.float32(1e-6))
    result: Bytes = np.rint(np.clip(own, 0.0, 1.0) * 255).astype(np.uint8)
    return replace(picture, content=result, alpha=1.0, is_opaque=bool((result[..., 3] == 255).all()))


def _box(parts: Sequence[Floats]) -> tuple[Floats, Floats]:
    points = np.concatenate(parts)
    return points.min(axis=0), points.max(axis=0)
