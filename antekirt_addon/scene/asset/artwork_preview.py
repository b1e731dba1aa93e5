# SPDX-License-Identifier: GPL-3.0-or-later
"""A small picture of an artwork, drawn from the curves, meshes and Grease Pencil drawings that it is made of.

Blender's own preview of a collection shows it at an angle and grey, as a solid view does, and takes a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .artwork_fill import Fill, fills_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import bpy
    from numpy.typing import NDArray

SAMPLES = 3  # in each direction of a pixel


def draw(datablock: bpy.types.ID, side: int) -> Sequence[float] | None:
    """The artwork of a collection or object from above, in the middle of a square (RGBA, sRGB, rows upwards).

    None if there is nothing to see.
    """
    fills = fills_of(datablock)
    if not fills:
        return None
    ends = np.concatenate([fill.edges.reshape(-1, 2) for fill in fills])
    low, high = ends.min(axis=0), ends.max(axis=0)
    longer = float((high - low).max())
    if longer <= 0.0:
        return None
    across = side * SAMPLES
    canvas = np.zeros((across, across, 4), np.float32)
    middle = (low + high) / 2
    for fill in sorted(fills, key=lambda fill: fill.depth):
        view = _View(middle, longer / across, across)
        _paint(canvas, view, fill)
    return _shrunk(canvas, side)


class _View(NamedTuple):
    """middle: the point of the artwork in the middle. step: from one sample to the next. across: samples."""

    middle: NDArray[np.float64]
    step: float
    across: int

    def to_samples(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        return (points - self.middle) / self.step + self.across / 2

    def to_artwork(self, samples: NDArray[np.float64]) -> NDArray[np.float64]:
        return (samples - self.across / 2) * self.step + self.middle


def _paint(canvas: NDArray[np.float32], view: _View, fill: Fill) -> None:
    """Lay a colour over what is inside by the even-odd rule: with an odd number of edges to its left."""
    across, edges = view.across, view.to_samples(fill.edges)
    first = np.clip(np.floor(edges.reshape(-1, 2).min(axis=0)).astype(int), 0, across)
    last = np.clip(np.ceil(edges.reshape(-1, 2).max(axis=0)).astype(int) + 1, 0, across)
    wide, high = last - first
    if wide <= 0 or high <= 0:
        return
    (x0, y0), (x1, y1) = edges[:, 0].T, edges[:, 1].T
    top = np.clip(np.ceil(np.minimum(y0, y1) - 0.5).astype(int), first[1], last[1])
    end = np.clip(np.ceil(np.maximum(y0, y1) - 0.5).astype(int), first[1], last[1])
    counts = end - top
    edge = np.repeat(np.arange(len(edges)), counts)
    row = np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts, counts) + top[edge]
    with np.errstate(divide="ignore", invalid="ignore"):  # of level edges, which cross no row
        slope = (x1 - x0) / (y1 - y0)
    column = np.ceil(x0[edge] + (row + 0.5 - y0[edge]) * slope[edge] - 0.5)
    column = np.clip(column.astype(int) - first[0], 0, wide)
    flips = np.bincount((row - first[1]) * (wide + 1) + column, minlength=high * (wide + 1))
    inside = (np.cumsum(flips.reshape(high, wide + 1), axis=1)[:, :wide] & 1).astype(bool)
    shown = canvas[first[1] : last[1], first[0] : last[0]]
    colors = np.array([fill.color])
    if fill.gradient:
        colors = fill.gradient(view.to_artwork(np.argwhere(inside)[:, ::-1] + first + 0.5))
    alpha = colors[:, 3:]
    source = np.column_stack([colors[:, :3] * alpha, alpha])
    shown[inside] = source + shown[inside] * (1 - alpha)


def _shrunk(canvas: NDArray[np.float32], side: int) -> Sequence[float]:
    """The mean of each pixel's samples, no longer multiplied by alpha."""
    pixels = canvas.reshape(side, SAMPLES, side, SAMPLES, 4).mean(axis=(1, 3))
    pixels[..., :3] /= np.maximum(pixels[..., 3:], 1e-6)
    return np.ascontiguousarray(pixels, np.float32).ravel()  # type: ignore[return-value] # as good as a list
