# SPDX-License-Identifier: GPL-3.0-or-later
"""What is taken for the background where a figure is wanted by itself."""

from __future__ import annotations

import pytest

from antekirt_addon.media.svg import Options, load

FIGURE = '<circle id="figure" cx="5" cy="5" r="3"/>'


def whole(name: str, more: str = "") -> str:
    return f'<rect id="{name}" width="10" height="10" {more}/>'


# What is left.
LEFT = {
    whole("wall") + FIGURE: ["figure"],
    whole("wall") + whole("light", 'opacity=".5"') + FIGURE: ["figure"],
    whole("wall", 'stroke="red" stroke-width="3"') + FIGURE: ["figure"],
    '<circle id="hidden" r="3"/>' + whole("wall") + FIGURE: ["figure"],
    # A figure that was cut out of it, and a frame.
    '<path id="wall" fill-rule="evenodd" d="M0 0h10v10h-10zM5 2l3 3l-3 3l-3-3z"/>' + FIGURE: ["figure"],
    '<path id="frame" fill-rule="evenodd" d="M0 0h10v10h-10zM1 1h8v8h-8z"/>' + FIGURE: ["frame", "figure"],
    '<rect id="ground" width="10" height="9"/>' + FIGURE: ["ground", "figure"],
    FIGURE + whole("light", 'opacity=".5"'): ["figure", "light"],
    # On one surface with others it lets light through too.
    FIGURE + f'<g opacity=".5">{whole("light")}<rect id="more" width="1" height="1" fill="red"/></g>': [
        "figure",
        "light",
        "more",
    ],
    FIGURE + whole("light", 'style="mix-blend-mode:multiply"'): ["figure", "light"],
    whole("wall") + f'<g opacity=".5">{whole("light")}{FIGURE}</g>': ["figure"],
    f'<g style="isolation:isolate">{whole("wall")}</g>{FIGURE}': ["figure"],
    whole("wall"): ["wall"],
    FIGURE + whole("wall"): ["figure", "wall"],
}


@pytest.mark.parametrize("body", LEFT)
def test_only_what_fills_the_viewport_at_the_back_is_left_out(body: str) -> None:
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{body}</svg>'.encode()
    artwork = load(text, Options(drop_background=True))
    assert [shape.name for shape in artwork.shapes] == LEFT[body]
    assert artwork.shapes[0].layer == 0
    assert len(load(text).shapes) >= len(artwork.shapes)


def test_the_background_of_the_root_is_one() -> None:
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" style="background:red">{FIGURE}</svg>'
    )
    assert [shape.name for shape in load(text.encode(), Options(drop_background=True)).shapes] == ["figure"]
