# SPDX-License-Identifier: GPL-3.0-or-later
"""The colours of paints at the middles of pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..paint import Gradient, Solid
from .affine import after, inverse

if TYPE_CHECKING:
    from ...arrays import Floats
    from ..paint import Matrix, Paint
    from .grid import Canvas, Grid, Patch


def colors(paint: Paint, grid: Grid, patch: Patch) -> Canvas:
    """A paint's premultiplied colours at the pixels of a patch; the pixels of a picture must be known.

    A solid colour comes as one pixel.
    """
    if isinstance(paint, Solid):
        color = np.array([[(paint.red, paint.green, paint.blue, paint.alpha)]], np.float32)
        color[..., :3] *= color[..., 3:]
        return color
    to_root = inverse(grid.from_root)
    if isinstance(paint, Gradient):
        return _gradient(paint, *_middles(after(paint.to_gradient, to_root), patch))
    pixels = paint.content
    assert not isinstance(pixels, bytes)
    x, y = _middles(after(paint.to_picture, to_root), patch)
    found = sampled(
        _premultiplied(pixels), x * pixels.shape[1], y * pixels.shape[0], is_smooth=paint.is_smooth
    )
    found *= np.float32(paint.alpha)
    return found


def _middles(matrix: Matrix, patch: Patch) -> tuple[Floats, Floats]:
    """Where the middles of a patch's pixels lie after a map, (height, width) both."""
    height, width = patch.coverage.shape
    x = patch.left + 0.5 + np.arange(width)
    y = (patch.top + 0.5 + np.arange(height))[:, None]
    return matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f


def _gradient(gradient: Gradient, x: Floats, y: Floats) -> Canvas:
    t = x if gradient.kind == "LINEAR" else _radial(x, y, gradient.focus)
    if gradient.spread == "REPEAT":
        t = t % 1.0
    elif gradient.spread == "REFLECT":
        t = 1.0 - np.abs(t % 2.0 - 1.0)
    offsets = [stop.offset for stop in gradient.stops]
    values = np.array([(s.color.red, s.color.green, s.color.blue, s.color.alpha) for s in gradient.stops])
    result = np.empty((*t.shape, 4), np.float32)
    for channel in range(4):
        result[..., channel] = np.interp(t, offsets, values[:, channel])
    result[..., :3] *= result[..., 3:]
    return result


def _radial(x: Floats, y: Floats, focus: tuple[float, float]) -> Floats:
    """t where a point lies on the circle of radius t around focus · (1 - t) (SVG 1.1, 13.2.3)."""
    if focus == (0.0, 0.0):
        return np.hypot(x, y)
    rest = 1.0 - focus[0] ** 2 - focus[1] ** 2
    dx, dy = x - focus[0], y - focus[1]
    across = dx * focus[0] + dy * focus[1]
    t: Floats = (across + np.sqrt(across * across + (dx * dx + dy * dy) * rest)) / rest
    return t


def _premultiplied(pixels: np.ndarray) -> Canvas:
    """Pixels of 8 bits with straight alpha as a canvas."""
    result = pixels.astype(np.float32) / np.float32(255.0)
    result[..., :3] *= result[..., 3:]
    return result


def sampled(pixels: Canvas, x: Floats, y: Floats, *, is_smooth: bool) -> Canvas:
    """A canvas at points of its own units, clear outside of it."""
    height, width = pixels.shape[:2]
    outside = (x < 0) | (y < 0) | (x > width) | (y > height)
    if is_smooth:
        x, y = x - 0.5, y - 0.5
        column, row = np.floor(x), np.floor(y)
        across, down = ((v - w).astype(np.float32)[..., None] for v, w in ((x, column), (y, row)))
        left, right = (np.clip(column + k, 0, width - 1).astype(np.int64) for k in (0, 1))
        top, bottom = (np.clip(row + k, 0, height - 1).astype(np.int64) for k in (0, 1))
        upper = pixels[top, left] * (1 - across) + pixels[top, right] * across
        lower = pixels[bottom, left] * (1 - across) + pixels[bottom, right] * across
        result: Canvas = upper * (1 - down) + lower * down
    else:
        result = pixels[
            np.clip(np.floor(y), 0, height - 1).astype(np.int64),
            np.clip(np.floor(x), 0, width - 1).astype(np.int64),
        ]
    result[outside] = 0.0
    return result
