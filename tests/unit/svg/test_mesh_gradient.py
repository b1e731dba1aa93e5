# SPDX-License-Identifier: GPL-3.0-or-later
"""A mesh gradient is a picture within the outlines that it fills."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from antekirt_addon.media.svg import load
from antekirt_addon.media.svg.paint import Picture, Solid

if TYPE_CHECKING:
    from antekirt_addon.media.svg.shape import Artwork


def stop(path: str, color: str) -> str:
    return f'<stop path="{path}" style="stop-color:{color}"/>'


FIRST = stop("c 10,-9 30,9 40,0", "#f00") + stop("l 0,80", "#0f0") + stop("l -40,0", "#00f")
MESH = (
    '<meshgradient id="m" gradientUnits="userSpaceOnUse" x="10" y="10"><meshrow>'
    f"<meshpatch>{FIRST}{stop('l 0,-80', '#ff0')}</meshpatch>"
    f"<meshpatch>{stop('l 40,0', '#000') + stop('l 0,80', '#fff') + stop('l -40,0', '#f0f')}</meshpatch>"
    "</meshrow></meshgradient><script>polyfill()</script>"
)


def drawn(body: str) -> Artwork:
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{MESH}{body}</svg>'
    return load(text.encode())


def test_colors_lie_between_those_of_the_corners_and_patches_share_an_edge() -> None:
    artwork = drawn('<path d="M10 10h80v80h-80z" fill="url(#m)" fill-opacity=".5"/>')
    (shape,) = artwork.shapes
    assert artwork.left_out == {}
    assert isinstance(shape.paint, Picture)
    assert shape.paint.alpha == pytest.approx(0.5)
    pixels = shape.paint.content
    assert not isinstance(pixels, bytes)
    height, width = pixels.shape[:2]
    for x, y, color in (
        (0.01, 0.05, (242, 13, 0)),
        (0.01, 0.98, (250, 250, 3)),
        (0.5, 0.5, (0, 128, 128)),
        (0.98, 0.05, (242, 248, 242)),
        (0.98, 0.98, (250, 5, 250)),
    ):
        assert pixels[int(y * height), int(x * width)].tolist() == pytest.approx([*color, 255], abs=14)


def test_a_stroke_is_drawn_in_the_mean_color_and_counted() -> None:
    artwork = drawn('<circle cx="50" cy="50" r="30" fill="none" stroke="url(#m)"/>')
    assert [type(shape.paint) for shape in artwork.shapes] == [Solid]
    assert artwork.left_out == {"mesh gradient": 1}


def test_a_mesh_that_makes_no_sense_is_the_color_that_stands_in() -> None:
    text = MESH.replace(FIRST, stop("l 1,1", "#f00"))
    body = f'<svg xmlns="http://www.w3.org/2000/svg">{text}<path d="M0 0h9v9z" fill="url(#m) #0f0"/></svg>'
    (shape,) = load(body.encode()).shapes
    assert shape.paint == Solid(0.0, 1.0, 0.0)
