# SPDX-License-Identifier: GPL-3.0-or-later
"""Bands of Grease Pencil that show a gradient as that gradient again.

Where two bands meet, the gradient is between their colors: so many such points tell how it lies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...media.svg.paint import Gradient, Matrix
from ..palette.band_color import along, nearest
from ..vector.material_paint import MaterialPaint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...media.arrays import Floats
    from ...media.svg.paint import Stop
    from ..vector.color_conversion import Backdrop

OFF = 0.02  # of all of a gradient: by how much a point may be off
LEAST_BANDS = 4


def gradient_of(
    outlines: Sequence[Floats], tints: Floats, stops: tuple[Stop, ...], backdrop: Backdrop | None
) -> Gradient | None:
    """The gradient that bands with outlines (n, 2) on the page show; None if they show none of ours.

    tints: the linear color of each, (n, 3).
    """
    if len(outlines) < LEAST_BANDS:
        return None
    samples = along(MaterialPaint(stops, backdrop))
    least, most = stops[0].offset, stops[-1].offset
    at = least + (most - least) * nearest(tints, samples) / (len(samples) - 1)
    points, values = _borders(outlines, at)
    ends = (most - least) * OFF
    inner = (values > least + ends) & (values < most - ends)
    points, values = points[inner], values[inner]
    matrix = _linear(points, values)
    if matrix:
        return Gradient("LINEAR", stops, "PAD", matrix, (0.0, 0.0))
    matrix = _radial(points, values)
    return Gradient("RADIAL", stops, "PAD", matrix, (0.0, 0.0)) if matrix else None


def _borders(outlines: Sequence[Floats], at: Floats) -> tuple[Floats, Floats]:
    """The points that two bands have in common, and how far along the gradient they lie."""
    corners = np.concatenate(outlines)
    values = np.repeat(at, [len(outline) for outline in outlines])
    points, number = np.unique(corners.astype(np.float32), axis=0, return_inverse=True)
    number = number.ravel()
    low, high = np.full(len(points), np.inf), np.full(len(points), -np.inf)
    np.minimum.at(low, number, values)
    np.maximum.at(high, number, values)
    shared = high > low
    return points[shared].astype(np.float64), (low[shared] + high[shared]) / 2


def _linear(points: Floats, values: Floats) -> Matrix | None:
    rows = np.column_stack([points, np.ones(len(points))])
    if len(points) < len(rows.T):
        return None
    (a, c, e), _, rank, _ = np.linalg.lstsq(rows, values, rcond=None)
    if rank < len(rows.T) or np.abs(rows @ (a, c, e) - values).max() > OFF:
        return None
    return Matrix(float(a), float(-c), float(c), float(a), float(e), 0.0)  # any direction across will do


def _radial(points: Floats, values: Floats) -> Matrix | None:
    """The way to a unit circle whose radii are the values, if there is one."""
    x, y = points.T
    if len(points) < 6:
        return None
    middle, scale = points.mean(axis=0), float(np.ptp(points, axis=0).max()) or 1.0
    x, y = (x - middle[0]) / scale, (y - middle[1]) / scale
    rows = np.column_stack([x * x, x * y, y * y, x, y, np.ones(len(x))])
    (a, b, c, d, e, f), _, rank, _ = np.linalg.lstsq(rows, values**2, rcond=None)
    form = np.array([[a, b / 2], [b / 2, c]])
    if rank < len(rows.T) or np.linalg.eigvalsh(form).min() <= 0:
        return None
    center = np.linalg.solve(-2 * form, (d, e))
    found = np.sqrt(np.maximum(rows @ (a, b, c, d, e, f), 0.0))
    if abs(f - center @ form @ center) > OFF or np.abs(found - values).max() > OFF:
        return None
    (p, _), (q, r) = np.linalg.cholesky(form)
    there = middle + scale * center
    p, q, r = p / scale, q / scale, r / scale
    return Matrix(*(float(one) for one in (p, 0.0, q, r, -(p * there[0] + q * there[1]), -r * there[1])))
