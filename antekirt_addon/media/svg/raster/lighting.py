# SPDX-License-Identifier: GPL-3.0-or-later
"""Canvases lit as if their alpha were a height (Filter Effects 1, 9.12 and 10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .affine import mapped

if TYPE_CHECKING:
    from ..filter_primitive import Lamp, Lighting
    from ..paint import Matrix
    from .grid import Canvas, Coverage

SLOPE = np.array([-1.0, 0.0, 1.0], np.float32)  # Sobel's
WEIGHTS = np.array([1.0, 2.0, 1.0], np.float32) / 4


def lit(canvas: Canvas, lighting: Lighting, to_pixels: Matrix, color: Canvas) -> Canvas:
    """What the light of a lamp makes of a canvas. color: of the light, (3,), as the canvas mixes colours."""
    unit = abs(to_pixels.a * to_pixels.d - to_pixels.b * to_pixels.c) ** 0.5
    height = canvas[..., 3] * np.float32(lighting.surface_scale * unit)
    normal = _normals(height)
    light, strength = _light(height, lighting.lamp, to_pixels, unit)
    color = color * strength[..., None]
    if lighting.is_specular:
        half = light + np.array([0.0, 0.0, 1.0], np.float32)
        half /= np.maximum(np.linalg.norm(half, axis=-1, keepdims=True), 1e-6)
        amount = np.maximum((normal * half).sum(axis=-1), 0.0) ** lighting.exponent
        shown = np.clip(lighting.constant * amount[..., None] * color, 0.0, 1.0)
        alpha = shown.max(axis=-1, keepdims=True)
        return np.concatenate((shown, alpha), axis=-1).astype(np.float32)
    amount = np.maximum((normal * light).sum(axis=-1), 0.0)
    shown = np.clip(lighting.constant * amount[..., None] * color, 0.0, 1.0)
    return np.concatenate((shown, np.ones_like(shown[..., :1])), axis=-1).astype(np.float32)


def _normals(height: Coverage) -> Canvas:
    """The directions of length 1 in which a surface faces, (height, width, 3)."""
    padded = np.pad(height, 1, mode="edge")
    result = np.ones((*height.shape, 3), np.float32)
    rows, columns = height.shape
    kernels = ((SLOPE, WEIGHTS), (WEIGHTS, SLOPE))
    for axis in range(2):
        across, down = kernels[axis]
        slope = np.zeros_like(height)
        for row in range(3):
            for column in range(3):
                factor = across[column] * down[row] / 2
                if factor:
                    slope += factor * padded[row : row + rows, column : column + columns]
        result[..., axis] = -slope
    result /= np.linalg.norm(result, axis=-1, keepdims=True)
    return result


def _light(height: Coverage, lamp: Lamp, to_pixels: Matrix, unit: float) -> tuple[Canvas, Coverage]:
    """For each pixel the direction to the lamp, of length 1, and how much of its light gets there."""
    rows, columns = height.shape
    even = np.ones_like(height)
    if lamp.position is None:
        direction = np.array(lamp.direction, np.float32)
        return np.broadcast_to(direction, (rows, columns, 3)), even
    (place,) = mapped(to_pixels, np.array([lamp.position[:2]]))
    light = np.empty((rows, columns, 3), np.float32)
    light[..., 0] = place[0] - (np.arange(columns) + 0.5)
    light[..., 1] = place[1] - (np.arange(rows) + 0.5)[:, None]
    light[..., 2] = lamp.position[2] * unit - height
    light /= np.maximum(np.linalg.norm(light, axis=-1, keepdims=True), 1e-6)
    if lamp.target is None:
        return light, even
    ends = mapped(to_pixels, np.array([lamp.position[:2], lamp.target[:2]]))
    axis = np.array([*(ends[1] - ends[0]), (lamp.target[2] - lamp.position[2]) * unit], np.float32)
    axis /= max(float(np.linalg.norm(axis)), 1e-6)
    along = np.maximum(-(light @ axis), 0.0)
    spot = along**lamp.exponent
    if lamp.least_cosine is not None:
        spot = np.where(along < lamp.least_cosine, 0.0, spot)
    return light, spot.astype(np.float32)
