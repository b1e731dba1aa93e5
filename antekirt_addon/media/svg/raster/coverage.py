# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of each pixel an outline covers: exact across, by some lines to a pixel down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..geometry.flatten import flatten_all
from ..geometry.scanline import scanline_crossings
from .grid import Patch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...arrays import Floats, Integers
    from ..shape import Points, Rule

LINES = 4  # to a pixel
TOLERANCE = 0.1  # pixels


def coverage(chains: Sequence[Points], rule: Rule, width: int, height: int) -> Patch | None:
    """What closed chains, in pixels, cover of a canvas; None for nothing."""
    lines = flatten_all(chains, np.full(len(chains), TOLERANCE))
    points = lines.points
    low, high = np.floor(points.min(axis=0)), np.ceil(points.max(axis=0))
    left, right = (int(np.clip(value, 0, width)) for value in (low[0], high[0]))
    top, bottom = (int(np.clip(value, 0, height)) for value in (low[1], high[1]))
    if left >= right or top >= bottom:
        return None
    points = np.column_stack((np.clip(points[:, 0], left, right) - left, (points[:, 1] - top) * LINES - 0.5))
    inner = np.ones(len(points), np.bool_)
    inner[lines.starts[1:] - 1] = False
    first = np.flatnonzero(inner)
    begin, end = points[first], points[first + 1]
    edge, line, x = scanline_crossings(begin, end, 0, (bottom - top) * LINES)
    starts, ends = _spans(line, x, np.where(end[edge, 1] > begin[edge, 1], 1, -1), rule)
    shape = (bottom - top, right - left)
    return Patch(top, left, _filled(line[starts] // LINES, x[starts], x[ends], shape))


def _spans(line: Integers, x: Floats, turn: Integers, rule: Rule) -> tuple[Integers, Integers]:
    """The crossings where the inside begins and those where it ends, in pairs; turn: +1 or -1 for each."""
    order = np.lexsort((x, line))
    # Each line crosses closed chains as often down as up, so that the next one begins at 0 again.
    winding = np.cumsum(turn[order])
    inside = winding != 0 if rule == "NONZERO" else winding & 1 == 1
    before = np.concatenate(([False], inside[:-1]))
    return order[inside & ~before], order[before & ~inside]


def _filled(row: Integers, begin: Floats, end: Floats, shape: tuple[int, int]) -> np.ndarray:
    """The share of each pixel that spans cover, each a line's part of its row."""
    height, width = shape
    change = np.zeros(height * (width + 2))
    for x, sign in ((begin, 1.0), (end, -1.0)):
        column = np.floor(x).astype(np.int64)
        rest = x - column
        at = row * (width + 2) + column
        change += np.bincount(at, weights=sign * (1 - rest), minlength=len(change))
        change += np.bincount(at + 1, weights=sign * rest, minlength=len(change))[: len(change)]
    share = np.cumsum(change.reshape(height, width + 2), axis=1)[:, :width] / LINES
    return np.clip(share, 0.0, 1.0).astype(np.float32)
