# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures made thicker or thinner: the greatest or least around each pixel (Filter Effects 1, 9.18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .grid import Canvas


def thickened(canvas: Canvas, across: int, down: int, *, is_thicker: bool) -> Canvas:
    """A canvas by its greatest (or least) values within so many pixels."""
    if across <= 0 and down <= 0:
        return canvas
    choose = np.maximum if is_thicker else np.minimum
    for axis, radius in ((1, across), (0, down)):
        canvas = _along(canvas, radius, axis, choose)
    return canvas


def _along(canvas: Canvas, radius: int, axis: int, choose: np.ufunc) -> Canvas:
    """By doubling: the best of 2, 4, 8 … pixels, until two such runs fill the window."""
    size = canvas.shape[axis]
    radius = min(radius, size)
    margin = [(radius, radius) if number == axis else (0, 0) for number in range(3)]
    run = np.pad(canvas, margin)
    window, length = 2 * radius + 1, 1
    while 2 * length <= window:
        run = choose(_part(run, axis, 0, run.shape[axis] - length), _part(run, axis, length, run.shape[axis]))
        length *= 2
    rest = window - length
    best: Canvas = choose(_part(run, axis, 0, size), _part(run, axis, rest, rest + size))
    return best


def _part(canvas: Canvas, axis: int, begin: int, end: int) -> Canvas:
    return canvas[begin:end] if axis == 0 else canvas[:, begin:end]
