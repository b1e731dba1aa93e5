# SPDX-License-Identifier: GPL-3.0-or-later
"""Outlines with holes become outlines without: a slit of no width leads from each hole to its rim."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...media.svg.shape import Points


def without_holes(rings: Sequence[Points]) -> list[Points]:
    """What rings (n, 2) that do not cross fill by the even-odd rule, as outlines that each fill alone."""
    around = [
        [other for other in range(len(rings)) if other != ring and _inside(rings[ring][0], rings[other])]
        for ring in range(len(rings))
    ]
    rims = {ring: rings[ring] for ring in range(len(rings)) if len(around[ring]) % 2 == 0}
    holes = [ring for ring in range(len(rings)) if len(around[ring]) % 2]
    for hole in sorted(holes, key=lambda ring: -rings[ring][:, 0].max()):
        rim = max(around[hole], key=lambda ring: len(around[ring]))
        if rim in rims:
            rims[rim] = _joined(_oriented(rims[rim], 1), _oriented(rings[hole], -1))
    return list(rims.values())


def _oriented(ring: Points, sense: int) -> Points:
    """The ring (n, 2) counter-clockwise (sense 1) or clockwise (-1)."""
    x, y = ring.T
    area = x @ np.roll(y, -1) - y @ np.roll(x, -1)
    return ring if area * sense > 0 else ring[::-1]


def _inside(point: Points, ring: Points) -> bool:
    """Whether a point (2,) lies within a ring (n, 2): a ray to the right crosses it oddly often."""
    x, y = point
    before = np.roll(ring, 1, axis=0)
    spans = (ring[:, 1] > y) != (before[:, 1] > y)
    a, b = ring[spans], before[spans]
    crossing = a[:, 0] + (y - a[:, 1]) * (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1])
    return bool((crossing > x).sum() % 2)


def _joined(rim: Points, hole: Points) -> Points:
    """One outline of a rim and a hole in it, by the way from the hole's rightmost point (D. Eberly, 2002)."""
    start = int(hole[:, 0].argmax())
    end = _seen_from(hole[start], rim)
    return np.concatenate([rim[: end + 1], hole[start:], hole[: start + 1], rim[end:]])


def _seen_from(viewpoint: Points, rim: Points) -> int:
    """A point of the rim to which the straight way from a point inside is free."""
    following = np.roll(rim, -1, axis=0)
    spans = np.flatnonzero((rim[:, 1] > viewpoint[1]) != (following[:, 1] > viewpoint[1]))
    a, b = rim[spans], following[spans]
    crossing = a[:, 0] + (viewpoint[1] - a[:, 1]) * (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1])
    right = crossing >= viewpoint[0]
    if not right.any():
        return int(np.hypot(*(rim - viewpoint).T).argmin())
    nearest = int(np.where(right, crossing, np.inf).argmin())
    hit = np.array([crossing[nearest], viewpoint[1]])
    edge = (int(spans[nearest]), int(spans[nearest] + 1) % len(rim))
    candidate = max(edge, key=lambda index: rim[index, 0])
    ahead = (rim[:, 0] >= viewpoint[0]) & (rim[:, 0] <= rim[candidate, 0])
    hiding = np.flatnonzero(ahead & _in_triangle(rim, viewpoint, hit, rim[candidate]))
    if not len(hiding):
        return candidate
    away = rim[hiding] - viewpoint
    slope = np.abs(away[:, 1]) / np.maximum(away[:, 0], 1e-12)
    return int(hiding[np.lexsort((away[:, 0], slope))[0]])


def _in_triangle(points: Points, a: Points, b: Points, c: Points) -> Points:
    """Whether points lie inside of a triangle or on its sides, its corners left out."""

    def side(p: Points, q: Points) -> Points:
        return (q[0] - p[0]) * (points[:, 1] - p[1]) - (q[1] - p[1]) * (points[:, 0] - p[0])  # type: ignore[no-any-return]

    one, two, three = side(a, b), side(b, c), side(c, a)
    same = ((one >= 0) & (two >= 0) & (three >= 0)) | ((one <= 0) & (two <= 0) & (three <= 0))
    corner = (points == a).all(1) | (points == b).all(1) | (points == c).all(1)
    return same & ~corner  # type: ignore[no-any-return]
