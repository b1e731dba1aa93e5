# SPDX-License-Identifier: GPL-3.0-or-later
"""Perlin's noise with the very numbers of the specification (Filter Effects 1, 9.21)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from .affine import inverse

if TYPE_CHECKING:
    from ...arrays import Floats, Integers
    from ..filter_primitive import Turbulence
    from ..paint import Matrix
    from .grid import Canvas

SIZE = 256
FAR = 4096.0  # keeps lattice numbers positive
MODULUS, FACTOR, QUOTIENT, REST = 2147483647, 16807, 127773, 2836  # of the specification's random numbers


def noise(turbulence: Turbulence, to_pixels: Matrix, width: int, height: int) -> Canvas:
    """A canvas of noise. to_pixels: maps the units of the filter to its pixels."""
    m = inverse(to_pixels)
    column, row = np.arange(width) + 0.5, (np.arange(height) + 0.5)[:, None]
    x = (m.a * column + m.c * row + m.e) * turbulence.across
    y = (m.b * column + m.d * row + m.f) * turbulence.down
    lattice, gradients = _tables(turbulence.seed)
    result = np.zeros((height, width, 4))
    for octave in range(turbulence.octaves):
        ratio = float(1 << octave)
        for channel in range(4):
            value = _at(lattice, gradients[channel], x * ratio, y * ratio)
            result[..., channel] += (value if turbulence.is_fractal else np.abs(value)) / ratio
    if turbulence.is_fractal:
        result = (result + 1.0) / 2.0
    result = np.clip(result, 0.0, 1.0)
    result[..., :3] *= result[..., 3:]
    return result.astype(np.float32)


@lru_cache(maxsize=8)
def _tables(seed: int) -> tuple[Integers, Floats]:
    """The shuffled lattice, and for each channel the gradients (514, 2) at its numbers."""
    seed = -(seed % (MODULUS - 1)) + 1 if seed <= 0 else min(seed, MODULUS - 1)
    gradients = np.empty((4, SIZE, 2))
    lattice = list(range(SIZE))
    for channel in range(4):
        for index in range(SIZE):
            for axis in range(2):
                seed = _following(seed)
                gradients[channel, index, axis] = (seed % (2 * SIZE) - SIZE) / SIZE
    gradients /= np.maximum(np.hypot(gradients[..., 0], gradients[..., 1])[..., None], 1e-9)
    for index in range(SIZE - 1, 0, -1):
        seed = _following(seed)
        other = seed % SIZE
        lattice[index], lattice[other] = lattice[other], lattice[index]
    return np.array([*lattice, *lattice, *lattice[:2]]), gradients


def _following(seed: int) -> int:
    seed = FACTOR * (seed % QUOTIENT) - REST * (seed // QUOTIENT)
    return seed if seed > 0 else seed + MODULUS


def _at(lattice: Integers, gradients: Floats, x: Floats, y: Floats) -> Floats:
    """Two-dimensional gradient noise at points."""
    x, y = x + FAR, y + FAR
    left, top = np.floor(x), np.floor(y)
    rx, ry = x - left, y - top
    column, row = left.astype(np.int64) % SIZE, top.astype(np.int64) % SIZE
    along = lattice[column], lattice[(column + 1) % SIZE]
    below = (row + 1) % SIZE
    corners = [lattice[a + r] for a in along for r in (row, below)]
    sx, sy = rx * rx * (3 - 2 * rx), ry * ry * (3 - 2 * ry)
    offsets = [(rx - i, ry - j) for i in (0, 1) for j in (0, 1)]
    values = [
        gradients[corner, 0] * dx + gradients[corner, 1] * dy
        for corner, (dx, dy) in zip(corners, offsets, strict=True)
    ]
    upper = values[0] + sx * (values[2] - values[0])
    lower = values[1] + sx * (values[3] - values[1])
    result: Floats = upper + sy * (lower - upper)
    return result
