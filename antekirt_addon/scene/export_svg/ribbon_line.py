# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, curves and splines are of any kind
"""Curves that are flat ribbons, as imported center lines are: lines with a width."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..vector.ribbon import widths_at

MITER_LIMIT = 100.0  # of corners, which a ribbon never cuts off
ALIKE = 1e-3  # as a part: widths that differ by less are the same
UPRIGHT = 1e-3  # in radians


def is_flat(data: Any) -> bool:
    """Whether a curve lies in its plane with the width that its extrusion says."""
    return bool(
        data.dimensions == "3D"
        and data.extrude > 0
        and not data.bevel_depth
        and data.bevel_object is None
        and data.twist_mode == "Z_UP"
        and all(_lies_flat(spline) for spline in data.splines)
    )


def _lies_flat(spline: Any) -> bool:
    if spline.type != "BEZIER" or len(spline.bezier_points) < 2:
        return False
    points = _values(spline, "co", 3)
    tilts = _values(spline, "tilt", 1)
    return bool(
        np.ptp(points[:, 2]) <= ALIKE * np.ptp(points) and np.abs(tilts - math.pi / 2).max() < UPRIGHT
    )


def radius(spline: Any) -> float | None:
    """The radius that a flat spline has all along, apart from what its corners need; None: it changes."""
    if spline.type != "BEZIER" or len(spline.bezier_points) < 2:
        return None
    radii = _values(spline, "radius", 1).ravel()
    at, right, left = (_values(spline, name, 3)[:, :2] for name in ("co", "handle_right", "handle_left"))
    chain = np.stack((at, right, np.roll(left, -1, axis=0)), axis=1).reshape(-1, 2)
    chain = np.concatenate((chain, chain[:1])) if spline.use_cyclic_u else chain[:-2]
    widths = widths_at(chain, 0.0, MITER_LIMIT, closed=spline.use_cyclic_u)
    if widths is None:
        return None
    own = radii / widths
    return float(own.mean()) if np.ptp(own) <= ALIKE * own.max() else None


def _values(spline: Any, name: str, count: int) -> Any:
    values = np.empty(count * len(spline.bezier_points), np.float32)
    spline.bezier_points.foreach_get(name, values)
    return values.reshape(-1, count).astype(np.float64)
