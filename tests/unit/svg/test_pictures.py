# SPDX-License-Identifier: GPL-3.0-or-later
"""The drawings in tests/data/svg, one for each part of SVG, look as a browser shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from antekirt_addon.media.svg import load
from antekirt_addon.media.svg.paint import Solid
from antekirt_addon.media.svg.reading.document import read
from tests.svg_raster import DRAWINGS, draw, draw_artwork, likeness

if TYPE_CHECKING:
    from pathlib import Path

every_drawing = pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.stem)


@every_drawing
def test_it_is_read_as_it_is_meant(file: Path) -> None:
    artwork = load(file)
    assert artwork.left_out == {}
    assert likeness(draw(file.read_text("utf-8")), draw_artwork(artwork)) > 0.99


@every_drawing
def test_the_picture_beside_it_shows_it(file: Path) -> None:
    """What Blender's renders are compared with is what a rasterizer draws; see tests/svg_raster.py."""
    picture = np.asarray(Image.open(file.with_suffix(".png")).convert("RGB"))
    assert likeness(draw(file.read_text("utf-8")), picture) > 0.999


LIT = '<filter id="f"><feConvolveMatrix/></filter>'
LEFT_OUT = {  # where there is no font at all
    "text": ("<text>a</text><text>b</text>", {"text": 2}),
    "words deep in a text": ("<text><tspan><a><tspan>a</tspan></a></tspan></text>", {"text": 1}),
    "words after others": ('<text><tspan display="none">a</tspan><a><tspan/>b</a></text>', {"text": 1}),
    "shown in what is hidden": (
        '<text visibility="hidden">a<tspan><tspan visibility="visible">b</tspan></tspan></text>',
        {"text": 1},
    ),
    "empty text": ("<text> <tspan> <tspan/> </tspan> </text>", {}),
    "flowed text": (
        "<flowRoot><flowPara>a</flowPara></flowRoot><flowRoot> <flowPara/> </flowRoot>",
        {"text": 1},
    ),
    "picture": ('<image href="a.png" width="9" height="9"/>', {"image": 1}),
    "foreign": ('<foreignObject width="9" height="9"/>', {"foreign object": 1}),
    "filter": (f'{LIT}<g filter="url(#f)"><path d="M0 0h9v9z"/></g>', {"filter": 1}),
    "hidden text": ('<text display="none">a</text><g visibility="hidden"><text>b</text></g>', {}),
    "hidden words": ('<text><tspan visibility="hidden">a</tspan><title>b</title></text>', {}),
    "text in defs": ("<defs><text>a</text></defs>", {}),
    "other file": ('<use href="other.svg#a"/>', {"external reference": 1}),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_is_left_out_is_counted_by_name(name: str) -> None:
    body, expected = LEFT_OUT[name]
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 99"><path d="M9 9h9v9z"/>{body}</svg>'
    artwork = load(text.encode())
    assert artwork.left_out == expected
    assert artwork.shapes


def test_what_shapes_of_one_style_share_is_not_what_sets_them_apart() -> None:
    """Their opacities, the colours around them, and that a line has no inside."""
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 99"><g fill="#f00" stroke="#0f0">'
        '<path d="M0 0h9v9z"/><path opacity=".5" d="M0 0h9v9z"/><path d="M0 0h9v9z"/><line x2="9"/></g>'
        '<g fill="#00f" opacity=".25"><path d="M0 0h9v9z"/></g></svg>'
    )
    elements = read(text.encode(), lambda: False).elements
    red, green = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)
    assert [element.fill for element in elements] == [
        Solid(*red),
        Solid(*red),
        Solid(*red),
        None,
        Solid(0.0, 0.0, 1.0),
    ]
    assert [[s.opacity for s in element.surfaces] for element in elements] == [[], [0.5], [], [], [0.25]]
    strokes = [element.stroke and element.stroke.paint for element in elements]
    assert strokes == [Solid(*green)] * 4 + [None]
