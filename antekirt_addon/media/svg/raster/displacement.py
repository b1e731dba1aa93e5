# SPDX-License-Identifier: GPL-3.0-or-later
"""A canvas whose pixels are moved by the colours of another one (Filter Effects 1, 9.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .color_change import straight
from .paint_color import sampled

if TYPE_CHECKING:
    from ..filter_primitive import Displacement
    from .grid import Canvas


def displaced(canvas: Canvas, by: Canvas, displacement: Displacement, unit: tuple[float, float]) -> Canvas:
    """A canvas moved by another one. unit: the pixels of one unit of the filter, across and down."""
    height, width = canvas.shape[:2]
    channels = straight(by).astype(np.float64) - 0.5
    x = np.arange(width) + 0.5 + displacement.scale * unit[0] * channels[..., displacement.across]
    y = (np.arange(height) + 0.5)[:, None] + displacement.scale * unit[1] * channels[..., displacement.down]
    return sampled(canvas, x, y, is_smooth=True)
