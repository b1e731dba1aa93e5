# SPDX-License-Identifier: GPL-3.0-or-later
"""How a difference at an edge fades away from it: detail at once, what is wide slowly.

That is the membrane of Pérez, Gangnet and Blake, "Poisson Image Editing" (2003), for an edge that runs down
the rows of a strip: a wave along it fades with its own length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from ..arrays import Integers
    from .shown_pixels import Values


def membrane(edge: Values, begin: Integers, wide: int, *, is_ring: bool) -> Values:
    """For each row and column what is left of an edge's difference, which is nothing at the last column.

    edge: the difference in each row. begin: the first column behind the edge.
    """
    rows = len(edge)
    around: Any = edge if is_ring else np.concatenate([edge, edge[::-1]])  # which ends as it begins
    waves = np.fft.rfft(around, axis=0)
    speed = 2 * np.pi * np.arange(len(waves))[:, None] / len(around)
    column = np.arange(wide)
    found = np.zeros((rows, wide, edge.shape[1]), np.float32)
    for distance in range(wide - int(begin.min())):
        faded = np.fft.irfft(waves * np.exp(-speed * (distance + 0.5)), len(around), axis=0)[:rows]
        row = np.flatnonzero(begin + distance < wide)
        found[row, begin[row] + distance] = faded[row]
    way = (column - begin[:, None]) / np.maximum(1, wide - 1 - begin[:, None])
    found *= (1 - ease(way))[..., None]
    return found


def smoothed(rows: Values, reach: int, *, is_ring: bool) -> Values:
    """Rows averaged with those around, so many on either side, twice over."""
    reach = min(reach, (len(rows) - 1) // 2)
    for _ in range(2):
        around = np.pad(rows, ((reach + 1, reach), (0, 0)), mode="wrap" if is_ring else "edge")
        total: Any = np.cumsum(around, axis=0, dtype=np.float64)
        rows = ((total[2 * reach + 1 :] - total[: -2 * reach - 1]) / (2 * reach + 1)).astype(np.float32)
    return rows


def ease(way: Any) -> Any:  # noqa: ANN401 - of arrays
    """From 0 to 1, level at both ends."""
    way = np.clip(way, 0.0, 1.0)
    return way * way * (3 - 2 * way)
