# SPDX-License-Identifier: GPL-3.0-or-later
"""Each pixel as a sum of those around it: edges, emboss, sharpness (Filter Effects 1, 9.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .color_change import straight

if TYPE_CHECKING:
    from ..filter_primitive import Convolution
    from .grid import Canvas

EDGES: dict[str, Any] = {"duplicate": "edge", "wrap": "wrap", "none": "constant"}


def convolved(canvas: Canvas, convolution: Convolution, unit: tuple[float, float]) -> Canvas:
    """What a convolution makes of a canvas. unit: the pixels of one unit of the filter, across and down.

    A step of the kernel may be several pixels long; then it takes their means.
    """
    height, width = canvas.shape[:2]
    across, down = (
        min(max(1, round(step * scale)), size)
        for step, scale, size in zip(convolution.step, unit, (width, height), strict=True)
    )
    source = straight(canvas) if convolution.keeps_alpha else canvas
    columns, rows = convolution.columns, len(convolution.kernel) // convolution.columns
    left, above = convolution.target[0] * across, convolution.target[1] * down
    margin = [(above, (rows - 1) * down - above), (left, (columns - 1) * across - left), (0, 0)]
    padded = np.pad(_mean(source, across, down), margin, EDGES[convolution.edge])
    result = np.zeros_like(canvas)
    for number, factor in enumerate(convolution.kernel):
        if factor:
            y, x = number // columns * down, number % columns * across
            result += np.float32(factor) * padded[y : y + height, x : x + width]
    # Browsers add the bias to alpha too, whatever it is there.
    alpha = canvas[..., 3:] if convolution.keeps_alpha else result[..., 3:] + convolution.bias
    color = result[..., :3] + convolution.bias * alpha
    alpha = np.clip(alpha, 0.0, 1.0)
    color = np.clip(color, 0.0, 1.0) * alpha if convolution.keeps_alpha else np.clip(color, 0.0, alpha)
    return np.concatenate((color, alpha), axis=2, dtype=np.float32)


def _mean(canvas: Canvas, across: int, down: int) -> Canvas:
    """For each pixel the mean of those within a step around it."""
    for axis, length in enumerate((down, across)):
        if length == 1:
            continue
        margin = [((length - 1) // 2 + 1, length // 2) if number == axis else (0, 0) for number in range(3)]
        total = np.cumsum(np.pad(canvas, margin, "edge"), axis=axis, dtype=np.float64)
        first, last = (
            np.take(total, range(start, start + canvas.shape[axis]), axis=axis) for start in (0, length)
        )
        canvas = ((last - first) / length).astype(np.float32)
    return canvas
