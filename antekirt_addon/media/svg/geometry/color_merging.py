# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours that an eye cannot tell apart become one, so that a drawing needs few materials."""

from __future__ import annotations

from itertools import product
from operator import add
from typing import TYPE_CHECKING

import numpy as np

from ...srgb import all_linear

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..paint import Solid
    from ..shape import Points

# CIE XYZ of linear sRGB (IEC 61966-2-1), divided by the D65 white point: rows X, Y, Z.
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
TO_XYZ /= TO_XYZ.sum(axis=1, keepdims=True)
# CIELAB (CIE 15): L* a* b* of f(X), f(Y), f(Z).
TO_LAB = np.array([[0.0, 116.0, 0.0], [500.0, -500.0, 0.0], [0.0, 200.0, -200.0]])

HALVES = tuple(product((0, 1), repeat=3))


def merge_colors(weights: Mapping[Solid, float], tolerance: float) -> dict[Solid, Solid]:
    """For each colour the one to use instead of it, at most tolerance (ΔE*ab) away.

    weights: how much each colour covers; those that cover most stay as they are. Alpha is kept within 1/255.
    """
    ranked = sorted(weights, key=lambda color: (-weights[color], _key(color)))
    if tolerance <= 0 or not ranked:
        return {color: color for color in ranked}

    lab = cielab(np.array([(color.red, color.green, color.blue) for color in ranked]))
    # In cells of twice the tolerance what is near lies in the same cell or in those behind its nearer walls.
    corners = np.floor(lab / (2 * tolerance) - 0.5).astype(int).tolist()
    cells = np.floor(lab / (2 * tolerance)).astype(int).tolist()
    kept: dict[tuple[int, ...], list[tuple[list[float], Solid]]] = {}
    chosen: dict[Solid, Solid] = {}
    for color, point, corner, cell in zip(ranked, lab.tolist(), corners, cells, strict=True):
        alpha = round(color.alpha * 255)
        near = [bucket for half in HALVES if (bucket := kept.get((*map(add, corner, half), alpha)))]
        chosen[color] = _nearby(point, near, tolerance * tolerance) or color
        if chosen[color] is color:
            kept.setdefault((*cell, alpha), []).append((point, color))
    return chosen


def _nearby(point: list[float], near: list[list[tuple[list[float], Solid]]], most: float) -> Solid | None:
    """A colour whose squared distance is at most most."""
    lightness, a, b = point
    for bucket in near:
        for (other_lightness, other_a, other_b), color in bucket:
            if (lightness - other_lightness) ** 2 + (a - other_a) ** 2 + (b - other_b) ** 2 <= most:
                return color
    return None


def cielab(srgb: Points) -> Points:
    """CIELAB (D65) of sRGB-encoded colours 0 to 1; shape (n, 3) both (IEC 61966-2-1, CIE 15)."""
    xyz = all_linear(srgb) @ TO_XYZ.T
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    lab: Points = f @ TO_LAB.T - np.array([16.0, 0.0, 0.0])
    return lab


def _key(color: Solid) -> tuple[float, float, float, float]:
    """What ranks colours that cover as much as each other."""
    return color.red, color.green, color.blue, color.alpha
