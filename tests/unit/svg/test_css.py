# SPDX-License-Identifier: GPL-3.0-or-later
"""Custom properties, and the background of the root, as browsers take them."""

from __future__ import annotations

import time
from base64 import b64encode

import pytest

from antekirt_addon.media.svg import load
from antekirt_addon.media.svg.paint import Solid

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"'
RED, LIME, BLUE = (255, 0, 0, 1.0), (0, 255, 0, 1.0), (0, 0, 255, 1.0)
BLACK = (0, 0, 0, 1.0)


def colors(text: str) -> list[tuple[int, int, int, float]]:
    paints = [shape.paint for shape in load(text.encode()).shapes]
    return [
        (round(255 * paint.red), round(255 * paint.green), round(255 * paint.blue), paint.alpha)
        for paint in paints
        if isinstance(paint, Solid)
    ]


FILLED = "<rect fill='url(#g)'/>"
# Squares, and their colours.
REFERENCES = {
    "of the root": ("<style>:root {--a: red} .b {fill: var(--a)}</style><rect class='b'/>", [RED]),
    "of a group, and around it": (
        "<style>:root {--a: red} g {--a: blue}</style><g><rect fill='var(--a)'/></g><rect fill='var(--a)'/>",
        [BLUE, RED],
    ),
    "of the element itself": ("<rect style='fill: var( --a ); --a: red'/>", [RED]),
    "with the other case": ("<rect style='--A: red; fill: var(--a, blue)'/>", [BLUE]),
    "of others, where these are declared": (
        "<style>:root {--a: red; --b: var(--a)} g {--a: blue}</style><g><rect fill='var(--b)'/></g>",
        [RED],
    ),
    "a fallback": ("<rect style='fill: var(--a, #00f)'/>", [BLUE]),
    "nested fallbacks": (
        "<rect style='fill: var(--a, var(--b, rgb(0, 0, calc, var(--c, 255))))'/>".replace("calc, ", ""),
        [BLUE],
    ),
    "a part of a value": ("<rect style='--a: 0, 0, 255; fill: rgba(var(--a), 1)'/>", [BLUE]),
    "of an opacity": ("<rect style='--a: .5' fill='red' opacity='var(--a)'/>", [(255, 0, 0, 0.5)]),
    "important": (
        "<style>rect {--a: red !important; fill: var(--a)}</style><rect style='--a: blue'/>",
        [RED],
    ),
    "not declared": ("<g fill='red'><rect fill='blue' style='fill: var(--a)'/></g>", [RED]),
    "in a circle": (
        "<g style='--a: var(--b); --b: var(--a)'><rect fill='var(--a, blue)'/><rect fill='var(--b)'/></g>",
        [BLUE, BLACK],
    ),
    "where it is used": (
        "<defs><rect id='r' fill='var(--a, red)'/></defs><use href='#r' style='--a: blue'/><use href='#r'/>",
        [BLUE, RED],
    ),
    "in a gradient": (
        "<radialGradient id='g'><stop style='--a:red' stop-color='var(--a)'/></radialGradient>" + FILLED,
        [RED],
    ),
}


@pytest.mark.parametrize("name", REFERENCES)
def test_a_custom_property_counts_where_it_is_declared(name: str) -> None:
    body, expected = REFERENCES[name]
    body = body.replace("<rect", "<rect width='3' height='3'")
    assert colors(f"{OPEN}>{body}</svg>") == expected


def test_references_that_double_take_no_time() -> None:
    doubled = "".join(f"--a{n}: var(--a{n + 1}) var(--a{n + 1});" for n in range(2000))
    deep = "var(--b," * 2000 + "red" + ")" * 2000
    begin = time.process_time()
    found = colors(f"{OPEN}><rect width='3' height='3' style='{doubled} fill: var(--a0, {deep})'/></svg>")
    assert found == [BLACK]
    assert time.process_time() - begin < 1.0


BACKGROUNDS = {
    "background-color: red": [RED],
    "background: red": [RED],
    "background: url(a.png) no-repeat center / cover red": [RED],
    "background: red; background-color: lime": [LIME],
    "background-color: red; background: none": [],
    "color: lime; background: currentColor": [LIME],
    "--a: rgb(0 0 255 / 50%); background: var(--a)": [(0, 0, 255, 0.5)],
    "background: red; opacity: 50%": [(255, 0, 0, 0.5)],
    "background: red; visibility: hidden": [],
    "background: transparent": [],
    "enable-background: new 0 0 9 9": [],
}


@pytest.mark.parametrize("style", BACKGROUNDS)
def test_the_background_of_the_root_lies_behind_all(style: str) -> None:
    assert (
        colors(f"{OPEN} style='{style}'><rect width='3' height='3' visibility='visible'/></svg>")[:-1]
        == (BACKGROUNDS[style])
    )


def test_a_background_is_as_large_as_the_viewport_and_of_the_root_alone() -> None:
    sheet = "<style>svg {background: red}</style>"
    text = f"{OPEN} width='18' height='9' background='blue'>{sheet}<svg width='3' height='3'/></svg>"
    (shape,) = load(text.encode()).shapes
    assert shape.subpaths[0].points.max(axis=0).tolist() == [18, 9]


def test_a_document_in_another_one_has_its_own() -> None:
    inner = f"{OPEN} style='background: red'><g id='a'><rect width='3' height='3'/></g></svg>"
    href = f"data:image/svg+xml;base64,{b64encode(inner.encode()).decode()}"
    outer = f"{OPEN}><g id='b' opacity='.5'><image x='3' y='3' width='3' height='3' href='{href}'/></g></svg>"
    behind, square = load(outer.encode()).shapes
    assert behind.paint == Solid(1.0, 0.0, 0.0, 0.5)
    assert behind.subpaths[0].points.max(axis=0) == pytest.approx([6, 6], abs=1e-5)
    assert square.subpaths[0].points.max(axis=0).tolist() == [4, 4]
    assert square.layer_names == behind.layer_names == ("b",)


def test_a_background_that_is_a_picture_is_named() -> None:
    body = '<rect width="3" height="3"/>'
    for picture in ("url(a.png)", "linear-gradient(red, blue)"):
        artwork = load(f"{OPEN} style='background: {picture}'>{body}</svg>".encode())
        assert artwork.left_out == {"background picture": 1}
        assert len(artwork.shapes) == 1
