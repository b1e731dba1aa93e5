# SPDX-License-Identifier: GPL-3.0-or-later
"""Affine maps, composed and turned round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..paint import Matrix

if TYPE_CHECKING:
    from ..shape import Points


def after(outer: Matrix, inner: Matrix) -> Matrix:
    """The map that does inner first, then outer."""
    return Matrix(
        outer.a * inner.a + outer.c * inner.b,
        outer.b * inner.a + outer.d * inner.b,
        outer.a * inner.c + outer.c * inner.d,
        outer.b * inner.c + outer.d * inner.d,
        outer.a * inner.e + outer.c * inner.f + outer.e,
        outer.b * inner.e + outer.d * inner.f + outer.f,
    )


def inverse(m: Matrix) -> Matrix:
    """The map back. Raises ZeroDivisionError where the map flattens the plane."""
    area = m.a * m.d - m.b * m.c
    return Matrix(
        m.d / area,
        -m.b / area,
        -m.c / area,
        m.a / area,
        (m.c * m.f - m.d * m.e) / area,
        (m.b * m.e - m.a * m.f) / area,
    )


def mapped(m: Matrix, points: Points) -> Points:
    """Points (n, 2) after a map."""
    result: Points = points @ np.array([[m.a, m.b], [m.c, m.d]]) + (m.e, m.f)
    return result
