# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours that depend on where a point lies, as a texture: as fine as they need, along the way they change.

The texture lies in the plane of the shape, turned so that a linear gradient changes along one of its sides
alone: a few pixels high then, it is exact. Each side is doubled until what is blended between the pixels is
what was meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from .picture_copy import Pixels

    Floats = NDArray[np.float64]
    Colors = Callable[[Floats], Floats]  # positions (n, 3) → sRGB-encoded colours with alpha (n, 4)

FEWEST, MOST, MOST_PIXELS = 4, 4096, 1 << 20
PROBES = 48  # to a side, to see which way the colours change
ENOUGH = 0.15 / 255  # mean error


def bake(positions: Floats, colors: Colors) -> tuple[Pixels, Floats]:
    """The texture for positions (n, 3), and where on it each lies: (n, 2), 0 to 1."""
    depth = float(positions[:, 2].mean())
    axes = _axes(positions[:, :2], lambda points: colors(_at_depth(points, depth)))
    along = positions[:, :2] @ axes
    low = along.min(0)
    extent = np.maximum(along.max(0) - low, 1e-9)

    def sampled(u: Floats, v: Floats) -> Floats:
        grid = np.stack(np.meshgrid(u, v), axis=-1) * extent + low
        flat = colors(_at_depth(grid.reshape(-1, 2) @ axes.T, depth))
        return flat.reshape(len(v), len(u), 4)

    width = height = FEWEST
    pixels = sampled(_centers(width), _centers(height))
    for _ in range(24):
        wide, high = _errors(pixels, sampled)
        can_widen = width < MOST and width * height < MOST_PIXELS and wide > ENOUGH
        can_heighten = height < MOST and width * height < MOST_PIXELS and high > ENOUGH
        if not (can_widen or can_heighten):
            break
        if can_widen and (wide >= high or not can_heighten):
            width *= 2
        else:
            height *= 2
        pixels = sampled(_centers(width), _centers(height))
    size = np.array([width, height])
    return pixels, ((along - low) / extent * (size - 1) + 0.5) / size


def _at_depth(points: Floats, depth: float) -> Floats:
    return np.column_stack([points, np.full(len(points), depth)])


def _centers(count: int) -> Floats:
    """Where the middles of so many pixels lie, the first at the beginning and the last at the end."""
    return np.linspace(0.0, 1.0, count)


def _errors(pixels: Floats, sampled: Callable[[Floats, Floats], Floats]) -> tuple[float, float]:
    """How far a blend half-way between pixels is from what is meant there, along each side."""
    height, width, _ = pixels.shape
    u, v = _centers(width), _centers(height)
    between_u, between_v = (u[1:] + u[:-1]) / 2, (v[1:] + v[:-1]) / 2
    wide = np.abs((pixels[:, 1:] + pixels[:, :-1]) / 2 - sampled(between_u, v)).mean()
    high = np.abs((pixels[1:] + pixels[:-1]) / 2 - sampled(u, between_v)).mean()
    return float(wide), float(high)


def _axes(points: Floats, colors: Colors) -> Floats:
    """Two directions, as columns: that along which the colours change most, and across it."""
    low, high = points.min(0), points.max(0)
    step = float((high - low).max()) / PROBES or 1.0
    grid = np.stack(
        np.meshgrid(*(np.arange(a, b + step, step) for a, b in zip(low, high, strict=True))), axis=-1
    )
    shown = colors(grid.reshape(-1, 2)).reshape(*grid.shape[:2], 4)
    if min(shown.shape[:2]) < 2:
        return np.eye(2)
    across, along = np.diff(shown, axis=1)[:-1], np.diff(shown, axis=0)[:, :-1]
    tensor = np.array(
        [[(across * across).sum(), (across * along).sum()], [(across * along).sum(), (along * along).sum()]]
    )
    _, vectors = np.linalg.eigh(tensor)
    axes: Floats = vectors[:, ::-1]  # the largest first
    return axes
