# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours of a canvas changed one by one: encoded or linear, by a matrix, by curves (Filter Effects 1)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from ...srgb import all_encoded, all_linear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..filter_primitive import Curve
    from .grid import Canvas

STEPS = 1 << 16  # of a channel, finer than the 8 bits that come of it, also where the curve is steepest


def linear(canvas: Canvas) -> Canvas:
    """An sRGB-encoded canvas with linear colours."""
    return _per_color(canvas, _table(encode=False))


def encoded(canvas: Canvas) -> Canvas:
    """A canvas with linear colours, sRGB-encoded."""
    return _per_color(canvas, _table(encode=True))


def by_matrix(canvas: Canvas, factors: tuple[float, ...]) -> Canvas:
    """feColorMatrix: rows of factors for straight colours."""
    rows = np.array(factors, np.float32).reshape(4, 5)
    changed: Canvas = np.clip(straight(canvas) @ rows[:, :4].T + rows[:, 4], 0.0, 1.0)
    changed[..., :3] *= changed[..., 3:]
    return changed


def by_curves(canvas: Canvas, curves: Sequence[Curve | None]) -> Canvas:
    """feComponentTransfer: a curve for each straight channel."""
    changed = straight(canvas)
    for channel, curve in enumerate(curves):
        if curve is not None:
            changed[..., channel] = _along(curve, changed[..., channel])
    changed[..., :3] *= changed[..., 3:]
    return changed


def _along(curve: Curve, values: Canvas) -> Canvas:
    """Values 0 to 1 along a curve."""
    if curve.kind == "gamma":
        amplitude, exponent, offset = curve.values
        changed = amplitude * values**exponent + offset
    elif curve.kind == "table":
        changed = np.interp(values, np.linspace(0.0, 1.0, len(curve.values)), curve.values)
    else:
        steps = len(curve.values)
        changed = np.array(curve.values)[np.minimum((values * steps).astype(np.int64), steps - 1)]
    result: Canvas = np.clip(changed, 0.0, 1.0).astype(np.float32)
    return result


@cache
def _table(*, encode: bool) -> Canvas:
    """What becomes of each of STEPS values from 0 to 1."""
    values = np.linspace(0.0, 1.0, STEPS, dtype=np.float32)
    return all_encoded(values) if encode else all_linear(values)


def _per_color(canvas: Canvas, table: Canvas) -> Canvas:
    """Straight colours changed by a table."""
    result = straight(canvas)
    color = result[..., :3]
    color *= np.float32(STEPS - 1)
    color[:] = table.take((color + np.float32(0.5)).astype(np.uint16))
    color *= canvas[..., 3:]
    return result


def straight(canvas: Canvas) -> Canvas:
    """Colours no longer multiplied by alpha."""
    result = canvas.copy()
    alpha = canvas[..., 3:]
    np.divide(canvas[..., :3], alpha, out=result[..., :3], where=alpha > 0)
    np.clip(result, 0.0, 1.0, out=result)
    return result
