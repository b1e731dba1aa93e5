# SPDX-License-Identifier: GPL-3.0-or-later
"""What shape.py promises of a Drawing and of an Artwork is so, for every small SVG file and some odd ones."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from antekirt_addon.media.svg.geometry.artwork import make_artwork
from antekirt_addon.media.svg.geometry.fill_polygons import with_polygons
from antekirt_addon.media.svg.geometry.flatten import flatten_all
from antekirt_addon.media.svg.options import Options
from antekirt_addon.media.svg.paint import Gradient, Picture, Solid
from antekirt_addon.media.svg.raster.effect_picture import with_pictures
from antekirt_addon.media.svg.reading.document import read
from tests.made_font import install
from tests.svg_probe import twice_area, within
from tests.svg_raster import DRAWINGS

if TYPE_CHECKING:
    from pathlib import Path

    from antekirt_addon.media.svg.paint import Paint, Stroke
    from antekirt_addon.media.svg.shape import Artwork, ClipRegion, Drawing, Subpath, Text

BODIES = {
    "stops out of order": '<linearGradient id="g"><stop offset="0.8"/><stop offset="0.2" stop-color="red"/>'
    '<stop offset="7"/></linearGradient><path fill="url(#g)" d="M0 0h9v9z"/>',
    "gradient without extent": '<linearGradient id="g" x2="0"><stop/><stop offset="1" stop-color="red"/>'
    '</linearGradient><path fill="url(#g)" stroke="url(#g)" d="M0 0h9v9z"/>',
    "odd dashes": '<path stroke="red" stroke-dasharray="5" stroke-miterlimit="0" d="M0 0h9v9z"/>',
    "empty clip": '<clipPath id="c"/><path clip-path="url(#c)" d="M0 0h9v9z"/><path d="M0 0h9v9z"/>',
    "clip under a turn": '<clipPath id="c"><path d="M.1.7.3.9.7.1z" transform="rotate(7)"/></clipPath>'
    '<path transform="rotate(3)" clip-path="url(#c)" d="M0 0h9v9z"/>',
    "a stroke that keeps its width": '<path transform="rotate(7 3 3)" vector-effect="non-scaling-stroke"'
    ' stroke="red" d="M.1.7.3.9.7.1z"/>',
    "moves and dots": '<path d="M1 1M2 2zM3 3l0 0M4 4h5" stroke="red" stroke-linecap="round"/>',
    "text": '<text y="5" font-size="4" dx="0 1">A B</text><text y="5" rotate="9" stroke="red">B</text>',
    "flat": '<path transform="scale(0 1)" d="M0 0h9v9z"/><path d="M0 0h9v9z"/>',
}
DOCUMENTS: dict[str, Path | bytes] = {file.stem: file for file in DRAWINGS} | {
    name: f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{body}</svg>'.encode()
    for name, body in BODIES.items()
}
every_document = pytest.mark.parametrize("name", DOCUMENTS)


@pytest.fixture(autouse=True)
def installed(fonts: Path) -> None:
    install(fonts, "Test Boxes")


@every_document
def test_a_drawing_is_what_geometry_relies_on(name: str) -> None:
    check_drawing(read(DOCUMENTS[name], lambda: False))


@every_document
@pytest.mark.parametrize("clip_to_viewport", [True, False])
def test_an_artwork_is_what_a_scene_relies_on(name: str, clip_to_viewport: bool) -> None:
    options = Options(clip_to_viewport=clip_to_viewport)
    check_artwork(drawn(DOCUMENTS[name], options), options)


def drawn(document: Path | bytes, options: Options) -> Artwork:
    drawing = with_pictures(read(document, lambda: False), options, lambda: False)
    assert not any(element.effect for element in drawing.elements)
    return make_artwork(drawing, options, lambda: False)


@every_document
def test_polygons_fill_what_the_outlines_of_an_artwork_fill(name: str) -> None:
    options = Options()
    artwork = make_artwork(read(DOCUMENTS[name], lambda: False), options, lambda: False)
    filled = with_polygons(artwork, options.curve_tolerance, lambda _: True, lambda: False)
    check_polygons(filled, options)


def check_drawing(drawing: Drawing) -> None:
    assert drawing.width > 0
    assert drawing.height > 0
    assert all(count > 0 for count in drawing.left_out.values())
    assert drawing.elements
    clips: dict[int, tuple[ClipRegion, ...]] = {}
    for element in drawing.elements:
        matrix = element.matrix
        assert np.isfinite([matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f]).all()
        assert element.fill or element.stroke or element.effect
        assert not (element.effect and (element.fill or element.stroke))
        assert element.stroke or not element.stroke_first
        for paint in filter(None, [element.fill, element.stroke and element.stroke.paint]):
            check_paint(paint)
        if element.stroke:
            check_stroke(element.stroke)
        check_subpaths(element.subpaths)
        if element.text:
            assert element.stroke is None
            check_text(element.text)
        for clip in element.clips:
            assert clip
            clips[id(clip)] = clip
            for region in clip:
                check_subpaths(region.subpaths)


def check_text(text: Text) -> None:
    assert len(text.body) == len(text.spacing)
    assert text.body == text.body.strip()
    assert min(text.size, text.box_height, text.width) > 0
    assert np.isfinite(text.spacing).all()
    assert text.spacing[-1] == 1.0


def check_subpaths(subpaths: tuple[Subpath, ...]) -> None:
    assert subpaths
    for subpath in subpaths:
        points = subpath.points
        assert points.dtype == np.float64
        assert points.shape == (len(points), 2)
        assert len(points) % 3 == 1
        assert len(points) > 1
        assert np.isfinite(points).all()
        assert not subpath.closed or points[-1] == pytest.approx(points[0], abs=1e-9 * np.abs(points).max())


def check_paint(paint: Paint) -> None:
    if isinstance(paint, Picture):
        matrix = paint.to_picture
        assert matrix.a * matrix.d != matrix.b * matrix.c
        assert 0 < paint.alpha <= 1
        assert isinstance(paint.content, bytes) or paint.content.dtype == np.uint8
        return
    colors = [stop.color for stop in paint.stops] if isinstance(paint, Gradient) else [paint]
    for color in colors:
        assert all(0 <= value <= 1 for value in (color.red, color.green, color.blue, color.alpha))
    if isinstance(paint, Gradient):
        offsets = [stop.offset for stop in paint.stops]
        assert len(offsets) > 1
        assert offsets == sorted(offsets)
        assert 0 <= offsets[0] <= offsets[-1] <= 1
        matrix = paint.to_gradient
        assert matrix.a * matrix.d != matrix.b * matrix.c
        assert np.hypot(*paint.focus) < 1


def check_stroke(stroke: Stroke) -> None:
    assert stroke.width > 0
    assert stroke.miter_limit >= 1
    assert len(stroke.dashes) % 2 == 0
    assert not stroke.dashes or (min(stroke.dashes) >= 0 and sum(stroke.dashes) > 0)


def check_artwork(artwork: Artwork, options: Options) -> None:
    assert artwork.shapes
    assert artwork.layer_count == 1 + max(shape.layer for shape in artwork.shapes)
    size = np.array([artwork.width, artwork.height])
    tolerance = 2 * options.curve_tolerance * size.max()
    for shape in artwork.shapes:
        assert 0 <= shape.layer < artwork.layer_count
        assert shape.is_even or shape.backdrop == (1.0, 1.0, 1.0)
        check_paint(shape.paint)
        check_subpaths(shape.subpaths)
        if shape.text:
            assert isinstance(shape.paint, Solid)
            check_text(shape.text)
        for subpath in shape.subpaths:
            assert subpath.closed
            assert (subpath.points[0] == subpath.points[-1]).all()
            if options.clip_to_viewport:
                on_curve = subpath.points[::3]
                assert (on_curve >= -tolerance).all()
                assert (on_curve <= size + tolerance).all()
    paints = [shape.paint for shape in artwork.shapes]
    assert len({id(paint) for paint in paints}) == len(set(paints))


def check_polygons(artwork: Artwork, options: Options) -> None:
    polygons = artwork.polygons
    assert polygons
    assert (np.diff(polygons.shape) >= 0).all()
    own = [polygons.corners[first:last] for first, last in pairwise(polygons.starts.tolist())]
    owner = np.full(len(polygons.points), -1)
    for corners, number in zip(own, polygons.shape.tolist(), strict=True):
        assert len(set(corners.tolist())) == len(corners) > 2
        assert twice_area(polygons.points[corners]) < 0  # y points down
        assert np.isin(owner[corners], (-1, number)).all()
        owner[corners] = number
    size = max(artwork.width, artwork.height)
    probes = np.random.default_rng(1).uniform(0, size, (400, 2))
    for number, shape in enumerate(artwork.shapes):
        chains = [subpath.points for subpath in shape.subpaths]
        lines = flatten_all(chains, np.full(len(chains), size * options.curve_tolerance))
        meant = sum(within(ring[:-1], probes) for ring in np.split(lines.points, lines.starts[1:-1])) % 2
        parts = [corners for corners, n in zip(own, polygons.shape.tolist(), strict=True) if n == number]
        assert (sum(within(polygons.points[corners], probes) for corners in parts) == meant).all()
