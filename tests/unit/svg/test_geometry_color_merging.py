# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours that an eye cannot tell apart become one; all others stay."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antekirt_addon.media.svg.geometry.color_merging import cielab, merge_colors
from antekirt_addon.media.svg.paint import Solid

CHANNEL = st.integers(0, 255).map(lambda value: value / 255)
COLORS = st.dictionaries(
    st.builds(Solid, CHANNEL, CHANNEL, CHANNEL, st.sampled_from([1.0, 0.5])), st.floats(0, 100)
)


def distance(one: Solid, other: Solid) -> float:
    lab = cielab(np.array([(c.red, c.green, c.blue) for c in (one, other)]))
    return float(np.linalg.norm(lab[0] - lab[1]))


@pytest.mark.parametrize(
    ("color", "expected"),
    [
        ((1, 1, 1), (100, 0, 0)),
        ((0, 0, 0), (0, 0, 0)),
        ((1, 0, 0), (53.24, 80.09, 67.20)),
        ((0, 1, 0), (87.73, -86.18, 83.18)),
        ((0, 0, 1), (32.30, 79.19, -107.86)),
    ],
)
def test_cielab_of_known_colors(color: tuple[float, ...], expected: tuple[float, ...]) -> None:
    assert cielab(np.array([color], np.float64))[0] == pytest.approx(expected, abs=0.02)


@settings(deadline=None)  # a busy machine is no defect
@given(COLORS, st.sampled_from([0.5, 1.0, 5.0]))
def test_no_color_moves_further_than_the_tolerance(weights: dict[Solid, float], tolerance: float) -> None:
    merged = merge_colors(weights, tolerance)
    assert merged.keys() == weights.keys()
    kept = set(merged.values())
    for color, used in merged.items():
        assert distance(color, used) <= tolerance + 1e-9
        assert color.alpha == used.alpha
        assert merged[used] is used
    for one in kept:
        assert all(
            other is one or other.alpha != one.alpha or distance(one, other) > tolerance for other in kept
        )


def test_the_color_that_covers_most_stays() -> None:
    common, rare = Solid(0.5, 0.5, 0.5), Solid(0.501, 0.5, 0.5)
    assert merge_colors({rare: 1.0, common: 2.0}, 1.0) == {rare: common, common: common}
    assert merge_colors({rare: 3.0, common: 2.0}, 1.0) == {rare: rare, common: rare}


def test_nothing_is_merged_at_zero() -> None:
    one, other = Solid(0.5, 0.5, 0.5), Solid(0.5001, 0.5, 0.5)
    assert merge_colors({one: 1.0, other: 1.0}, 0.0) == {one: one, other: other}
