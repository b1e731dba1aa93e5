# SPDX-License-Identifier: GPL-3.0-or-later
"""Where level lines at whole numbers y cross polygons, for filling them by the even-odd rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...arrays import ranges, run_of_item

if TYPE_CHECKING:
    from ...arrays import Floats, Integers


def scanline_crossings(
    start: Floats, end: Floats, low: float = -np.inf, high: float = np.inf
) -> tuple[Integers, Integers, Floats]:
    """Each crossing's edge, row and x; rows from low to before high.

    An edge owns the row at its lower end but not that at its upper one, so that each row crosses a closed
    polygon an even number of times, and level edges nowhere.
    """
    first = np.ceil(np.clip(np.minimum(start[:, 1], end[:, 1]), low, high)).astype(np.int64)
    last = np.ceil(np.clip(np.maximum(start[:, 1], end[:, 1]), low, high)).astype(np.int64)
    count = last - first
    edge, row = run_of_item(count), ranges(first, count)
    rise = end[:, 1] - start[:, 1]
    slope = np.divide(end[:, 0] - start[:, 0], rise, out=np.zeros(len(start)), where=rise != 0)
    return edge, row, start[edge, 0] + (row - start[edge, 1]) * slope[edge]
