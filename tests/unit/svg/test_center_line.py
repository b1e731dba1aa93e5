# SPDX-License-Identifier: GPL-3.0-or-later
"""Strokes as lines: what they are said to be, and dashes that stay curves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from antekirt_addon.media import svg
from antekirt_addon.media.svg.geometry.curve_dash import curve_dashes
from antekirt_addon.media.svg.geometry.dash import dash
from antekirt_addon.media.svg.geometry.flatten import flatten_all
from antekirt_addon.media.svg.geometry.polyline import StrokedLine
from antekirt_addon.media.svg.options import Options
from antekirt_addon.media.svg.shape import Subpath
from tests.unit.svg.test_shape import BODIES

if TYPE_CHECKING:
    from antekirt_addon.media.arrays import Floats
    from antekirt_addon.media.svg.shape import CenterLine

WAVE = np.array([(10, 50), (30, 0), (70, 100), (90, 50), (90, 70), (70, 80), (50, 80.0)])
RING = np.array([(10, 10), (20, 10), (30, 10), (40, 10), (40, 50), (10, 60), (10, 10.0)])
DASHES = {
    "along a wave": (WAVE, False, (7.0, 3.0), 2.0),
    "through the start of a ring": (RING, True, (11.0, 5.0), 4.0),
    "dots": (WAVE, False, (0.0, 8.0), 0.0),
    "longer than the line": (WAVE, False, (500.0, 5.0), 0.0),
    "an odd number": (RING, True, (3.0, 2.0, 6.0), -5.0),
}


@pytest.mark.parametrize("name", DASHES)
def test_dashes_of_curves_end_where_those_of_polygons_do(name: str) -> None:
    points, closed, lengths, offset = DASHES[name]
    found = curve_dashes(Subpath(points, closed), lengths, offset, 0.0, 1000)
    lines = flatten_all([points], np.array([1e-5]))
    flat, tangents = (part[: -1 if closed else None] for part in (lines.points, lines.tangents))
    expected = dash(StrokedLine(0, flat, tangents, closed), lengths, offset, 1000)
    assert found
    assert expected
    ends = [(one.points[0], one.points[-1]) for one in found]
    assert np.allclose(ends, [(one.points[0], one.points[-1]) for one in expected], atol=0.02)
    assert np.allclose([length(one.points) for one in found], [one.length for one in expected], atol=0.02)
    assert not any(one.closed for one in found)


def test_a_dot_is_as_long_as_asked_for() -> None:
    found = curve_dashes(Subpath(RING[:4], closed=False), (0.0, 8.0), 0.0, 0.5, 1000)
    assert found
    assert [length(one.points) for one in found] == pytest.approx([0.5] * 4)
    assert found[0].points[[0, -1]].tolist() == pytest.approx(np.array([(9.75, 10), (10.25, 10)]))


def test_too_many_dashes_are_none() -> None:
    assert curve_dashes(Subpath(WAVE, closed=False), (0.1, 0.1), 0.0, 0.0, 100) is None


def length(points: Floats) -> float:
    flat = flatten_all([points], np.array([1e-5])).points
    return float(np.hypot(*np.diff(flat, axis=0).T).sum())


def lines(body: str) -> list[CenterLine | None]:
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" fill="none" stroke="red">'
    artwork = svg.load(f"{head}{body}</svg>".encode(), Options(strokes_as="CENTER_LINES"))
    return [shape.line for shape in artwork.shapes]


def test_square_ends_are_a_part_of_the_line() -> None:
    (line,) = lines('<path d="M20 20H80" stroke-width="10" stroke-linecap="square"/>')
    assert line
    assert (line.cap, line.join) == ("BUTT", "SMOOTH")
    assert line.subpaths[0].points[[0, -1]].tolist() == pytest.approx(np.array([(15, 20), (85, 20)]))


def test_a_line_tells_how_its_corners_and_ends_look() -> None:
    (line,) = lines('<path d="M9 9V50H90" stroke-linejoin="round" stroke-linecap="round"/>')
    assert line
    assert (line.cap, line.join, line.width) == ("ROUND", "ROUND", 1.0)
    (line,) = lines('<path d="M9 9V50H9L40 80" stroke-miterlimit="7" transform="scale(.5)"/>')
    assert line
    assert (line.join, line.miter_limit) == ("MITER", 7.0)
    assert line.width == pytest.approx(0.5)


def test_a_line_that_stands_still_goes_on() -> None:
    (line,) = lines('<path d="M9 9H50V50H50L90 90"/>')
    assert line
    assert len(line.subpaths[0].points) == 10


@pytest.mark.parametrize("name", BODIES)
def test_lines_are_finite_and_have_a_width(name: str) -> None:
    for line in lines(BODIES[name]):
        if line:
            assert line.width > 0
            assert all(len(own.points) > 3 and np.isfinite(own.points).all() for own in line.subpaths)
