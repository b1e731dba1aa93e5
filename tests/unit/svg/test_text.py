# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts lie where SVG says, letter by letter, in a font whose letters are rectangles (tests/made_font.py)."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.media.svg import Options, load
from antekirt_addon.media.svg.paint import Gradient, Solid
from antekirt_addon.media.svg.reading import text_content
from tests.made_font import LETTERS, Box, install, made_font

if TYPE_CHECKING:
    from pathlib import Path

    from antekirt_addon.media.svg.shape import Artwork, Shape

FONT = "font-family='Test Boxes' font-size='10'"
Boxes = list[tuple[float, float, float, float]]


@pytest.fixture(autouse=True)
def installed(fonts: Path) -> None:
    install(fonts, "Test Boxes")
    install(fonts, "Test Boxes", 700)


def drawn(body: str, options: Options = Options()) -> Artwork:  # noqa: B008 - it is frozen
    return load(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{body}</svg>'.encode(), options
    )


def boxes(*shapes: Shape) -> Boxes:
    """Left, top, right, bottom of each letter, from left to right."""
    corners = [(s.points.min(axis=0), s.points.max(axis=0)) for shape in shapes for s in shape.subpaths]
    return sorted(tuple(round(float(v), 2) for v in (*low, *high)) for low, high in corners)  # type: ignore[misc]


# What stands in the text element at (50, 50), and where each letter's box begins.
WRITTEN = {
    "letters": ("AB", [50, 57]),
    "kerning": ("AV", [50, 55.5]),
    "no kerning": ("<tspan font-kerning='none'>AV</tspan>", [50, 56.5]),
    "spaces are one": ("\n  A \n\t B  ", [50, 60]),
    "spaces are kept": ("<tspan xml:space='preserve'>A  B</tspan>", [50, 63]),
    "moved": ("A<tspan dx='5'>B</tspan>", [50, 62]),
    "set anew": ("A<tspan x='100'>B</tspan>B", [50, 101, 109]),
    "listed": ("<tspan x='10 30 50'>ABAA</tspan>", [10, 31, 50, 56]),
    "outer list": ("<tspan dx='0 2 4'>A<tspan>B</tspan>A</tspan>", [50, 59, 70]),
    "letter spacing": ("<tspan letter-spacing='2'>AAA</tspan>", [50, 58, 66]),
    "word spacing": ("<tspan word-spacing='2'>A A A</tspan>", [50, 61, 72]),
    "smaller": ("A<tspan font-size='50%'>A</tspan>A", [50, 56, 59]),
    "in the middle": ("<tspan x='100' text-anchor='middle'>AAAA</tspan>", [88, 94, 100, 106]),
    "at the end": ("<tspan x='100' text-anchor='end'>AA</tspan>", [88, 94]),
    "as long as it says": ("<tspan textLength='30'>AA</tspan>", [50, 74]),
    "hidden": ("A<tspan display='none'>A</tspan>A", [50, 56]),
    "deep": ("<a><tspan>A<a>A</a></tspan></a>A", [50, 56, 62]),
    "entities": ("A&#x41;<![CDATA[A]]>", [50, 56, 62]),
    "right to left": ("<tspan direction='rtl' x='100'>A</tspan>", [94]),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_each_letter_lies_where_it_should(name: str) -> None:
    written, lefts = WRITTEN[name]
    artwork = drawn(f"<text x='50' y='50' {FONT}>{written}</text>")
    assert [box[0] for box in boxes(*artwork.shapes)] == lefts
    assert artwork.left_out == {}


BASELINES = {
    "": 50.0,
    "dominant-baseline='middle'": 52.5,
    "dominant-baseline='central'": 53.0,
    "dominant-baseline='hanging'": 56.4,
    "dominant-baseline='text-before-edge'": 58.0,
    "baseline-shift='super'": 46.5,
    "baseline-shift='sub'": 50.75,
    "baseline-shift='3'": 47.0,
    "baseline-shift='50%'": 45.0,
    "dy='7'": 57.0,
}


@pytest.mark.parametrize("written", BASELINES)
def test_a_baseline_is_where_the_file_says(written: str) -> None:
    artwork = drawn(f"<text x='50' y='50' {FONT}><tspan {written}>A</tspan></text>")
    ((_, top, _, bottom),) = boxes(*artwork.shapes)
    assert (bottom, bottom - top) == pytest.approx((BASELINES[written], 7.0), abs=0.01)


def test_a_text_can_stay_one() -> None:
    (shape,) = drawn(
        f"<g transform='translate(20 0) scale(2)'><text x='9' y='20' {FONT}>AV B</text></g>"
    ).shapes
    text = shape.text
    assert text is not None
    assert (text.body, text.size, text.box_height, text.width) == ("AV B", 10.0, 0.9, 22.0)
    assert text.spacing == pytest.approx((5 / 6, 1.0, 1.0, 1.0))
    assert (text.matrix.a, text.matrix.d, text.matrix.e, text.matrix.f) == (2.0, 2.0, 38.0, 40.0)
    assert (shape.name, shape.paint) == ("AV B", Solid(0.0, 0.0, 0.0))


def test_it_is_parted_where_its_letters_differ() -> None:
    body = "AA <tspan fill='red'>B</tspan><tspan font-weight='bold'>B</tspan><tspan x='9' y='90'>V</tspan>"
    shapes = drawn(f"<text x='50' y='50' {FONT}>{body}</text>").shapes
    assert [shape.text and shape.text.body for shape in shapes] == ["AA", "B", "B", "V"]
    assert [shape.text and shape.text.font.name for shape in shapes][1:3] == [
        "Test Boxes 400.ttf",
        "Test Boxes 700.ttf",
    ]


OUTLINED = {
    "stroke": "<text y='20' stroke='red' {font}>A</text>",
    "gradient": "<linearGradient id='g'><stop/><stop offset='1' stop-color='red'/></linearGradient>"
    "<text y='20' fill='url(#g)' {font}>A</text>",
    "turned letters": "<text y='20' rotate='30' {font}>AA</text>",
    "cut": "<clipPath id='c'><path d='M0 0h3v50z'/></clipPath>"
    "<text clip-path='url(#c)' y='20' {font}>A</text>",
    "beyond the edge": "<text x='198' y='20' {font}>A</text>",
    "on a sharp bend": "<path id='p' d='M10 10h8v50' fill='none'/>"
    "<text {font}><textPath href='#p'>AA</textPath></text>",
    "on two paths": "<path id='p' d='M10 10h50M10 30h50' fill='none'/>"
    "<text {font}><textPath href='#p'>AA</textPath></text>",
    "turned on a path": "<path id='p' d='M10 10L90 50' fill='none'/>"
    "<text {font}><textPath href='#p'><tspan rotate='9'>AA</tspan></textPath></text>",
}


@pytest.mark.parametrize("name", OUTLINED)
def test_what_is_more_than_letters_in_a_line_is_outlined(name: str) -> None:
    artwork = drawn(OUTLINED[name].format(font=FONT))
    assert artwork.shapes
    assert all(shape.text is None for shape in artwork.shapes)
    assert artwork.left_out == {}


def test_a_clip_that_cuts_nothing_leaves_a_text() -> None:
    clip = "<clipPath id='c'><path d='M0 0h90v90h-90z'/></clipPath>"
    (shape,) = drawn(f"{clip}<text clip-path='url(#c)' x='9' y='20' {FONT}>A</text>").shapes
    assert shape.text


def test_what_lies_beneath_a_text_does_not_cut_it() -> None:
    bar, text = drawn(f"<path d='M0 0H9V50H0z'/><text y='20' opacity='.5' {FONT}>AB</text>").shapes
    assert bar.text is None
    assert text.text


def test_as_outlines_nothing_stays_text() -> None:
    (shape,) = drawn(f"<text y='20' {FONT}>AB</text>", Options(text_as="OUTLINES")).shapes
    assert shape.text is None
    assert boxes(shape) == [(0, 13, 5, 20), (7, 13, 13, 20)]


def test_a_path_turns_the_letters() -> None:
    path = "<path id='p' d='M100 20V90' fill='none'/>"
    (shape,) = drawn(f"{path}<text {FONT}><textPath href='#p' startOffset='10'>AB</textPath></text>").shapes
    assert boxes(shape) == [(100, 30, 107, 35), (100, 37, 107, 43)]
    (middle,) = drawn(
        f"{path}<text {FONT}><textPath href='#p' startOffset='50%' text-anchor='middle'>AB</textPath></text>"
    ).shapes
    assert boxes(middle) == [(100, 48, 107, 53), (100, 55, 107, 61)]


def test_a_text_can_stay_one_on_a_path() -> None:
    path = "<path id='p' d='M10 20Q60 40 110 20' fill='none'/>"
    written = "<textPath href='#p' startOffset='20'>A<tspan dx='3'>B</tspan></textPath>"
    (shape,) = drawn(f"{path}<text dy='-2' {FONT}>{written}</text>").shapes
    text = shape.text
    assert text
    assert text.path
    assert (text.path.start, text.path.below) == pytest.approx((20.0, -2.0))
    assert text.spacing == pytest.approx((1.5, 1.0))
    assert text.path.points[[0, -1]].tolist() == [[10, 20], [110, 20]]
    assert len(text.path.points) > 90


def test_letters_beyond_the_end_of_a_path_are_not_seen() -> None:
    path = "<path id='p' d='M0 20H20' fill='none'/>"
    (shape,) = drawn(f"{path}<text {FONT}><textPath href='#p'>AAAAAA</textPath></text>").shapes
    assert len(shape.subpaths) == 3
    assert drawn(f"<text {FONT}><textPath href='#nothing'>A</textPath></text>{path}").left_out == {"text": 1}


def test_a_line_can_run_down(fonts: Path) -> None:
    install(fonts, "Wide", letters={"\u4e2d": Box(0, -120, 1000, 880, 1000)})
    written = "A\u4e2d<tspan>B</tspan>"
    artwork = drawn(f"<text x='50' y='20' writing-mode='tb' {FONT}>{written}</text>")
    assert boxes(*artwork.shapes) == [(45, 26, 55, 36), (47, 20, 54, 25), (47, 37, 54, 43)]
    middle = drawn(
        f"<text x='50' y='50' style='writing-mode: vertical-rl' text-anchor='middle' {FONT}>AA</text>"
    )
    assert boxes(*middle.shapes) == [(47, 44, 54, 49), (47, 50, 54, 55)]


def test_a_gradient_spans_the_whole_text() -> None:
    gradient = "<linearGradient id='g'><stop/><stop offset='1' stop-color='red'/></linearGradient>"
    text = f"<text x='50' y='50' fill='url(#g)' {FONT}>A<tspan font-weight='bold'>B</tspan></text>"
    paints = [shape.paint for shape in drawn(gradient + text).shapes]
    for paint in paints:
        assert isinstance(paint, Gradient)
        at = paint.to_gradient
        assert (at.a * 50 + at.e, at.a * 64 + at.e) == pytest.approx((0.0, 1.0))


def test_lines_along_a_text_have_the_paint_of_who_asks_for_them() -> None:
    written = "A<tspan fill='blue'>B</tspan>"
    shapes = drawn(
        f"<text x='50' y='50' fill='red' text-decoration='underline' {FONT}>{written}</text>"
    ).shapes
    assert [(shape.paint, boxes(shape)) for shape in shapes] == [
        (Solid(1.0, 0.0, 0.0), [(50, 50.75, 56, 51.25)]),
        (Solid(1.0, 0.0, 0.0), [(50, 43, 55, 50)]),
        (Solid(1.0, 0.0, 0.0), [(56, 50.75, 64, 51.25)]),
        (Solid(0.0, 0.0, 1.0), [(57, 43, 63, 50)]),
    ]


def test_a_text_cuts() -> None:
    clip = f"<clipPath id='c'><text x='50' y='50' {FONT}>AB</text></clipPath>"
    (shape,) = drawn(f"{clip}<rect width='200' height='100' clip-path='url(#c)'/>").shapes
    assert boxes(shape) == [(50, 43, 55, 50), (57, 43, 63, 50)]


def test_a_text_is_used_again() -> None:
    body = f"<defs><symbol id='s'><text id='t' y='20' {FONT}>A</text></symbol></defs><use href='#s' x='10'/>"
    (shape,) = drawn(f"{body}").shapes
    assert (boxes(shape), shape.name, shape.key) == ([(10, 13, 15, 20)], "t", "t")


def test_a_font_that_is_not_there_is_named() -> None:
    artwork = drawn("<text y='20' font-family='No Such Font, sans-serif'>A</text>")
    assert artwork.stand_ins == {"No Such Font": "Test Boxes"}
    assert artwork.shapes
    assert drawn(f"<text y='20' {FONT}>A</text>").stand_ins == {}


@pytest.mark.parametrize(
    ("asked", "lacking"),
    [
        ("font-weight='bold'", ""),
        ("font-weight='500'", ""),
        ("font-style='italic'", "Italic"),
        ("font-weight='900' font-style='oblique'", "Black Italic"),
        ("font-weight='100'", "Thin"),
    ],
)
def test_a_face_that_a_family_lacks_is_named(asked: str, lacking: str) -> None:
    told = {f"Test Boxes {lacking}": "Test Boxes"} if lacking else {}
    assert drawn(f"<text y='20' {FONT} {asked}>A</text>").stand_ins == told


def test_a_letter_that_a_font_lacks_comes_from_another(fonts: Path) -> None:
    install(fonts, "Other", letters={"Ω": LETTERS["B"]})
    artwork = drawn(f"<text y='20' {FONT}>AΩA\U0001f600</text>")
    assert [shape.text and shape.text.body for shape in artwork.shapes] == ["A", "Ω", "A"]
    assert artwork.left_out == {"unknown letter": 1}


@pytest.mark.parametrize("form", ["ttf", "woff", "woff2"])
def test_a_font_within_the_file_is_used(form: str) -> None:
    """Its A is as wide as the other one's B. There is no Brotli here, which WOFF2 is packed with."""
    data = made_font("Inner", 400, {"A": LETTERS["B"]})
    if form == "woff":
        data = packed(data)
    elif form == "woff2":
        data = b"wOF2" + data
    url = "data:font/" + form + ";base64," + base64.b64encode(data).decode()
    rule = f"@font-face {{ font-family: 'Brought'; src: local(x), url({url}) format('x') }}"
    text = f"<style>{rule}</style><text x='50' y='50' font-family='Brought' font-size='10'>AA</text>"
    artwork = drawn(text)
    if form == "woff2":
        assert artwork.stand_ins == {"Brought": "Test Boxes"}
    else:
        assert [box[0] for box in boxes(*artwork.shapes)] == [51.0, 59.0]
        assert artwork.shapes[0].text is None
        assert artwork.stand_ins == {}


def packed(font: bytes) -> bytes:
    """A font as WOFF."""
    count = int.from_bytes(font[4:6], "big")
    rows, body = b"", b""
    for nth in range(count):
        tag, checksum, offset, length = struct.unpack_from(">4s3I", font, 12 + 16 * nth)
        table = zlib.compress(font[offset : offset + length])
        table = table if len(table) < length else font[offset : offset + length]
        rows += struct.pack(">4s4I", tag, 44 + 20 * count + len(body), len(table), length, checksum)
        body += table
    head = struct.pack(">4s4sI2H", b"wOFF", font[:4], 0, count, 0)
    return head.ljust(44, b"\0") + rows + body


SHAPED = {"कखग": 0, "कि": 1, "ܐܒ": 1, "ب": 0, "بب": 1, "ﺑﺐ": 0, "แก": 0}


@pytest.mark.parametrize("body", SHAPED)
def test_a_script_whose_letters_change_each_other_is_named(body: str, fonts: Path) -> None:
    """The font has no joined forms of Arabic letters, but where the file itself asks for them."""
    install(fonts, "Other", letters=dict.fromkeys(body, LETTERS["B"]))
    artwork = drawn(f"<text y='20' {FONT}>A {body}</text>")
    assert artwork.left_out.get("text shaping", 0) == SHAPED[body]
    assert "text shaping" not in drawn(f"<text visibility='hidden' {FONT}>{body}</text>").left_out


FONTS = {
    "font='bold 10px \"Test Boxes\"'": ("Test Boxes 700.ttf", 10.0),
    "style='font: 20px/1.2 Test Boxes'": ("Test Boxes 400.ttf", 20.0),
    "font-family='TestBoxes700' font-size='10'": ("Test Boxes 700.ttf", 10.0),
    "font-family='test boxes' font-weight='600'": ("Test Boxes 700.ttf", 16.0),
    "font-family='ABCDEF+TestBoxes700'": ("Test Boxes 700.ttf", 16.0),
    "font-family='Missing-Bold'": ("Test Boxes 700.ttf", 16.0),
    "font-family='Nothing, &apos;Test Boxes&apos;' font-size='large'": ("Test Boxes 400.ttf", 18.0),
}


@pytest.mark.parametrize("written", FONTS)
def test_a_font_is_found_by_how_files_write_it(written: str) -> None:
    (shape,) = drawn(f"<text y='20' {written}>A</text>").shapes
    assert shape.text
    assert (shape.text.font.name, shape.text.size) == FONTS[written]


def test_a_font_that_is_no_font_is_passed_over(fonts: Path) -> None:
    (fonts / "fonts" / "0 noise.ttf").write_bytes(b"\0\1\0\0" + bytes(range(256)) * 9)
    whole = (fonts / "fonts" / "Test Boxes 400.ttf").read_bytes()
    (fonts / "fonts" / "0 cut.ttf").write_bytes(whole[: len(whole) // 2])
    assert drawn(f"<text y='20' {FONT}>A</text>").shapes[0].text


def test_a_text_beyond_all_bounds_is_cut_off_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_content, "MOST_LETTERS", 3)
    artwork = drawn(f"<text y='20' {FONT}>AAAA</text>")
    assert artwork.left_out == {"text": 1}
    assert len(boxes(*artwork.shapes)) == 3
