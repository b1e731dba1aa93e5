# SPDX-License-Identifier: GPL-3.0-or-later
"""Strokes as outlines look as a rasterizer draws the stroke."""

from __future__ import annotations

import numpy as np
import pytest

from antekirt_addon.media.svg import load
from tests.svg_raster import draw, draw_artwork

PATHS = {
    "corner": "M20 80L50 20L80 80",
    "sharp": "M20 30L80 50L20 60",
    "closed": "M20 20H80V80z",
    "smooth": "M10 50C30 0 70 100 90 50",
    "cusp": "M20 80C90 10 10 10 80 80",
    "hairpin": "M30 80C30 10 35 10 35 80",
    "there and back": "M20 50H80H40",
    "loop": "M15 70C120 10 -20 10 85 70z",
    "crossing": "M15 15L85 85M85 15L15 85",
    "degenerate": "M30 50C30 50 30 50 70 50L70 50L70 20",
}
STROKES = {
    "thin": 'stroke-width="1"',
    "butt": 'stroke-width="9"',
    "square": 'stroke-width="9" stroke-linecap="square" stroke-linejoin="bevel"',
    "round": 'stroke-width="12" stroke-linecap="round" stroke-linejoin="round"',
    "miter": 'stroke-width="6" stroke-miterlimit="20"',
    "dashed": 'stroke-width="5" stroke-dasharray="9 4 2" stroke-dashoffset="3"',
    "dotted": 'stroke-width="5" stroke-dasharray="0 8" stroke-linecap="round" stroke-dashoffset="-2"',
    "skewed": 'stroke-width="9" stroke-linejoin="round" transform="matrix(.9 .2 -.5 .5 25 15)"',
}


def document(body: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{body}</svg>'


def differing(body: str) -> int:
    """Pixels of 65,536 that are of the other colour; edges may differ by a shade."""
    artwork = load(document(body).encode())
    difference = draw(document(body)).astype(int) - draw_artwork(artwork).astype(int)
    return int((np.abs(difference).max(axis=2) > 110).sum())


@pytest.mark.parametrize("stroke", STROKES)
@pytest.mark.parametrize("path", PATHS)
def test_stroke_looks_as_drawn(path: str, stroke: str) -> None:
    assert differing(f'<path d="{PATHS[path]}" fill="none" stroke="#000" {STROKES[stroke]}/>') <= 20


@pytest.mark.parametrize("cap", ["butt", "round", "square"])
@pytest.mark.parametrize("path", ["M50 50z", "M50 50L50 50", "M50 50h0", "M30 30M50 50H50"])
def test_subpath_without_length_is_a_dot_or_nothing(path: str, cap: str) -> None:
    assert (
        differing(f'<path d="{path}" fill="none" stroke="#000" stroke-width="30" stroke-linecap="{cap}"/>')
        <= 8
    )


def test_straight_lines_stay_light() -> None:
    (shape,) = load(document('<path d="M10 10H80V80" fill="none" stroke="#000"/>').encode()).shapes
    assert [len(subpath.points) // 3 for subpath in shape.subpaths] == [6]


def test_hairlines_keep_their_width() -> None:
    (shape,) = load(document('<path d="M10 50H90" stroke="#000" stroke-width=".002"/>').encode()).shapes
    assert np.ptp(shape.subpaths[0].points, axis=0) == pytest.approx([80, 0.002], rel=1e-3)
