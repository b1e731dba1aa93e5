# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written as SVG is read again as what it was, and drawn in the order in which it lies in space."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import numpy as np

from antekirt_addon.media.svg.paint import Gradient, Matrix, Solid, Stop, Stroke
from antekirt_addon.media.svg.raster.linear_mixing import mixed_as_file, mixed_as_light
from antekirt_addon.media.svg.reading import document
from antekirt_addon.media.svg.shape import Group, Subpath
from antekirt_addon.media.svg.writing.depth_sorting import Flat, back_to_front
from antekirt_addon.media.svg.writing.document_text import document_text
from antekirt_addon.media.svg.writing.page import Creator, Page, PathMark, PictureMark
from antekirt_addon.media.svg.writing.region import components, edges_of, outlines, polygon_subpath

if TYPE_CHECKING:
    from antekirt_addon.media.arrays import Bytes, Floats
    from antekirt_addon.media.svg.shape import Drawing

RED = Solid(1.0, 0.0, 0.0)
CURVE = Subpath(np.array([[10.0, 10], [40, 0], [60, 0], [90, 10], [90, 40], [50, 90], [10, 10]]), closed=True)
GRADIENT = Gradient(
    "RADIAL",
    (Stop(0.0, RED), Stop(0.25, Solid(0.0, 1.0, 0.0, 0.5)), Stop(1.0, Solid(0.0, 0.0, 1.0))),
    "REFLECT",
    Matrix(0.02, 0.01, -0.01, 0.03, -0.5, -0.4),
    (0.25, 0.5),
)
HEAD = "{http://www.w3.org/2000/svg}"


def page(*marks: PathMark | PictureMark, **more: Any) -> Page:
    return replace(Page(100.0, 50.0, marks), **more)


def read(written: Page) -> Drawing:
    return document.read(document_text(written).encode(), lambda: False)


def test_a_path_comes_back_to_the_bit_that_is_seen() -> None:
    mark = PathMark("Tail & “tip”", "tail", (Group("Fox"),), (CURVE,), RED, "NONZERO")
    (element,) = read(page(mark)).elements
    np.testing.assert_allclose(element.subpaths[0].points, CURVE.points, atol=1e-4)
    assert (element.fill, element.fill_rule, element.name, element.key) == (
        RED,
        "NONZERO",
        "Tail & “tip”",
        "tail",
    )
    assert [group.name for group in element.groups] == ["Fox"]


def test_a_gradient_comes_back() -> None:
    (element,) = read(page(PathMark("", "", (), (CURVE,), GRADIENT))).elements
    found = element.fill
    assert isinstance(found, Gradient)
    assert (found.kind, found.spread) == ("RADIAL", "REFLECT")
    np.testing.assert_allclose(found.focus, GRADIENT.focus, atol=1e-5)
    np.testing.assert_allclose([stop.offset for stop in found.stops], [0, 0.25, 1])
    assert found.stops[1].color.alpha == 0.5
    numbers = ("a", "b", "c", "d", "e", "f")
    np.testing.assert_allclose(
        [getattr(found.to_gradient, one) for one in numbers],
        [getattr(GRADIENT.to_gradient, one) for one in numbers],
        atol=1e-6,
    )


def test_a_stroke_comes_back() -> None:
    line = Subpath(CURVE.points[:4], closed=False)
    stroke = Stroke(Solid(0.0, 0.0, 1.0, 0.5), 2.5, "ROUND", "BEVEL")
    (element,) = read(page(PathMark("", "", (), (line,), None, stroke=stroke))).elements
    assert element.fill is None
    assert element.stroke
    assert not element.subpaths[0].closed
    assert (element.stroke.paint, element.stroke.width, element.stroke.cap, element.stroke.join) == (
        stroke.paint,
        2.5,
        "ROUND",
        "BEVEL",
    )


def test_an_id_is_there_once_and_no_name_breaks_the_document() -> None:
    group = Group("a<b>\x00")
    marks = [PathMark("same", "", (group,) * (number % 2), (CURVE,), RED) for number in range(4)]
    root = ET.fromstring(document_text(page(*marks, title="\x01<&>")))
    keys = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(keys) == len(set(keys)) == 6
    assert root.findtext(f"{HEAD}title") == "<&>"


def test_it_has_the_size_of_the_real_world_and_the_names_of_artists() -> None:
    text = document_text(page(millimeters=200.0, creators=(Creator("Björk & Co", "https://example.org/1"),)))
    root = ET.fromstring(text)
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("200mm", "100mm", "0 0 100 50")
    (named,) = root.iter("{http://purl.org/dc/elements/1.1/}creator")
    assert "".join(named.itertext()) == "Björk & Co"


def test_polygons_that_share_edges_become_one_outline_with_its_hole() -> None:
    """Eight squares around a ninth that is not there."""
    cells = [(x, y) for x in range(3) for y in range(3) if (x, y) != (1, 1)]
    corners = np.array([[4 * (y + b) + x + a for a, b in ((0, 0), (1, 0), (1, 1), (0, 1))] for x, y in cells])
    sizes = np.full(8, 4)
    edges = edges_of(corners.ravel(), sizes)
    assert sorted(len(chain) for chain in outlines(edges)) == [4, 12]
    together = components(edges, np.repeat(np.arange(8), 4), np.zeros(8, np.int64))
    assert len(set(together.tolist())) == 1
    assert len(set(components(edges, np.repeat(np.arange(8), 4), np.arange(8)).tolist())) == 8


def square(x: float, y: float, size: float, nearness: float, slope: float = 0.0) -> Flat:
    """A square on the page whose nearness grows to the right."""
    corners = [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]
    return Flat([np.array([(u, v, nearness + slope * (u - x)) for u, v in corners])])


def test_what_is_nearer_is_drawn_later_and_what_lies_in_one_plane_as_it_came() -> None:
    pieces = [square(0, 0, 10, 3), square(1, 1, 2, 1), square(2, 2, 2, 1), square(0, 0, 10, 0)]
    assert back_to_front(pieces) == [3, 1, 2, 0]


def test_layers_that_are_tilted_stay_in_their_order() -> None:
    """The small one is nearer, though its middle is further away than that of the large one."""
    pieces = [square(0, 0, 1, 0.02, slope=1.0), square(0, 0, 10, 0.01, slope=1.0)]
    assert back_to_front(pieces) == [1, 0]


def test_what_matters_is_who_is_nearer_where_both_are() -> None:
    """The steep one passes through the plane of the level one, but not where that is."""
    level, steep = square(0, 0, 4, 1.0), square(3, 0, 9, 2.0, slope=-1.0)
    assert back_to_front([steep, level, square(20, 20, 4, 9.0, slope=0.5)]).index(1) == 0
    steep = square(3, 0, 9, 0.0, slope=0.5)
    assert back_to_front([level, steep, square(20, 20, 4, 9.0, slope=0.5)]).index(1) == 0


def test_strokes_of_one_drawing_keep_their_order_whatever_their_depth() -> None:
    drawing = object()
    pieces = [replace(square(0, 0, 4, nearness), drawing=drawing) for nearness in (3.0, 1.0, 2.0)]
    assert back_to_front([*pieces, square(1, 1, 1, 0.0)]) == [3, 0, 1, 2]


def test_pieces_in_a_circle_are_all_drawn() -> None:
    """Each lies with one end over the next."""
    slopes = [(0.0, 0.0, 1.0), (2.0, 0.5, -1.0), (0.5, 2.0, 1.5)]
    pieces = [square(x, y, 3, 1.0, slope=slope) for x, y, slope in slopes]
    assert sorted(back_to_front(pieces)) == [0, 1, 2]


def test_what_passes_through_others_does_not_part_them() -> None:
    """It must be drawn after the lower and before the upper one, and the other way round elsewhere."""
    ground, upper = square(0, 0, 10, 0.0), square(2, 2, 5, 0.01)
    through = [square(1, 1, 8, -4.0 + shift, slope=1.0) for shift in (0.0, 0.3, -0.3)]
    order = back_to_front([upper, *through, ground])
    assert order.index(4) < order.index(0)


def test_what_is_bent_lies_where_its_corners_do() -> None:
    """A bow whose middle is further away than the slope that it lies on ahead."""
    bow = Flat([np.array([(0.0, 0.0, 9.0), (4.0, 0.0, 0.0), (8.0, 0.0, 9.0), (4.0, 1.0, 0.5)])])
    slope = Flat([np.array([(6.5, -5.0, 5.1), (12.0, -5.0, 5.2), (12.0, 5.0, 5.2), (6.5, 5.0, 5.1)])])
    assert back_to_front([bow, slope, square(20, 20, 1, 5.0)]).index(0) > 0
    assert back_to_front([bow, slope]) == [1, 0]


def test_a_picture_that_lets_light_through_is_seen_in_both_ways() -> None:
    """Mixed as light for a renderer and back again, it looks as it did over what lies beneath."""
    pixels = np.random.default_rng(1).integers(0, 256, (20, 20, 4), np.uint8)
    below = np.array([0.9, 0.4, 0.6], np.float32)
    again = mixed_as_file(mixed_as_light(pixels, 1.0, below), below)

    def seen(values: Bytes) -> Floats:
        alpha = values[..., 3:] / 255.0
        result: Floats = alpha * values[..., :3] + (1 - alpha) * 255.0 * below
        return result

    assert np.abs(seen(again) - seen(pixels)).max() < 5


def test_a_polygon_is_written_as_straight_lines() -> None:
    triangle = polygon_subpath(np.array([[0.0, 0.0], [30.0, 0.0], [0.0, 30.0]]))
    assert 'd="M0 0L30 0L0 30Z"' in document_text(page(PathMark("", "", (), (triangle,), RED)))
