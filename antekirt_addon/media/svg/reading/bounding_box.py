# SPDX-License-Identifier: GPL-3.0-or-later
"""The box that a geometry fills, tight around its curves (SVG 1.1, 7.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..paint import Matrix

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..shape import Points, Subpath


class Box(NamedTuple):
    """Left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def to_unit(self) -> Matrix:
        """The map of the unit square onto the box (what objectBoundingBox units are made of)."""
        return Matrix(self.right - self.left, 0.0, 0.0, self.bottom - self.top, self.left, self.top)


def bounds(subpaths: Iterable[Subpath]) -> Box | None:
    """The box around all curves; None if there are none."""
    boxes = [_curve_bounds(subpath.points) for subpath in subpaths]
    return _union(boxes)


def _union(boxes: Iterable[Box]) -> Box | None:
    """The box around all boxes; None if there are none."""
    sides = list(zip(*boxes, strict=True))
    if not sides:
        return None
    return Box(min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))


def _curve_bounds(points: Points) -> Box:
    """The box around one chain of curves."""
    low, high = points[::3].min(axis=0), points[::3].max(axis=0)
    if ((points < low) | (points > high)).any():
        extremes = _turning_points(points)
        low = np.minimum(low, extremes.min(axis=0))
        high = np.maximum(high, extremes.max(axis=0))
    return Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def _turning_points(points: Points) -> Points:
    """The curves' points where x or y turns round: roots of the derivative 3(a·t² + b·t + c)."""
    start, first, second, end = points[:-1:3], points[1::3], points[2::3], points[3::3]
    a = end - 3.0 * second + 3.0 * first - start
    b = 2.0 * (start - 2.0 * first + second)
    c = first - start
    with np.errstate(all="ignore"):
        root = np.sqrt(np.maximum(b * b - 4.0 * a * c, 0.0))
        q = -0.5 * (b + np.where(b < 0.0, -root, root))
        times = np.stack([q / a, c / q])  # the way to solve it without cancellation
    times = np.clip(np.nan_to_num(times, nan=0.0, posinf=0.0, neginf=0.0), 0.0, 1.0)
    rest = 1.0 - times
    values = rest**3 * start + 3.0 * rest**2 * times * first + 3.0 * rest * times**2 * second + times**3 * end
    return values.reshape(-1, 2)
