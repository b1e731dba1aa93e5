# SPDX-License-Identifier: GPL-3.0-or-later
"""What shapes and groups are called, and which groups are layers, in files as programs write them."""

from __future__ import annotations

import pytest

from antekirt_addon.media.svg import load

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"'
INKSCAPE = 'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
SIZE = 'width="3" height="3"'
RECT = f"<rect {SIZE}/>"

NAMES = {
    f'<rect {SIZE} id="a"/>': ("a", "a"),
    f'<rect {SIZE} id="a"><desc>d</desc><title> The  nose\n of it </title></rect>': ("The nose of it", "a"),
    f'<rect {SIZE} id="a" inkscape:label="Nose"><title>t</title></rect>': ("Nose", "a"),
    f'<rect {SIZE} xmlns:s="http://www.serif.com/" id="a1" s:id="a"/>': ("a", "a1"),
    f'<rect {SIZE} id="a-2" data-name="a"/>': ("a", "a-2"),
    f'<rect {SIZE} id="_x31_st_x0020_nose"/>': ("1st nose", "_x31_st_x0020_nose"),
    f'<rect {SIZE} inkscape:label=" "/>': ("rect", ""),
    f'<rect {SIZE} id="{"x" * 999}"/>': ("x" * 200, "x" * 999),
}


@pytest.mark.parametrize("written", NAMES)
@pytest.mark.parametrize("prefix", ["inkscape", "ns1"])
def test_a_shape_is_called_as_its_program_shows_it(written: str, prefix: str) -> None:
    text = f"{OPEN} {INKSCAPE}>{written}</svg>".replace("inkscape:", f"{prefix}:")
    (shape,) = load(text.replace("xmlns:inkscape", f"xmlns:{prefix}").encode()).shapes
    assert (shape.name, shape.key) == NAMES[written]


def test_each_group_that_is_drawn_is_one_of_its_own() -> None:
    copies = '<use id="a" href="#g"/><g><title>b</title><use href="#g"/></g>'
    body = f'<defs><g id="g">{RECT}{RECT}</g></defs>{copies}'
    shapes = load(f"{OPEN}>{body}</svg>".encode()).shapes
    first, second = shapes[0].groups, shapes[2].groups
    assert [group.name for group in first] == ["a", "g"]
    assert [group.key for group in first] == ["a", "g"]
    assert [group.name for group in second] == ["b", "use", "g"]
    assert [group.key for group in second] == ["", "", "g"]
    assert shapes[1].groups == first != second


# The names of the layers of each shape.
LAYERS = {
    "Inkscape, one in another": (
        f"""<g inkscape:groupmode="layer" id="l1" inkscape:label="Back">{RECT}<g id="g1">{RECT}</g>
        <g inkscape:groupmode="layer" id="l2" inkscape:label="Far">{RECT}</g></g>{RECT}""",
        [("Back",), ("Back",), ("Back", "Far"), ()],
    ),
    "Illustrator": (
        f'<g id="Layer_1" data-name="Layer 1">{RECT}</g><g id="eyes">{RECT}<g id="left">{RECT}</g></g>',
        [("Layer 1",), ("eyes",), ("eyes",)],
    ),
    "Illustrator, of old": (
        f'<g id="Layer_1" i:layer="yes">{RECT}<g id="a">{RECT}</g></g>',
        [("Layer_1",), ("Layer_1",)],
    ),
    "Figma, in a frame": (
        f'<g id="Frame 1">{RECT}<g id="Hat">{RECT}</g></g>',
        [("Frame 1",), ("Frame 1", "Hat")],
    ),
    "Affinity, on an artboard": (
        f'<g id="A1" serif:id="Artboard 1">{RECT}<g><g id="Sky">{RECT}</g><g id="Sea">{RECT}</g></g></g>',
        [("Artboard 1",), ("Artboard 1", "Sky"), ("Artboard 1", "Sea")],
    ),
    "CorelDRAW": (
        f'<g id="Layer_x0020_1"><metadata id="CorelCorpID_0Corel-Layer"/><g id="a">{RECT}</g></g>',
        [("Layer 1",)],
    ),
    "none": (f"<g>{RECT}</g>{RECT}{RECT}", [(), (), ()]),
}


@pytest.mark.parametrize("name", LAYERS)
def test_layers_are_those_that_the_program_shows(name: str) -> None:
    body, expected = LAYERS[name]
    shapes = load(f"{OPEN} {INKSCAPE}>{body}</svg>".encode()).shapes
    assert [shape.layer_names for shape in shapes] == expected
