# SPDX-License-Identifier: GPL-3.0-or-later
"""What Blender fills is what the file fills, also where outlines touch: areas tell."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def jagged(middle: tuple[float, float], seed: int) -> list[tuple[float, float]]:
    """A ring of 24 points, at most 2.4 from its middle."""
    reach = [2.4 - (seed * turn) % 11 / 10 for turn in range(1, 25)]
    return [
        (middle[0] + r * math.cos(turn / 12 * math.pi), middle[1] + r * math.sin(turn / 12 * math.pi))
        for turn, r in enumerate(reach)
    ]


def area(ring: Sequence[Sequence[float]]) -> float:
    return abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in pairwise([*ring, ring[0]]))) / 2


def path(ring: Sequence[Sequence[float]]) -> str:
    return "M" + " ".join(f"{x},{y}" for x, y in ring) + "z"


HOLES = [jagged((12.5 + 5 * (n % 16), 12.5 + 5 * (n // 16)), 3 + n) for n in range(256)]

# Half clear bars are cut by all dashes beneath them. As a curve Blender fills a tenth of such a one.
DASHES = "".join(
    f'<path d="M0 {round(47.6 + 33.654 * n, 3)}h800" stroke="#000" stroke-dasharray="4"/>' for n in range(15)
)
BARS = "".join(
    f'<path d="M{x} 47.6h42.865V552h-42.865z" fill="#f00" fill-opacity=".7"/>'
    for x in (118.492, 167.202, 215.91)
)

# The face of a cat, as a curve of which Blender loses the nose.
FACE = (
    "M51.5,13.8C51.7,14.7 52.1,15.4 52.2,16.3C52.4,15.9 52.5,15.6 52.6,15.2C52.7,15.5 52.8,15.7 53,15.9"
    "C53.1,13.3 52.5,12.8 51.5,10.3C53.2,11.6 54.2,13.1 54.4,15.2C54.4,14.1 54.5,13.5 54.4,12.4"
    "C54.7,13.3 55.3,14 55.8,14.9C55.8,13.1 55.1,10.7 56.5,9.9C56.1,10.1 55.8,10 55.4,10.3"
    "C55.8,9.1 56.4,8 57.2,7.1C56.7,7 56.9,7.2 56.5,7.4C55.5,6.7 56.4,6.7 55.1,6.4"
    "C58,4.2 63.4,2.5 66.8,1.1C66,2.9 65,4.4 63.6,6C64.2,5.1 65.1,4 65,2.8C64.2,3.4 63.4,4.1 62.9,5"
    "C62.9,4.7 62.9,4.5 62.9,4.2C60.8,6.1 58.4,9.2 57.9,11.7C57.6,13.2 58.4,17.6 60.8,17"
    "C60.7,18.4 61.5,19.5 61.5,20.9C61.4,22.9 59.8,24.3 59.2,26C58.8,27.2 58.1,27.8 57.4,28.5"
    "C56.8,29.1 56.7,30.5 56.2,31.5C56.7,31.7 56.4,31.6 56.5,32.2C56.9,32 57.2,31.7 57.6,31.5"
    "C56,33.4 50.7,34.1 48.7,32.6C49.9,33 50.3,32.8 51.5,32.6C51.3,32.6 52.6,32 53.3,31.5"
    "C52.3,30.2 53.3,28.9 51.5,28C52,28 52.5,27.9 53,28C52.2,27.9 51.6,27.7 50.8,27.6"
    "C51.1,27.5 51.3,27.4 51.5,27.3C51.5,27.3 51.4,14.2 51.5,13.8z"
)

# Each fills what is given beside it, in units of a viewport of 100 x 100.
SHAPES = {
    "a square": ('<path d="M10 10H90V90H10z"/>', 6400.0),
    "a hole": ('<path d="M10 10H90V90H10zM30 30V70H70V30z"/>', 4800.0),
    "a hole that touches the rim": ('<path d="M10 10H90V90H10zM10 50L50 70L50 30z"/>', 5600.0),
    "an island in a hole": ('<path d="M10 10H90V90H10zM20 20V80H80V20zM40 40H60V60H40z"/>', 3200.0),
    "parts that touch at a point": ('<path d="M10 10H50V50H10zM50 50H90V90H50z"/>', 3200.0),
    "parts that nearly touch": (
        '<path transform="scale(.7)" d="M9 17L4 47L29 37L44 22zM87 22L65 28L103 38zM125 44L103 38L130 66z"/>',
        0.49 * (650.0 + 224.0 + 227.0),
    ),
    "an outline through one point twice": ('<path d="M10 10L50 50L90 10V90L50 50L10 90z"/>', 3200.0),
    "256 holes": (
        f'<path fill-rule="evenodd" d="M10 10H90V90H10z{"".join(map(path, HOLES))}"/>',
        6400.0 - sum(map(area, HOLES)),
    ),
    "bars over dashes": (
        f'<g transform="scale(.125)">{DASHES}{BARS}</g>',
        (15 * 400 + 3 * 42.865 * 504.4) / 64,
    ),
    "a face with a nose": (f'<path transform="scale(2.9) translate(-45)" d="{FACE}"/>', 2.9**2 * 185.49),
    "a cross, which begins along its own side": (
        '<path d="M30 30L70 70M30 70L70 30" fill="none" stroke="red" stroke-opacity=".5" stroke-width="8"/>',
        2 * 8 * math.hypot(40, 40) - 8 * 8,
    ),
    "neighbours of one colour": ('<path d="M10 10H50V90H10z"/><path d="M50 10H90V50H50z"/>', 4800.0),
    "a neighbour that ends on a side": ('<path d="M10 10H50V90H10z"/><path d="M50 30L90 20V60z"/>', 4000.0),
    "round neighbours": (
        '<path d="M10 10H50C90 30 90 70 50 90H10z"/><path d="M90 10H50C90 30 90 70 50 90H90z"/>',
        6400.0,
    ),
}


@pytest.mark.parametrize("target", ["CURVES", "MESH", "GREASE_PENCIL"])
@pytest.mark.parametrize("name", SHAPES)
def test_all_of_a_shape_is_filled_and_nothing_else(name: str, target: str, tmp_path: Path) -> None:
    body, expected = SHAPES[name]
    file = tmp_path / "shape.svg"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{body}</svg>')
    bpy.ops.antekirt.import_svg(filepath=str(file), import_as=target, size=100.0)
    assert filled() == pytest.approx(expected, rel=2e-3)


@pytest.mark.parametrize("target", ["CURVES", "MESH"])
def test_more_rings_than_a_curve_can_fill_are_filled(target: str, tmp_path: Path) -> None:
    """40 x 40 diamonds that hang together by their corners, as those between the rays of a fine star do."""
    diamonds = [
        f"M{x} {y - 1}L{x + 1} {y}L{x} {y + 1}L{x - 1} {y}z"
        for x in range(10, 90, 2)
        for y in range(10, 90, 2)
    ]
    file = tmp_path / "shape.svg"
    file.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path d="{"".join(diamonds)}"/></svg>'
    )
    bpy.ops.antekirt.import_svg(filepath=str(file), import_as=target)
    assert filled() == pytest.approx(1600 * 2 * 0.02**2, rel=1e-4)


@pytest.mark.parametrize("target", ["CURVES", "MESH", "GREASE_PENCIL"])
def test_strokes_that_cross_themselves_thousands_of_times_are_filled(target: str, tmp_path: Path) -> None:
    """Two spirographs side by side: what fills them lies over itself, so that areas are lengths by width."""
    angles = [2 * math.pi * 0.383 * n for n in range(401)]
    ends = [(50 + 45 * math.cos(turn), 50 + 45 * math.sin(turn)) for turn in angles]
    d = path(ends[:-1])
    file = tmp_path / "shape.svg"
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" fill="none" stroke-width=".02">'
        f'<path d="{d}" stroke="red"/><path d="{d}" stroke="blue" transform="translate(100)"/></svg>'
    )
    bpy.ops.antekirt.import_svg(filepath=str(file), import_as=target, size=200.0)
    length = sum(math.dist(*pair) for pair in pairwise([*ends[:-1], ends[0]]))
    assert filled() == pytest.approx(2 * 0.02 * length, rel=2e-3)
    (drawn,) = [obj for obj in bpy.data.objects if obj.type != "EMPTY"]
    data: Any = drawn.data
    assert len(data.materials) == 2
    if target == "CURVES":
        assert {face.material_index for face in data.polygons} == {0, 1}
        assert list(drawn["antekirt_names"]) == ["path", "path"]


@pytest.mark.parametrize(("apart", "right"), [(0.1, True), (0.0, False)])
def test_a_fill_is_seen_to_be_wrong(apart: float, right: bool, part: Callable[[str], Any]) -> None:
    """Two rectangles: Blender loses area where they have a part of a side in common."""
    curve: Any = bpy.data.curves.new("Rectangles", "CURVE")
    curve.dimensions, curve.fill_mode = "2D", "BOTH"
    for left, high in ((0.0, 1.0), (1.0 + apart, 0.5)):
        spline = curve.splines.new("POLY")
        spline.points.add(3)
        for point, (x, y) in zip(spline.points, [(0, 0), (1, 0), (1, high), (0, high)], strict=True):
            point.co = (left + x, y, 0.0, 1.0)
        spline.use_cyclic_u = True
    rectangles = bpy.data.objects.new("Rectangles", curve)
    assert part("scene.vector.filled_curve").is_filled_right(rectangles) is right
    assert curve.fill_mode == "BOTH"


def filled() -> float:
    """The area of all faces in the scene, and of what Grease Pencil fills."""
    graph = bpy.context.evaluated_depsgraph_get()
    total = 0.0
    for obj in bpy.context.scene.objects:
        if obj.type in {"CURVE", "MESH"}:
            evaluated = obj.evaluated_get(graph)
            total += sum([face.area for face in evaluated.to_mesh().polygons], 0.0)
            evaluated.to_mesh_clear()
        elif obj.type == "GPENCIL":
            outlines(obj)
            total += sum(map(area, triangles(obj)))
        elif obj.type == "GREASEPENCIL":
            total += sum(map(area, outlines(obj)))
    return total


def triangles(obj: Any) -> list[list[Any]]:
    """What a drawing of 4.2 fills its outlines with."""
    strokes = [stroke for layer in obj.data.layers for stroke in layer.frames[0].strokes]
    return [
        [stroke.points[n].co for n in (triangle.v1, triangle.v2, triangle.v3)]
        for stroke in strokes
        for triangle in stroke.triangles
    ]


def outlines(obj: Any) -> list[list[list[float]]]:
    """What a drawing fills, which is simple: none of the outlines passes a point twice."""
    frames = [layer.frames[0] for layer in obj.data.layers]
    strokes = [stroke for frame in frames for stroke in getattr(frame, "drawing", frame).strokes]
    found = [
        [list(getattr(point, "position", None) or point.co) for point in stroke.points] for stroke in strokes
    ]
    assert all(len(set(map(tuple, ring))) == len(ring) for ring in found)
    return found
