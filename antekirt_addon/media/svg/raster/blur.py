# SPDX-License-Identifier: GPL-3.0-or-later
"""Gaussian blur as three box blurs, whose cost does not grow with their size (Filter Effects 1, 9.14)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .grid import Canvas

LEAST = 2.0  # of a deviation in pixels, for which boxes are near enough


def blurred(canvas: Canvas, across: float, down: float) -> Canvas:
    """A canvas blurred with these standard deviations in pixels."""
    for axis, deviation in ((1, across), (0, down)):
        if deviation > 0.01:
            canvas = (
                _boxes(canvas, deviation, axis) if deviation >= LEAST else _weighted(canvas, deviation, axis)
            )
    return canvas


def _weighted(canvas: Canvas, deviation: float, axis: int) -> Canvas:
    """A narrow blur, by the weights themselves."""
    reach = math.ceil(3 * deviation)
    steps = np.arange(-reach, reach + 1)
    weights = np.exp(-(steps**2) / (2 * deviation**2))
    weights /= weights.sum()
    size = canvas.shape[axis]
    result = np.zeros_like(canvas)
    for step, weight in zip(steps.tolist(), weights.tolist(), strict=True):
        if abs(step) < size:
            into, out_of = (
                slice(max(step, 0), size + min(step, 0)),
                slice(max(-step, 0), size + min(-step, 0)),
            )
            rest = (slice(None),) * axis
            result[(*rest, into)] += np.float32(weight) * canvas[(*rest, out_of)]
    return result


def _boxes(canvas: Canvas, deviation: float, axis: int) -> Canvas:
    """A wide blur: three boxes; of even ones two lie half a pixel off, one on each side."""
    width = math.floor(deviation * 3 * math.sqrt(2 * math.pi) / 4 + 0.5)
    if width % 2:
        spans = [(width // 2, width // 2)] * 3
    else:
        half = width // 2
        spans = [(half, half - 1), (half - 1, half), (half, half)]
    for before, behind in spans:
        canvas = _box(canvas, before, behind, axis)
    return canvas


def _box(canvas: Canvas, before: int, behind: int, axis: int) -> Canvas:
    """The mean of each pixel, so many before it and so many behind it."""
    size = canvas.shape[axis]
    total = np.cumsum(canvas, axis=axis, dtype=np.float64)
    total = np.concatenate((np.zeros_like(total.take([0], axis)), total), axis)
    at = np.arange(size)
    low, high = np.clip(at - before, 0, size), np.clip(at + behind + 1, 0, size)
    mean = (total.take(high, axis) - total.take(low, axis)) / (before + behind + 1)
    return mean.astype(np.float32)
