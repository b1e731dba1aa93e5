# SPDX-License-Identifier: GPL-3.0-or-later
"""Regions with holes as simple polygons, and those as triangles: all is filled, and once."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from antekirt_addon.media.arrays import cross, starts_of
from antekirt_addon.media.svg.geometry.boolean import combine
from antekirt_addon.media.svg.geometry.monotone_triangulation import triangles
from antekirt_addon.media.svg.geometry.polygon_partition import partition
from antekirt_addon.media.svg.geometry.ring_set import Rings, pieces
from antekirt_addon.media.svg.geometry.work_limit import WorkLimit
from tests.svg_probe import twice_area, within

if TYPE_CHECKING:
    from antekirt_addon.media.arrays import Integers

NOTHING = Rings(np.empty((0, 2), np.int64), np.zeros(1, np.int64), np.empty(0, np.int64))


@pytest.mark.parametrize("seed", range(40))
def test_polygons_fill_what_rings_fill_once(seed: int) -> None:
    """On a coarse grid, where rings touch all the time."""
    rings = tangle(seed)
    polygons = [points.astype(np.float64) for points in corners_of(rings)]
    probes = np.random.default_rng(seed).uniform(-1, rings.points.max() + 1, (300, 2))
    outlines = pieces(rings.points.astype(np.float64), rings.starts)
    meant = sum(within(ring, probes) for ring in outlines) % 2
    assert (sum(within(polygon, probes) for polygon in polygons) == meant).all()
    for polygon in polygons:
        assert len(np.unique(polygon, axis=0)) == len(polygon)
        assert twice_area(polygon) > 0


@pytest.mark.parametrize("seed", range(20))
def test_triangles_fill_a_polygon_to_the_unit(seed: int) -> None:
    polygons = corners_of(tangle(seed))
    rings = Rings(
        np.concatenate(polygons), starts_of([len(one) for one in polygons]), np.arange(len(polygons))
    )
    corners = triangles(rings, lambda: None)
    a, b, c = (rings.points[corners[:, corner]] for corner in range(3))
    filled = cross(b - a, c - a)
    assert (filled > 0).all()
    own = np.searchsorted(rings.starts, corners[:, 0], side="right") - 1
    assert np.bincount(own, weights=filled).tolist() == [twice_area(one) for one in polygons]


def test_a_polygon_that_crosses_itself_has_no_triangles_and_does_no_harm() -> None:
    bow = np.array([(0, 0), (10, 10), (10, 0), (0, 10)])
    square = np.array([(20, 0), (30, 0), (30, 10), (20, 10)])
    twice = np.array([(40, 0), (50, 0), (45, 5), (50, 10), (40, 10), (45, 5)])
    rings = Rings(np.concatenate((bow, square, twice)), np.array([0, 4, 8, 14]), np.arange(3))
    assert set(triangles(rings, lambda: None).ravel().tolist()) == {4, 5, 6, 7}


def test_rings_that_cross_do_no_harm_to_other_shapes() -> None:
    square = np.array([(0, 0), (10, 0), (10, 10), (0, 10)])
    points = np.concatenate((square, square + 5, square, square // 2 + 2))
    polygons = partition(Rings(points, np.array([0, 4, 8, 12, 16]), np.array([0, 0, 1, 1])), lambda: None)
    assert np.bincount(polygons.shape).tolist() == [2, 2]
    own = pieces(polygons.points[polygons.corners], polygons.starts)
    assert [twice_area(one) for one in own[:2]] == [200, 200]
    assert sum(twice_area(one) for one in own[2:]) == 150


def test_time_grows_with_the_holes_and_no_faster() -> None:
    few, many = (min(seconds(sieve(side)) for _ in range(3)) for side in (15, 45))
    assert many < 2.5 * 9 * few


def seconds(rings: Rings) -> float:
    begun = time.thread_time()
    partition(rings, lambda: None)
    return time.thread_time() - begun


def sieve(side: int) -> Rings:
    """A square with side x side round holes."""
    angle = np.arange(16) * np.pi / 8
    hole = np.rint(300 * np.column_stack((np.cos(angle), np.sin(angle)))).astype(np.int64)
    rim = np.array([(0, 0), (1000 * side, 0), (1000 * side, 1000 * side), (0, 1000 * side)])
    middles = [(500 + 1000 * x, 500 + 1000 * y) for x in range(side) for y in range(side)]
    rings = [rim, *(hole + middle for middle in middles)]
    return Rings(
        np.concatenate(rings), starts_of([len(one) for one in rings]), np.zeros(len(rings), np.int64)
    )


def tangle(seed: int) -> Rings:
    """The rings of one shape, in any order and direction, that touch at many points."""
    random = np.random.default_rng(seed)
    grid = int(random.choice([4, 7, 15, 1000]))
    square = np.array([(0, 0), (2, 0), (2, 2), (0, 2)])
    parts = [square] + [
        random.integers(0, grid, (random.integers(3, 8), 2)) for _ in range(random.integers(1, 9))
    ]
    rough = Rings(
        np.concatenate(parts), starts_of([len(part) for part in parts]), np.zeros(len(parts), np.int64)
    )
    limit = WorkLimit(10**7, 10**7, lambda: None)
    simple = combine(rough, np.zeros(1, np.bool_), NOTHING, np.zeros(1, np.bool_), limit)
    own = pieces(simple.points, simple.starts)
    mixed = [
        np.roll(own[nth][:: random.choice([-1, 1])], nth, axis=0) for nth in random.permutation(len(own))
    ]
    return Rings(np.concatenate(mixed), starts_of([len(one) for one in mixed]), simple.shape)


def corners_of(rings: Rings) -> list[Integers]:
    polygons = partition(rings, lambda: None)
    return pieces(polygons.points[polygons.corners].astype(np.int64), polygons.starts)  # type: ignore[return-value]
