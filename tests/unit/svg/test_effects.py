# SPDX-License-Identifier: GPL-3.0-or-later
"""Filters and masks look as a rasterizer draws them, as pictures of no more than the piece that has them."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import numpy as np
import pytest

from antekirt_addon.media.srgb import all_encoded, all_linear
from antekirt_addon.media.svg import Options, load
from antekirt_addon.media.svg.geometry.backdrop import with_backdrops
from antekirt_addon.media.svg.paint import Gradient, Picture, Solid
from antekirt_addon.media.svg.raster import effect_picture
from antekirt_addon.media.svg.raster.linear_mixing import with_picture_files
from antekirt_addon.media.svg.raster.over_ground import with_grounds
from antekirt_addon.media.svg.raster.png_file import decoded, encoded
from tests.svg_raster import draw, draw_artwork, likeness

if TYPE_CHECKING:
    from tests.svg_raster import Picture as Pixels

RED = '<rect x="20" y="20" width="50" height="50" fill="#f30"/>'
BLUR = '<filter id="f"><feGaussianBlur stdDeviation="4"/></filter>'
FADE = (
    '<linearGradient id="g"><stop stop-color="#fff"/><stop offset="1" stop-color="#000"/></linearGradient>'
    '<mask id="m"><rect width="100" height="100" fill="url(#g)"/></mask>'
)
CAIRO = (
    '<filter id="a"><feColorMatrix values="0 0 0 0 1 0 0 0 0 1 0 0 0 0 1 0 0 0 1 0"/></filter>'
    '<mask id="m"><g filter="url(#a)"><rect width="100" height="100" fill-opacity=".5"/></g></mask>'
)
FILTERS = {
    "unequal blur": '<feGaussianBlur stdDeviation="6 2"/>',
    "glow": '<feGaussianBlur stdDeviation="5" result="b"/><feMerge><feMergeNode in="b"/>'
    '<feMergeNode in="SourceGraphic"/></feMerge>',
    "shadow": '<feDropShadow dx="5" dy="3" stdDeviation="2" flood-color="#00f" flood-opacity=".6"/>',
    "inner shadow": '<feOffset dx="-6" dy="-6" in="SourceAlpha"/><feGaussianBlur stdDeviation="3"/>'
    '<feComposite in2="SourceAlpha" operator="arithmetic" k2="-1" k3="1"/>'
    '<feColorMatrix values="0 0 0 0 .2 0 0 0 0 0 0 0 0 0 .4 0 0 0 .8 0"/><feBlend in2="SourceGraphic"/>',
    "xor": '<feFlood flood-color="#0a0" x="30" y="30" width="60" height="30" result="a"/>'
    '<feComposite in="SourceGraphic" in2="a" operator="xor"/>',
    "blend": '<feFlood flood-color="#5af" result="a"/><feBlend mode="multiply" in="SourceGraphic" in2="a"/>',
    "curves": '<feComponentTransfer><feFuncR type="table" tableValues="1 0"/>'
    '<feFuncA type="linear" slope=".5"/></feComponentTransfer>',
    "thicker": '<feMorphology operator="dilate" radius="4 2"/>',
    "tile": '<feOffset x="30" y="30" width="60" height="30"/><feTile/>',
    "noise": '<feTurbulence type="fractalNoise" baseFrequency=".05" numOctaves="2" seed="2"/>',
    "no primitives": "",
}


@pytest.fixture(autouse=True)
def _coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures as fine as these are compared, which takes a tenth of the time."""
    monkeypatch.setattr(effect_picture, "MOST_SIDE", 256)


def drawing(body: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{body}</svg>'


def like_the_file(body: str) -> float:
    artwork = load(drawing(body).encode())
    assert artwork.left_out == {}
    return likeness(shrunk(draw(drawing(body), 252, 252)), shrunk(draw_artwork(artwork, 252, 252)))


def shrunk(picture: Pixels) -> Pixels:
    """A third of its size: a rasterizer rounds the regions of filters to its pixels."""
    result: Pixels = picture.reshape(84, 3, 84, 3, 3).mean(axis=(1, 3)).astype(np.uint8)
    return result


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_looks_as_it_is_meant(name: str) -> None:
    space = "linearRGB" if name in {"unequal blur", "glow", "blend"} else "sRGB"
    text = f'<filter id="f" color-interpolation-filters="{space}">{FILTERS[name]}</filter>'
    circle = '<circle cx="65" cy="65" r="20" fill="#06c" fill-opacity=".7"/>'
    under = '<rect width="100" height="45" fill="#fe8"/>'
    assert like_the_file(f'{text}{under}<g filter="url(#f)">{RED}{circle}</g>') > 0.975


@pytest.mark.parametrize(
    "kernel",
    [
        'kernelMatrix="-2 -1 0 -1 1 1 0 1 2"',
        'kernelMatrix="0 1 0 1 4 1 0 1 0" bias=".3"',
        'kernelMatrix="1 2 3 4 5 6 7" order="7 1" targetX="1" divisor="32" preserveAlpha="true"',
    ],
)
def test_a_convolution_goes_by_the_pixels_of_a_small_page(kernel: str) -> None:
    circle = '<circle cx="65" cy="65" r="20" fill="#06c" fill-opacity=".7"/>'
    text = f'<filter id="f" color-interpolation-filters="sRGB"><feConvolveMatrix {kernel}/></filter>'
    body = drawing(f'{text}<g filter="url(#f)">{RED}{circle}</g>')
    artwork = load(body.encode())
    assert artwork.left_out == {}
    assert likeness(draw(body, 256, 256), draw_artwork(artwork, 256, 256)) > 0.98


def test_what_differs_within_a_mask_looks_as_it_is_meant() -> None:
    mask = f'{BLUR}<mask id="m"><g filter="url(#f)"><circle cx="50" cy="50" r="30" fill="#fff"/></g></mask>'
    assert like_the_file(f'{mask}<g mask="url(#m)">{RED}<path d="M0 40h100v20H0z"/></g>') > 0.98


def test_a_filter_within_a_filter_and_a_clip() -> None:
    clip = '<clipPath id="c"><path d="M40 0h60v100H40z"/></clipPath>'
    body = (
        f'{BLUR}{clip}<g filter="url(#f)" opacity=".8"><g filter="url(#f)" clip-path="url(#c)">{RED}</g></g>'
    )
    assert like_the_file(body) > 0.98


def test_functions_of_css_are_a_filter_too() -> None:
    text = '<filter id="f" x="-1" y="-1" width="3" height="3" color-interpolation-filters="sRGB">{}</filter>'
    shadow = '<feDropShadow dx="4" dy="2" stdDeviation="2" flood-color="#00f" flood-opacity=".5"/>'
    body = f'<g filter="url(#f)">{RED}</g>'
    by_element = draw(drawing(text.format(shadow) + body), 128, 128)
    style = "filter: drop-shadow(4px 2px 2px rgba(0, 0, 255, .5))"
    artwork = load(drawing(f'<g style="{style}">{RED}</g>').encode())
    assert likeness(by_element, draw_artwork(artwork, 128, 128)) > 0.98


def test_a_picture_stands_in_only_for_the_piece_with_the_effect() -> None:
    other = '<circle cx="90" cy="90" r="8" fill="#036"/>'
    shapes = load(drawing(f'{BLUR}{other}<g filter="url(#f)">{RED}</g>{other}').encode()).shapes
    assert [type(shape.paint) for shape in shapes] == [Solid, Picture, Solid]
    points = np.concatenate([subpath.points for subpath in shapes[1].subpaths])
    assert (points.min(0) >= 20 - 13).all()  # its blur is seen for three deviations at most
    assert (points.max(0) <= 70 + 13).all()


def test_a_picture_over_another_and_over_a_color_stays_whole() -> None:
    soft = '<g filter="url(#f)"><circle cx="70" cy="70" r="20" fill="#06c"/></g>'
    body = f'{BLUR}<path d="M0 0h50v100H0z" fill="#fe8"/><g filter="url(#f)">{RED}</g>{soft}'
    shapes = load(drawing(body).encode()).shapes
    assert [type(shape.paint) for shape in shapes] == [Solid, Picture, Picture]
    assert like_the_file(body) > 0.98


def test_opacity_as_pdf_converters_write_it_is_an_opacity() -> None:
    (shape,) = load(drawing(f'{CAIRO}<g mask="url(#m)">{RED}</g>').encode()).shapes
    assert isinstance(shape.paint, Solid)
    assert shape.paint.alpha == pytest.approx(0.5)


def test_a_gradient_mask_over_one_color_is_a_gradient() -> None:
    body = f'{FADE}<g mask="url(#m)">{RED}</g>'
    (shape,) = load(drawing(body).encode()).shapes
    assert isinstance(shape.paint, Gradient)
    assert [stop.color for stop in shape.paint.stops] == [
        Solid(1.0, 0.2, 0.0, 1.0),
        Solid(1.0, 0.2, 0.0, 0.0),
    ]
    assert like_the_file(body) > 0.99
    assert like_the_file(f'{FADE}<g mask="url(#m)">{RED}<circle cx="45" cy="45" r="9"/></g>') > 0.99


@pytest.mark.parametrize("text", ["saturate(0)", "url(#a) url(#none)", "none", "opacity(1) blur(0)"])
def test_a_filter_of_colors_alone_needs_no_picture(text: str) -> None:
    matrix = '<filter id="a"><feColorMatrix type="hueRotate" values="90"/></filter>'
    body = drawing(f'{matrix}<g filter="{text}">{RED}</g>')
    (shape,) = load(body.encode()).shapes
    assert isinstance(shape.paint, Solid)


def test_without_pictures_the_piece_is_drawn_plain_and_counted() -> None:
    faded = f'<g mask="url(#m)">{RED}<path d="M30 30h9v9z"/></g>'
    body = f'{BLUR}{FADE}<g filter="url(#f)" opacity=".5">{RED}</g>{faded}'
    artwork = load(drawing(body).encode(), Options(effects_as_pictures=False))
    assert artwork.left_out == {"filter": 1, "mask": 1}
    assert [shape.paint for shape in artwork.shapes] == [
        Solid(1.0, 0.2, 0.0, 0.5),
        Solid(1.0, 0.2, 0.0),
        Solid(0.0, 0.0, 0.0),
    ]


def test_a_pattern_of_very_many_tiles_is_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # it has some pixels for each tile
    tile = '<rect width=".5" height="1" fill="#c00"/>'
    size = 'width="1" height="1" patternUnits="userSpaceOnUse" patternTransform="rotate(20)"'
    text = f'<pattern id="p" {size}>{tile}</pattern><path d="M10 10h80v80h-80z" fill="url(#p)" {{}}/>'
    body = text.format('fill-opacity=".5"')
    artwork = load(drawing(body).encode())
    assert artwork.left_out == {}
    assert [type(shape.paint) for shape in artwork.shapes] == [Picture]
    middles = [
        picture.reshape(16, 24, 16, 24, 3).mean(axis=(1, 3))  # the hatches themselves are finer
        for picture in (draw(drawing(body), 384, 384), draw_artwork(artwork, 384, 384))
    ]
    assert np.abs(middles[0] - middles[1]).max() < 16


def test_a_mask_is_masked_itself() -> None:
    mask = FADE.replace('id="m"', 'id="n"')
    inner = '<mask id="m" mask="url(#n)"><circle cx="50" cy="50" r="30" fill="#fff"/></mask>'
    assert like_the_file(f'{mask}{inner}<g mask="url(#m)">{RED}</g>') > 0.99


def pixel(filter_text: str, x: int, y: int) -> list[int]:
    """What a filter makes of a red square, as red, green, blue, alpha."""
    text = f'<filter id="f" color-interpolation-filters="sRGB">{filter_text}</filter>'
    (shape,) = load(drawing(f'{text}<g filter="url(#f)">{RED}</g>').encode()).shapes
    assert isinstance(shape.paint, Picture)
    assert not isinstance(shape.paint.content, bytes)
    m, (height, width) = shape.paint.to_picture, shape.paint.content.shape[:2]
    column, row = int((m.a * x + m.e) * width), int((m.d * y + m.f) * height)
    inside = 0 <= column < width and 0 <= row < height
    return shape.paint.content[row, column].tolist() if inside else [0, 0, 0, 0]


def test_a_flat_surface_is_lit_by_the_sine_of_the_elevation() -> None:
    lamp = '<feDistantLight azimuth="45" elevation="30"/>'
    diffuse = f'<feDiffuseLighting lighting-color="#fc8">{lamp}</feDiffuseLighting>'
    assert pixel(diffuse, 45, 45) == pytest.approx([127, 102, 68, 255], abs=2)
    above = '<fePointLight x="45" y="45" z="30"/>'
    shine = f'<feSpecularLighting specularExponent="20" lighting-color="#fff">{above}</feSpecularLighting>'
    assert pixel(shine, 45, 45)[3] > 250
    assert pixel(shine, 25, 65)[3] < 150


def test_a_displacement_moves_by_what_a_channel_says() -> None:
    flood = '<feFlood flood-color="rgb(255, 128, 0)" result="map"/>'
    moved = 'in="SourceGraphic" in2="map" scale="20" xChannelSelector="R" yChannelSelector="G"'
    text = f"{flood}<feDisplacementMap {moved}/>"
    assert pixel(text, 15, 45)[3] == 255  # ten units to the left of where it was
    assert pixel(text, 65, 45)[3] == 0


def test_a_filter_brings_in_a_picture() -> None:
    blue = np.full((4, 4, 4), (0, 0, 255, 255), np.uint8)
    href = "data:image/png;base64," + base64.b64encode(encoded(blue)).decode()
    assert pixel(f'<feImage href="{href}" x="20" y="20" width="20" height="20"/>', 30, 30) == [0, 0, 255, 255]


def test_of_many_pictures_each_has_fewer_pixels() -> None:
    spots = [f'<circle cx="{8 + 9 * (n % 10)}" cy="{8 + 9 * (n // 10)}" r="3"/>' for n in range(40)]
    text = '<filter id="f"><feDropShadow dx="1" dy="1" stdDeviation="1"/></filter>'
    body = text + "".join(f'<g filter="url(#f)">{spot}</g>' for spot in spots)
    sizes = [shape.paint.content.shape[0] for shape in load(drawing(body).encode()).shapes]
    assert len(sizes) == 40
    assert max(sizes) < effect_picture.LEAST_SIDE


def test_a_filter_far_larger_than_the_page_is_bounded() -> None:
    size = 'x="-9999" y="-9999" width="20000" height="20000"'
    text = f'<filter id="f" {size}><feFlood flood-color="#f00"/></filter>'
    (shape,) = load(drawing(f'{text}<g filter="url(#f)">{RED}</g>').encode()).shapes
    assert isinstance(shape.paint, Picture)
    assert not isinstance(shape.paint.content, bytes)
    assert max(shape.paint.content.shape) <= effect_picture.MOST_SIDE


def test_mixed_as_light_it_looks_the_same_over_several_grounds() -> None:
    grounds = '<path d="M0 0h45v100H0z" fill="#124"/><path d="M45 0h55v100H45z" fill="#fd4"/>'
    body = f'{BLUR}{grounds}<g filter="url(#f)" opacity=".8"><circle cx="45" cy="45" r="20" fill="#fff"/></g>'
    artwork = with_backdrops(load(drawing(body).encode()), lambda: False)
    paint = with_picture_files(artwork, mixes_light=True, stop=lambda: False).shapes[-1].paint
    assert isinstance(paint, Picture)
    assert isinstance(paint.content, bytes)
    pixels = decoded(paint.content)
    assert pixels is not None
    m = paint.to_picture
    for x, below in ((30, (17, 34, 68)), (60, (255, 221, 68))):
        height, width = pixels.shape[:2]
        pixel = pixels[int((m.d * 45 + m.f) * height), int((m.a * x + m.e) * width)] / 255.0
        ground = np.array(below) / 255.0
        seen = all_encoded(all_linear(pixel[:3]) * pixel[3] + all_linear(ground) * (1.0 - pixel[3]))
        meant = draw(drawing(body), 1000, 1000)[450, 10 * x] / 255.0
        assert seen == pytest.approx(meant, abs=0.02)


def test_with_its_ground_in_itself_it_looks_the_same_and_is_clear_over_nothing() -> None:
    ground = '<path d="M0 0h45v100H0z" fill="#124"/>'
    body = f'{BLUR}{ground}<g filter="url(#f)" opacity=".8"><circle cx="45" cy="45" r="20" fill="#fff"/></g>'
    paint = with_grounds(load(drawing(body).encode()), lambda: False).shapes[-1].paint
    assert isinstance(paint, Picture)
    assert not isinstance(paint.content, bytes)
    (height, width), m = paint.content.shape[:2], paint.to_picture
    meant = draw(drawing(body), 500, 500)
    for x, alpha in ((30, 255), (58, 204)):
        pixel = paint.content[int((m.d * 45 + m.f) * height), int((m.a * x + m.e) * width)].astype(float)
        assert pixel[3] == pytest.approx(alpha, abs=8)
        seen = pixel[:3] * pixel[3] / 255 + 255 - pixel[3]
        assert seen == pytest.approx(meant[225, 5 * x], abs=5)
