# SPDX-License-Identifier: GPL-3.0-or-later
"""The way from the first row to the last that crosses what costs least, by dynamic programming.

From row to row it goes straight or one column aside. costs: rows first, columns last; what stands between
are cuts of their own, found side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..arrays import Integers


def _totals(costs: NDArray[np.float32]) -> NDArray[np.float32]:
    """For each place the cost of the cheapest way to it."""
    totals: Any = costs.copy()
    for row in range(1, len(totals)):
        before = totals[row - 1]
        cheapest = before.copy()
        np.minimum(cheapest[..., 1:], before[..., :-1], out=cheapest[..., 1:])
        np.minimum(cheapest[..., :-1], before[..., 1:], out=cheapest[..., :-1])
        totals[row] += cheapest
    return totals  # type: ignore[no-any-return]


def cost(costs: NDArray[np.float32]) -> Any:  # noqa: ANN401 - a number for each cut
    """What the cheapest cut costs."""
    return _totals(costs)[-1].min(axis=-1)


def open_cut(costs: NDArray[np.float32]) -> Integers:
    """The column of the cheapest cut in each row."""
    totals = _totals(costs)
    columns = np.empty(len(costs), np.int64)
    columns[-1] = column = int(totals[-1].argmin())
    for row in range(len(costs) - 2, -1, -1):
        low = max(0, column - 1)
        columns[row] = column = low + int(totals[row, low : column + 2].argmin())
    return columns


def closed_cut(costs: NDArray[np.float32]) -> Integers:
    """The same where the first row follows the last one.

    It passes where the open one does in the middle, far from the ends that make that one different.
    """
    middle = len(costs) // 2
    column = int(open_cut(costs)[middle])
    around: Any = np.concatenate([costs[middle:], costs[: middle + 1]])
    for row in (0, -1):
        around[row, :column] = around[row, column + 1 :] = np.inf
    return np.roll(open_cut(around)[:-1], middle)
