# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints that come from elsewhere look as a rasterizer draws them: patterns, and those of the context."""

from __future__ import annotations

import pytest

from antekirt_addon.media.svg import Options, load
from antekirt_addon.media.svg.paint import Picture, Solid
from tests.svg_raster import draw, draw_artwork, likeness

GRADIENT = (
    '<linearGradient id="g"><stop stop-color="#f00"/><stop offset="1" stop-color="#00f"/></linearGradient>'
)
MARKER = (
    '<marker id="m" orient="auto-start-reverse" markerWidth="5" markerHeight="5" refX="3" refY="3"'
    ' viewBox="0 0 6 6" style="overflow:visible"><path d="M0 0L6 3 0 6z" style="fill:context-stroke;'
    'stroke:context-fill"/></marker>'
)
MARKED = 'd="M10 80L50 20 90 80" stroke-width="5" marker-start="url(#m)" marker-end="url(#m)"'
USED = (
    '<g id="u"><rect x="10" y="10" width="30" height="30" fill="context-fill" stroke="context-stroke"'
    ' stroke-width="4"/><circle cx="60" cy="60" r="20" fill="context-fill"/></g>'
)
STRIPES = (
    '<pattern id="p" width="20" height="20" patternUnits="userSpaceOnUse" patternTransform="rotate(30)">'
    '<rect width="10" height="20" fill="#c00"/></pattern>'
)
TWO = '<rect width="6" height="6" fill="#06c" stroke="#000"/><path d="M4 4h6v6h-6z" fill="#fa0"/>'
SQUARE = '<rect x="22" y="17" width="60" height="60" fill="url(#p)"'
PAINTS = {
    "markers": f'{MARKER}<path {MARKED} fill="#08c" stroke="#e80"/>',
    "a marker's gradient": f'{GRADIENT}{MARKER}<path {MARKED} fill="none" stroke="url(#g)"/>',
    "a marker in the current color": f'{MARKER}<g color="#c0c"><path {MARKED} stroke="currentColor"/></g>',
    "uses": f'<defs>{USED}</defs><use href="#u" fill="#0a4" stroke="#a04"/>',
    "a use's gradient": f'{GRADIENT}<defs>{USED}</defs><use href="#u" fill="url(#g)"/>',
    "a use's pattern": f'{STRIPES}<defs>{USED}</defs><use href="#u" fill="url(#p)" stroke="#000"/>',
    "no context": f'{USED}<path d="M5 90h90v5h-90z"/>',
    "a pattern in its box": f'<pattern id="p" x=".1" width=".2" height=".2">{TWO}</pattern>{SQUARE}/>',
    "a faint pattern": f'<pattern id="p" width=".2" height=".2">{TWO}</pattern>{SQUARE} fill-opacity=".4"/>',
    "a faint shape": f'<pattern id="p" width=".2" height=".2">{TWO}</pattern>{SQUARE} opacity=".4"/>',
    "a stroke": f'{STRIPES}{SQUARE[:-14]}fill="#ffc" stroke="url(#p)" stroke-width="16"/>',
    "dashes": f'{STRIPES}<path d="M10 80C10 10 90 10 90 80" fill="none" stroke="url(#p)" stroke-width="14"'
    ' stroke-dasharray="20 8" stroke-linecap="round" stroke-opacity=".6"/>',
    "the stroke first": f'{STRIPES}{SQUARE} stroke="#08f" stroke-width="20" paint-order="stroke"/>',
}


def drawing(body: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{body}</svg>'


@pytest.mark.parametrize("name", PAINTS)
def test_borrowed_paints_look_as_they_are_meant(name: str) -> None:
    text = drawing(PAINTS[name])
    artwork = load(text.encode())
    assert artwork.left_out == {}
    assert likeness(draw(text, 100, 100), draw_artwork(artwork, 100, 100)) > 0.96


def test_a_patterned_stroke_is_plain_where_pictures_are_not_wanted() -> None:
    text = drawing(PAINTS["a stroke"])
    artwork = load(text.encode(), Options(effects_as_pictures=False))
    assert artwork.left_out == {"pattern": 1}
    assert not any(isinstance(shape.paint, Picture) for shape in artwork.shapes)
    assert Solid(0.8, 0.0, 0.0) in [shape.paint for shape in artwork.shapes]
