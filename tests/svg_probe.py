# SPDX-License-Identifier: GPL-3.0-or-later
"""Which points lie inside of rings, asked in the plainest way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from antekirt_addon.media.arrays import Floats, Integers


def within(ring: Floats, probes: Floats) -> Integers:
    """1 for each probe (n, 2) inside of a ring (m, 2), else 0."""
    a, b = ring, np.roll(ring, -1, axis=0)
    x, y = probes[:, :1], probes[:, 1:]
    spans = (a[:, 1] > y) != (b[:, 1] > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = a[:, 0] + (y - a[:, 1]) * (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1])
    inside: Integers = (spans & (crossing > x)).sum(axis=1) % 2
    return inside


def twice_area(ring: Floats | Integers) -> float:
    """Twice the area of a ring (n, 2), negative if it runs clockwise where y is up."""
    x, y = ring.T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1))
