# SPDX-License-Identifier: GPL-3.0-or-later
"""Strokes that cross themselves are drawn as pieces, which together are just the stroke."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from antekirt_addon.media import svg
from antekirt_addon.media.svg.geometry import pieced_shape
from antekirt_addon.media.svg.geometry.backdrop import with_backdrops
from antekirt_addon.media.svg.geometry.flatten import flatten_all
from antekirt_addon.media.svg.options import Options
from tests.svg_probe import twice_area, within

if TYPE_CHECKING:
    from antekirt_addon.media.arrays import Flags, Floats
    from antekirt_addon.media.svg.shape import Artwork, Shape

SIZE = 100.0
LOOP = "M10 10L80 70C120 110-20 90 30 60S70 10 20 80"
STAR = "M50 5L80 95L5 40H95L20 95z"
STROKES = {
    "corners": f'<path d="{STAR}"/>',
    "curves": f'<path d="{LOOP}"/>',
    "round": f'<path d="{LOOP}" stroke-linecap="round" stroke-linejoin="round"/>',
    "square and bevel": f'<path d="{LOOP}L50 40" stroke-linecap="square" stroke-linejoin="bevel"/>',
    "dashes": f'<path d="{LOOP}{STAR}" stroke-dasharray="9 3"/>',
    "mirrored and skewed": f'<path d="{LOOP}" transform="matrix(-1 .2 0 .6 100 0)"/>',
    "steps shorter than its width": '<path d="M20 20L60 60L61 60L60 61L20 61L60 20"/>',
    "beyond the viewport": f'<path d="{LOOP}{STAR}" transform="translate(-30 20)"/>',
    "within a box": '<clipPath id="c"><path d="M30 30H80V60H30z"/></clipPath>'
    f'<path clip-path="url(#c)" d="{STAR}"/>',
}


def spirograph(count: int, turns: float = 0.383) -> str:
    """A path of chords of a circle, nearly each of which crosses each other one."""
    angles = [2 * math.pi * turns * n for n in range(count)]
    return "M" + "L".join(f"{50 + 45 * math.cos(a):.4f} {50 + 45 * math.sin(a):.4f}" for a in angles) + "z"


def artwork(body: str) -> Artwork:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}">'
    return svg.load(f"{head}{body}</svg>".encode())


def strokes(body: str) -> Artwork:
    return artwork(f'<g fill="none" stroke="black" stroke-width="4">{body}</g>')


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No stroke that crosses itself is made simple."""
    monkeypatch.setattr(pieced_shape, "FEW_IN_ALL", 0)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("name", STROKES)
def test_the_pieces_of_a_stroke_are_the_stroke(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (pieced,) = strokes(STROKES[name]).shapes
    assert pieced.polygons
    assert not pieced.polygons.shape.any()
    pieces = [
        pieced.polygons.points[pieced.polygons.corners[first:last]]
        for first, last in pairwise(pieced.polygons.starts.tolist())
    ]
    assert all(twice_area(piece) < 0 for piece in pieces)  # y points down
    monkeypatch.setattr(pieced_shape, "FEW_IN_ALL", 10**9)
    (united,) = strokes(STROKES[name]).shapes
    assert united.polygons is None
    points = np.random.default_rng(1).uniform(0, SIZE, (3000, 2))
    meant = inside(united, points)
    assert meant.any()
    differ = (sum(within(piece, points) for piece in pieces) > 0) != meant
    assert differ.sum() <= 3  # on a border, which the grid moves a little


def inside(shape: Shape, points: Floats) -> Flags:
    chains = [subpath.points for subpath in shape.subpaths]
    lines = flatten_all(chains, np.full(len(chains), SIZE * Options().curve_tolerance))
    rings = np.split(lines.points, lines.starts[1:-1])
    odd: Flags = np.equal(sum(within(ring[:-1], points) for ring in rings) % 2, 1)
    return odd


def test_what_lets_light_through_is_united() -> None:
    body = f'<path fill="none" stroke="black" stroke-opacity=".5" stroke-width=".1" d="{spirograph(40)}"/>'
    assert artwork(body).shapes[0].polygons is None


def test_only_strokes_that_would_take_long_are_drawn_in_pieces() -> None:
    few = strokes(f'<path stroke-width=".1" d="{spirograph(40)}"/>')
    much = strokes(f'<path stroke-width=".1" d="{spirograph(400)}"/>')
    assert few.shapes[0].polygons is None
    assert much.shapes[0].polygons


def test_thousands_of_chords_come_whole() -> None:
    drawn = strokes(f'<path stroke-width=".1" d="{spirograph(4000)}"/>')
    assert not drawn.left_out
    (shape,) = drawn.shapes
    assert shape.polygons
    assert len(shape.polygons.shape) >= 2 * 4000


@pytest.mark.usefixtures("impatient")
def test_what_lies_on_a_crossing_lies_above_it() -> None:
    """Where a stroke lies twice, the even-odd rule would see nothing."""
    cross = '<path d="M10 10L90 90V10L10 90" stroke="black" stroke-width="20" fill="none"/>'
    over = artwork(cross + '<rect x="47" y="47" width="6" height="6" fill="red"/>')
    assert over.shapes[0].polygons
    assert [shape.layer for shape in over.shapes] == [0, 1]
    veiled = artwork(cross + '<rect x="47" y="47" width="6" height="6" fill="red" opacity=".5"/>')
    shapes = with_backdrops(veiled, lambda: False).shapes
    assert shapes[1].backdrop == (0.0, 0.0, 0.0)
