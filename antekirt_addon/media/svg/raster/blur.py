# SPDX-License-Identifier: GPL-3.0-or-later
"""Gaussian blur as three box blurs (Filter Effects 1, 9.14), a wide one on fewer pixels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .grid import Canvas

LEAST = 2.0  # of a deviation in pixels, for which boxes are near enough
ENOUGH = 6.0  # pixels of a deviation, which tell all that is left by it


def blurred(canvas: Canvas, across: float, down: float) -> Canvas:
    """A canvas blurred with these standard deviations in pixels."""
    factors = [max(1, math.floor(deviation / ENOUGH)) for deviation in (down, across)]
    if max(factors) == 1:
        return _along(_along(canvas, across, 1), down, 0)
    small = canvas
    for axis, factor in enumerate(factors):
        small = _shrunk(small, factor, axis)
    small = _along(_along(small, across / factors[1], 1), down / factors[0], 0)
    for axis, factor in enumerate(factors):
        small = _enlarged(small, factor, axis, canvas.shape[axis])
    return small


def _along(canvas: Canvas, deviation: float, axis: int) -> Canvas:
    """A canvas blurred along one axis."""
    if deviation <= 0.01:
        return canvas
    return _boxes(canvas, deviation, axis) if deviation >= LEAST else _weighted(canvas, deviation, axis)


def _weighted(canvas: Canvas, deviation: float, axis: int) -> Canvas:
    """A narrow blur, by the weights themselves."""
    reach = math.ceil(3 * deviation)
    steps = np.arange(-reach, reach + 1)
    weights = np.exp(-(steps**2) / (2 * deviation**2))
    weights /= weights.sum()
    size = canvas.shape[axis]
    padded = _padded(canvas, reach, reach, axis)
    result = np.zeros_like(canvas)
    for begin, weight in enumerate(weights.tolist()):
        result += np.float32(weight) * _part(padded, begin, begin + size, axis)
    return result


def _boxes(canvas: Canvas, deviation: float, axis: int) -> Canvas:
    """A wider blur: three boxes; of even ones two lie half a pixel off, one on each side."""
    width = math.floor(deviation * 3 * math.sqrt(2 * math.pi) / 4 + 0.5)
    half = width // 2
    spans = [(half, half)] * 3 if width % 2 else [(half, half - 1), (half - 1, half), (half, half)]
    for before, behind in spans:
        total = np.cumsum(_padded(canvas, before + 1, behind, axis), axis=axis)
        size, width = canvas.shape[axis], before + behind + 1
        canvas = _part(total, width, width + size, axis) - _part(total, 0, size, axis)
        canvas *= np.float32(1 / width)
    return canvas


def _shrunk(canvas: Canvas, factor: int, axis: int) -> Canvas:
    """So many pixels as one, their mean."""
    if factor == 1:
        return canvas
    size = -(-canvas.shape[axis] // factor)
    canvas = _padded(canvas, 0, size * factor - canvas.shape[axis], axis)
    shape = (*canvas.shape[:axis], size, factor, *canvas.shape[axis + 1 :])
    mean: Canvas = canvas.reshape(shape).mean(axis=axis + 1, dtype=np.float32)
    return mean


def _enlarged(canvas: Canvas, factor: int, axis: int, size: int) -> Canvas:
    """A canvas of so many pixels, between whose pixels it goes straight."""
    if factor == 1:
        return canvas
    place = (np.arange(size) + 0.5) / factor - 0.5
    first = np.floor(place).astype(np.int64)
    padded = _padded(canvas, 1, 1, axis)
    part = (place - first).astype(np.float32).reshape((-1, 1, 1) if axis == 0 else (1, -1, 1))
    one, other = (padded.take(first + number, axis=axis) for number in (1, 2))
    result: Canvas = one + (other - one) * part
    return result


def _padded(canvas: Canvas, before: int, behind: int, axis: int) -> Canvas:
    """A canvas with clear lines or columns around it."""
    shape = list(canvas.shape)
    shape[axis] += before + behind
    result = np.zeros(shape, np.float32)
    _part(result, before, before + canvas.shape[axis], axis)[:] = canvas
    return result


def _part(canvas: Canvas, begin: int, end: int, axis: int) -> Canvas:
    return canvas[begin:end] if axis == 0 else canvas[:, begin:end]
