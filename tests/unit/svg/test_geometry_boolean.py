# SPDX-License-Identifier: GPL-3.0-or-later
"""The boolean engine against plain winding numbers, on outlines that nobody would draw."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antekirt_addon.media.svg.geometry.boolean import combine, overlay
from antekirt_addon.media.svg.geometry.ring_set import Rings, areas
from antekirt_addon.media.svg.geometry.self_intersection import self_intersecting
from antekirt_addon.media.svg.geometry.work_limit import TooComplex, WorkLimit

# Coarse enough for edges to coincide all the time, in units that rounding to the grid hardly changes.
STEP = 1 << 12
Ring = list[tuple[int, int]]
RINGS = st.lists(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=9), min_size=1, max_size=4
)


def limit() -> WorkLimit:
    return WorkLimit(10**7, 10**7, lambda: None)


def as_rings(shapes: list[list[Ring]]) -> Rings:
    every = [ring for shape in shapes for ring in shape]
    points = np.array([point for ring in every for point in ring], np.int64).reshape(-1, 2) * STEP
    owner = np.repeat(np.arange(len(shapes)), [len(shape) for shape in shapes])
    return Rings(points, np.cumsum([0, *map(len, every)]), owner)


def winding(rings: Rings, shape: int, points: np.ndarray) -> np.ndarray:
    """Counted by the textbook: upward edges on the right, less downward ones."""
    total = np.zeros(len(points), np.int64)
    for index in np.flatnonzero(rings.shape == shape).tolist():
        ring = rings.points[rings.starts[index] : rings.starts[index + 1]]
        for (ax, ay), (bx, by) in zip(ring.tolist(), np.roll(ring, -1, axis=0).tolist(), strict=True):
            side = (bx - ax) * (points[:, 1] - ay) - (by - ay) * (points[:, 0] - ax)
            total += (ay <= points[:, 1]) & (points[:, 1] < by) & (side > 0)
            total -= (by <= points[:, 1]) & (points[:, 1] < ay) & (side < 0)
    return total


SAMPLES = np.random.default_rng(1).uniform(0, 6 * STEP, (300, 2))
NOTHING = as_rings([])


@settings(max_examples=150, deadline=None)
@given(RINGS, st.booleans(), st.none() | RINGS)
def test_region_is_what_winding_numbers_say(
    subject: list[Ring], nonzero: bool, clip: list[Ring] | None
) -> None:
    one, other = as_rings([subject]), as_rings([clip]) if clip else NOTHING
    result = combine(one, np.array([nonzero]), other, np.array([clip is not None]), limit())

    inside = winding(one, 0, SAMPLES)
    expected = inside != 0 if nonzero else inside % 2 == 1
    if clip:
        expected &= winding(other, 0, SAMPLES) % 2 == 1
    got = winding(result, 0, SAMPLES)
    # Crossings are rounded to the grid of one unit, a 4096th of the step: next to no point can change sides.
    assert (expected != (got == 1)).sum() <= 2
    assert set(got.tolist()) <= {0, 1}
    assert not crosses_itself(result)


def crosses_itself(rings: Rings) -> bool:
    """Whether edges cross; rings may touch at points."""
    if not len(rings.points):
        return False
    a, b = rings.points, rings.points[rings.following()]
    ahead = b - a
    to_start = a[None] - a[:, None]
    to_end = b[None] - a[:, None]
    first = ahead[:, None, 0] * to_start[..., 1] - ahead[:, None, 1] * to_start[..., 0]
    second = ahead[:, None, 0] * to_end[..., 1] - ahead[:, None, 1] * to_end[..., 0]
    crosses = np.sign(first) * np.sign(second) < 0
    return bool((crosses & crosses.T).any())


def test_many_shapes_at_once_do_not_see_each_other() -> None:
    square = [(0, 0), (4, 0), (4, 4), (0, 4)]
    result = combine(
        as_rings([[square], [square, square], [square[::-1], square]]),
        np.array([True, True, True]),
        NOTHING,
        np.zeros(3, np.bool_),
        limit(),
    )
    covered = np.bincount(result.shape, weights=areas(result), minlength=3) / STEP**2
    assert covered.tolist() == [16.0, 16.0, 0.0]


def test_pentagram_is_full_by_nonzero_and_hollow_by_even_odd() -> None:
    angle = np.arange(5) * (4 * np.pi / 5)
    star = np.column_stack((np.cos(angle), np.sin(angle))) * (1 << 20)
    rings = Rings(np.rint(star).astype(np.int64), np.array([0, 5]), np.zeros(1, np.int64))
    assert self_intersecting(rings, 1, limit()).all()
    for nonzero, expected in ((True, 1.1226), (False, 0.7764)):
        result = combine(rings, np.array([nonzero]), NOTHING, np.zeros(1, np.bool_), limit())
        assert areas(result).sum() / 2.0**40 == pytest.approx(expected, abs=1e-3)


def test_cutting_nearly_equal_long_edges_ends() -> None:
    """Strips that lie all but upon each other used to be cut again and again."""
    random = np.random.default_rng(3)
    strips = []
    for _ in range(60):
        begin, end = np.sort(random.uniform(0, 4e6, 2))
        line = np.array(
            [[begin, begin * 0.31], [end, end * 0.31], [end, end * 0.31 + 3e4], [begin, begin * 0.31 + 3e4]]
        )
        strips.append(np.rint(line + random.uniform(-1, 1, (4, 2))).astype(np.int64))
    rings = Rings(np.concatenate(strips), np.arange(0, 241, 4), np.zeros(60, np.int64))
    result = combine(rings, np.array([True]), NOTHING, np.zeros(1, np.bool_), limit())
    assert not crosses_itself(result)


def test_a_limit_ends_the_work() -> None:
    random = np.random.default_rng(2)
    rings = Rings(random.integers(0, 1 << 22, (3000, 2)), np.array([0, 3000]), np.zeros(1, np.int64))
    with pytest.raises(TooComplex):
        combine(
            rings, np.array([True]), NOTHING, np.zeros(1, np.bool_), WorkLimit(10**5, 10**5, lambda: None)
        )


def test_rings_that_lie_upon_each_other_are_counted_all() -> None:
    """Numbers are as small as they may be: 256 times around would be nothing in eight bits."""
    found = overlay(
        as_rings([[[(0, 0), (6, 0), (6, 6), (0, 6)]] * 256]),
        np.zeros(256, np.int64),
        np.array([[True]]),
        limit(),
    )
    assert np.count_nonzero(found.left != found.right) == 4
