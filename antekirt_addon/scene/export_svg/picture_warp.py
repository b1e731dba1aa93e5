# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures that are seen in perspective, drawn anew: SVG has no map for that but the affine ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ...media.arrays import Bytes, Floats

FINER = 2.0  # pixels for each unit of the page
MOST_PIXELS = 2048  # on a side
EXACT = 1e-3  # of the picture's side: how far a map may be off


def projective(unit: Floats, points: Floats) -> Floats | None:
    """The projective map (3, 3) from points of a unit square to those of the page; None if there is none."""
    u, v = unit.T
    x, y = points.T
    one, zero = np.ones(len(u)), np.zeros(len(u))
    rows = np.concatenate(
        [
            np.column_stack([u, v, one, zero, zero, zero, -x * u, -x * v, -x]),
            np.column_stack([zero, zero, zero, u, v, one, -y * u, -y * v, -y]),
        ]
    )
    if len(rows) < 8:
        return None
    found: Floats = np.linalg.svd(rows)[2][-1].reshape(3, 3)
    seen = np.column_stack([u, v, one]) @ found.T
    if (seen[:, 2] == 0).any():
        return None
    off = np.abs(seen[:, :2] / seen[:, 2:] - points).max()
    return found if off <= EXACT * np.ptp(points, axis=0).max() else None


def warped(pixels: Bytes, to_page: Floats, low: Floats, high: Floats) -> Bytes:
    """The part of the page from low to high as pixels, of a picture (height, width, 4) that lies on it so."""
    size = high - low
    finer = min(FINER, MOST_PIXELS / float(size.max()))
    wide, high_pixels = (max(1, int(np.ceil(side * finer))) for side in size)
    x = low[0] + (np.arange(wide) + 0.5) * size[0] / wide
    y = low[1] + (np.arange(high_pixels) + 0.5) * size[1] / high_pixels
    back = np.linalg.inv(to_page)
    seen = np.stack([*np.meshgrid(x, y), np.ones((high_pixels, wide))], axis=-1) @ back.T
    unit = seen[..., :2] / np.where(seen[..., 2:] == 0, 1.0, seen[..., 2:])
    rows, columns = pixels.shape[:2]
    shrunk = _shrunk(pixels, max(1, min(columns // max(wide, 1), rows // max(high_pixels, 1))))
    return _sampled(shrunk, unit[..., 0] * shrunk.shape[1] - 0.5, unit[..., 1] * shrunk.shape[0] - 0.5)


def _shrunk(pixels: Bytes, times: int) -> Floats:
    """Pixels with their colors multiplied by their alpha, so many of a line and of a column as one."""
    values = pixels.astype(np.float64) / 255
    values[..., :3] *= values[..., 3:]
    rows, columns = (side // times * times for side in values.shape[:2])
    parts = values[:rows, :columns].reshape(rows // times, times, columns // times, times, 4)
    mean: Floats = parts.mean(axis=(1, 3))
    return mean


def _sampled(values: Floats, x: Floats, y: Floats) -> Bytes:
    """The values at places between pixels, as straight pixels."""
    rows, columns = values.shape[:2]
    left, top = np.floor(x), np.floor(y)
    a, b = (x - left)[..., None], (y - top)[..., None]

    def at(row: Floats, column: Floats) -> Floats:
        found: Floats = values[
            np.clip(row, 0, rows - 1).astype(np.int64), np.clip(column, 0, columns - 1).astype(np.int64)
        ]
        return found

    mixed = (at(top, left) * (1 - a) + at(top, left + 1) * a) * (1 - b)
    mixed += (at(top + 1, left) * (1 - a) + at(top + 1, left + 1) * a) * b
    mixed[..., :3] /= np.maximum(mixed[..., 3:], 1e-9)
    result: Bytes = np.rint(np.clip(mixed, 0.0, 1.0) * 255).astype(np.uint8)
    return result
