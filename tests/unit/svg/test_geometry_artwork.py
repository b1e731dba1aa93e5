# SPDX-License-Identifier: GPL-3.0-or-later
"""From a document to shapes that fill by the even-odd rule, cut and bounded."""

from __future__ import annotations

import numpy as np
import pytest

from antekirt_addon.media.svg import Options, load
from antekirt_addon.media.svg.error import Stopped
from antekirt_addon.media.svg.geometry.artwork import make_artwork
from antekirt_addon.media.svg.geometry.flatten import flatten_all
from antekirt_addon.media.svg.paint import Matrix, Solid, Stroke
from antekirt_addon.media.svg.shape import Drawing, Element, Subpath
from tests.svg_raster import draw, draw_artwork, likeness

BLACK = Solid(0.0, 0.0, 0.0)
STAR = "M50 5L79 95L3 39H97L21 95z"
CIRCLE = "M90 50A40 40 0 1 1 10 50A40 40 0 1 1 90 50z"


def document(body: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{body}</svg>'


DOCUMENTS = {
    "star, nonzero": f'<path d="{STAR}"/>',
    "star, even-odd": f'<path fill-rule="evenodd" d="{STAR}"/>',
    "ring": '<path d="M10 10H90V90H10zM30 30V70H70V30z"/>',
    "same way round": '<path d="M10 10H90V90H10zM30 30H70V70H30z"/>',
    "same way round, even-odd": '<path fill-rule="evenodd" d="M10 10H90V90H10zM30 30H70V70H30z"/>',
    "three deep": '<path d="M5 5H95V95H5zM20 20V80H80V20zM35 35H65V65H35z"/>',
    "overlapping parts": '<path d="M10 10H60V60H10zM40 40H90V90H40zM30 30V50H50V30z"/>',
    "open": '<path d="M10 10C60 10 90 40 90 90"/>',
    "figure of eight": '<path d="M10 20C120 100 -20 100 90 20z"/>',
    "spike": '<path d="M10 10H90V50H10zM90 50H10L50 50z"/>',
    "touching": '<path d="M10 10H50V50H10zM50 50H90V90H50zM50 10h30v40h-30z"/>',
    "clipped to a circle": '<clipPath id="c"><circle cx="40" cy="40" r="30"/></clipPath>'
    f'<path d="{STAR}" clip-path="url(#c)"/>',
    "clipped to a union": '<clipPath id="c"><path d="M0 0H60V60H0z"/><path d="M40 40V90H90V40z"/></clipPath>'
    f'<path d="{CIRCLE}" fill="#c33" clip-path="url(#c)"/>',
    "clipped twice": '<clipPath id="c"><path d="M0 0H60V90H0z"/></clipPath>'
    '<clipPath id="d"><path d="M0 50L50 0L99 50L50 99z"/></clipPath>'
    f'<g clip-path="url(#c)"><path d="{CIRCLE}" clip-path="url(#d)" stroke="red" stroke-width="9"/></g>',
    "beyond the viewport": '<rect x="-1e4" y="30" width="2e4" height="40" fill="#39c"/>'
    '<circle cx="95" cy="5" r="30"/>',
    "order": '<rect width="60" height="60" fill="red"/>'
    '<circle cx="60" cy="60" r="30" fill="blue" fill-opacity=".5"/>'
    '<rect x="30" y="50" width="60" height="9" fill="lime"/>',
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_artwork_looks_like_the_document(name: str) -> None:
    text = document(DOCUMENTS[name])
    artwork = load(text.encode())
    assert artwork.left_out == {}
    assert likeness(draw(text), draw_artwork(artwork)) > 0.99


def test_simple_curves_are_kept() -> None:
    (shape,) = load(
        document(f'<path d="{CIRCLE}M70 50A20 20 0 1 0 30 50A20 20 0 1 0 70 50z"/>').encode()
    ).shapes
    assert [len(subpath.points) for subpath in shape.subpaths] == [13, 13]
    assert all(
        subpath.closed and (subpath.points[0] == subpath.points[-1]).all() for subpath in shape.subpaths
    )


def test_a_ring_that_parts_nothing_is_dropped() -> None:
    (shape,) = load(document('<path d="M10 10H90V90H10zM30 30H70V70H30z"/>').encode()).shapes
    assert len(shape.subpaths) == 1


@pytest.mark.parametrize(
    "body",
    [
        '<rect width="9" height="9" fill="none"/>',
        '<rect width="9" height="9" opacity="0"/>',
        '<rect x="200" width="9" height="9"/>',
        '<path d="M10 10L90 90"/>',
        '<path d="M10 10H90H10z"/>',
        '<rect width="9" height="9" transform="scale(0 1)"/>',
        '<clipPath id="c"/><rect width="9" height="9" clip-path="url(#c)"/>',
        '<clipPath id="c"><circle cx="50" r="9"/></clipPath><rect width="9" height="9" clip-path="url(#c)"/>',
        '<path d="M10 50H90" stroke="#000" stroke-width="0"/>',
    ],
)
def test_what_cannot_be_seen_is_no_shape(body: str) -> None:
    assert load(document(body).encode()).shapes == ()


def test_viewport_cuts_unless_told_not_to() -> None:
    text = document('<circle cx="100" cy="50" r="30"/><circle cx="200" cy="50" r="30"/>').encode()
    (cut,) = load(text).shapes
    assert max(subpath.points[:, 0].max() for subpath in cut.subpaths) == pytest.approx(100, abs=1e-3)
    whole = load(text, Options(clip_to_viewport=False)).shapes
    assert [shape.subpaths[0].points[:, 0].max() for shape in whole] == pytest.approx([130, 230])


def test_equal_colors_share_one_paint() -> None:
    body = "".join(f'<rect x="{9 * i}" width="8" height="8" fill="rgb(200,100,{i})"/>' for i in range(4))
    assert len({id(shape.paint) for shape in load(document(body).encode()).shapes}) == 1
    exact = load(document(body).encode(), Options(color_tolerance=0)).shapes
    assert len({id(shape.paint) for shape in exact}) == 4


def element(
    points: list[tuple[float, float]], *, stroke: Stroke | None = None, matrix: Matrix | None = None
) -> Element:
    chain = np.array([points[0], *(point for point in points[1:] for _ in range(3))], np.float64)
    subpath = Subpath(chain, closed=points[0] == points[-1])
    return Element("", (), (subpath,), matrix or Matrix(), BLACK, "NONZERO", stroke)


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e308, 1e200, -1e30, 1e12])
def test_numbers_beyond_reason_do_no_harm(value: float) -> None:
    wild = [(10.0, 10.0), (value, 10.0), (value, value), (10.0, 90.0), (10.0, 10.0)]
    stroke = Stroke(BLACK, 2.0, dashes=(5.0, 5.0))
    drawing = Drawing(
        100.0,
        100.0,
        (
            element(wild, stroke=stroke),
            element([(10, 10), (20, 10), (20, 20), (10, 10)], matrix=Matrix(a=value)),
            element([(50, 50), (60, 50), (60, 60), (50, 50)]),
        ),
    )
    artwork = make_artwork(drawing, Options(), lambda: False)
    assert artwork.shapes[-1].subpaths[0].points.max() == 60
    for shape in artwork.shapes:
        for subpath in shape.subpaths:
            assert np.isfinite(subpath.points).all()
            assert subpath.points.min() >= -1e-3
            assert subpath.points.max() <= 100 + 1e-3


def test_unresolved_outlines_are_counted_and_end() -> None:
    random = np.random.default_rng(1)
    points = [(float(x), float(y)) for x, y in random.uniform(0, 100, (20_000, 2))]
    drawing = Drawing(100.0, 100.0, (element([*points, points[0]]),))
    artwork = make_artwork(drawing, Options(), lambda: False)
    assert artwork.left_out == {"tangled outline": 1}
    assert artwork.shapes == ()


def test_a_hatching_that_only_lies_close_stays() -> None:
    step = 100 / 8000
    lines = [[(step * n, 0.0), (step * n + 50, 50.0), (step * (n + 0.5) + 50, 50.0)] for n in range(8000)]
    points = [point for line in lines for point in [*line, (line[0][0] + step / 2, 0.0)]]
    drawing = Drawing(200.0, 100.0, (element([*points, (150.0, 60.0), points[0]]),))
    artwork = make_artwork(drawing, Options(), lambda: False)
    assert len(artwork.shapes) == 1


def test_an_empty_drawing_is_an_empty_artwork() -> None:
    artwork = make_artwork(Drawing(10.0, 20.0, (), {"text": 1}), Options(), lambda: False)
    assert (artwork.shapes, artwork.layer_count, artwork.left_out) == ((), 0, {"text": 1})


def test_it_stops_when_told() -> None:
    drawing = Drawing(10.0, 10.0, (element([(1, 1), (5, 1), (5, 5), (1, 1)]),))
    calls = iter([False, False, False, True])
    with pytest.raises(Stopped):
        make_artwork(drawing, Options(), lambda: next(calls))


def test_flatten_stays_within_its_tolerance() -> None:
    arc = np.array([[1, 0], [1, 0.5523], [0.5523, 1], [0, 1]], np.float64)
    for tolerance in (0.1, 0.01, 0.0001):
        points = flatten_all([arc], np.array([tolerance])).points
        middle = (points[1:] + points[:-1]) / 2
        assert np.abs(np.hypot(*middle.T) - 1).max() < tolerance + 0.0003
        assert (points[0] == (1, 0)).all()
        assert (points[-1] == (0, 1)).all()


def test_a_stroke_needs_fewer_points_where_it_hardly_bends() -> None:
    """Each of them bends most at one place; of the last, a loop, little is within."""
    bends = [
        [(0, 0), (100, 0), (100, 0), (100, 90)],
        [(0, 0), (60, 90), (80, 5), (100, 0)],
        [(0, 0), (120, 100), (-20, 100), (100, 0)],
    ]
    for bend in np.array(bends, np.float64):
        tolerance, half_width = np.array([0.05]), np.array([2.0])
        fine = flatten_all([bend], np.array([1e-5])).points
        points = flatten_all([bend], tolerance, half_width).points
        ahead = np.diff(points, axis=0)
        part = ((fine[:, None] - points[:-1]) * ahead).sum(axis=2) / (ahead**2).sum(axis=1)
        nearest = points[:-1] + np.clip(part, 0, 1)[..., None] * ahead
        assert np.hypot(*np.moveaxis(fine[:, None] - nearest, 2, 0)).min(axis=1).max() < tolerance[0]
        assert len(points) < 0.8 * len(flatten_all([bend], tolerance).points)
