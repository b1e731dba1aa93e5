# SPDX-License-Identifier: GPL-3.0-or-later
"""Strokes that stay lines look from above as their outlines do; all others are outlines."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import bpy
import pytest

if TYPE_CHECKING:
    from pathlib import Path

WAVE = '<path d="M10 50C30 0 70 100 90 50" {}/>'
SAME = {
    "a wave": WAVE.format('stroke-width="3"'),
    "a circle": '<circle cx="50" cy="50" r="30" stroke-width="20"/>',
    "a straight line": '<path d="M10 10L80 70" stroke-width="7" transform="rotate(9) scale(.9)"/>',
    "dashes": WAVE.format('stroke-width="3" stroke-dasharray="7 3"'),
    "dashes with square ends": WAVE.format(
        'stroke-width="2" stroke-dasharray="4 6" stroke-linecap="square" stroke-dashoffset="3"'
    ),
    "dashes all around": '<circle cx="50" cy="50" r="30" stroke-width="9" stroke-dasharray="11 5"/>',
    "mitered corners": '<path d="M10 80L30 20L50 80L75 30" stroke-width="8"/>',
    "a rectangle": '<rect x="10" y="10" width="50" height="30" stroke-width="6"/>',
    "corners in dashes": '<path d="M10 20H50V80H90" stroke-width="6" stroke-dasharray="25 9"/>',
    "two widths": WAVE.format('stroke-width="1"') + '<path d="M10 80H90" stroke-width="9"/>',
}
DIFFERENT = {
    "a round corner": '<path d="M10 10L50 90L90 10" stroke-linejoin="round"/>',
    "a corner that is cut off": '<path d="M10 10L50 90L90 10" stroke-miterlimit="1.1"/>',
    "a corner of a curve": '<path d="M10 10C50 10 50 50 50 90H80"/>',
    "a corner wider than its sides": '<path d="M10 10L50 90L52 86" stroke-width="9"/>',
    "round caps": WAVE.format('stroke-linecap="round"'),
    "a skew": WAVE.format('transform="skewX(20)"'),
    "beyond the viewport": '<path d="M50 50H120"/>',
    "through which light comes": WAVE.format('stroke-opacity=".5"'),
}


@pytest.mark.parametrize("name", SAME)
def test_a_smooth_stroke_is_a_ribbon_along_its_line(name: str, tmp_path: Path) -> None:
    as_lines = imported(SAME[name], tmp_path)
    (obj,) = as_lines
    assert obj.data.dimensions == "3D"
    ribbon, heights = surface(obj)
    assert max(map(abs, heights)) < 1e-5
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    outlines = imported(SAME[name], tmp_path, "OUTLINES")
    assert ribbon == pytest.approx(sum(surface(obj)[0] for obj in outlines), rel=3e-3)


@pytest.mark.parametrize("name", DIFFERENT)
def test_what_would_look_different_stays_an_outline(name: str, tmp_path: Path) -> None:
    assert {obj.data.dimensions for obj in imported(DIFFERENT[name], tmp_path)} == {"2D"}


@pytest.mark.parametrize("target", ["CURVES", "MESH", "GREASE_PENCIL"])
def test_lines_lie_in_their_layer_beside_what_is_filled(target: str, tmp_path: Path) -> None:
    body = '<rect x="9" y="9" width="80" height="80" fill="red" stroke="none"/>' + WAVE.format("")
    objects = imported(body, tmp_path, target=target, origin_to_center=True)
    (line,) = [obj for obj in objects if obj.get("antekirt_name") == "path"]
    assert len(objects) == 2
    spacing = line.parent["antekirt_spacing"]
    assert line.location.z == pytest.approx(spacing)
    x = [(line.matrix_world @ point.co).x for point in line.data.splines[0].bezier_points]
    assert x == pytest.approx([-40.0, 40.0], abs=1e-3)
    line.parent["antekirt_spacing"] = 2 * spacing
    line.parent.update_tag()
    bpy.context.view_layer.update()
    assert line.location.z == pytest.approx(2 * spacing)


def test_lines_follow_the_thickness_and_the_bevel_of_their_artwork(tmp_path: Path) -> None:
    (line,) = imported(SAME["a rectangle"], tmp_path)
    line.parent["antekirt_thickness"], line.parent["antekirt_bevel"] = 4.0, 0.5
    line.parent.update_tag()
    graph = bpy.context.evaluated_depsgraph_get()
    graph.update()
    thick = line.evaluated_get(graph).to_mesh()
    assert [min(v.co.z for v in thick.vertices), max(v.co.z for v in thick.vertices)] == pytest.approx(
        [-2, 2]
    )
    top = math.fsum(face.area for face in thick.polygons if face.center.z > 1.999)
    assert top == pytest.approx(56 * 36 - 44 * 24 - (2 * (56 + 36) + 2 * (44 + 24)) * 0.5, rel=1e-3)


def test_lines_go_back_to_svg_as_strokes(tmp_path: Path) -> None:
    body = SAME["mitered corners"] + '<path d="M10 90C30 60 70 120 90 90" stroke-width="2"/>'
    imported(body, tmp_path)
    file = tmp_path / "back.svg"
    assert bpy.ops.antekirt.export_svg(filepath=str(file)) == {"FINISHED"}
    paths = list(ET.parse(file).getroot().iter("{http://www.w3.org/2000/svg}path"))
    assert [path.get("fill") for path in paths] == ["none", "none"]
    assert sorted(float(path.get("stroke-width", 0)) for path in paths) == pytest.approx([2, 8], rel=1e-3)


def imported(
    body: str, folder: Path, strokes_as: str = "CENTER_LINES", target: str = "CURVES", **more: bool
) -> list[Any]:
    file = folder / "strokes.svg"
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" fill="none" stroke="black">'
    file.write_text(f"{head}{body}</svg>")
    bpy.ops.antekirt.import_svg(
        filepath=str(file), import_as=target, strokes_as=strokes_as, size=100.0, **more
    )
    return [obj for obj in bpy.data.objects if obj.type != "EMPTY"]


def surface(obj: Any) -> tuple[float, list[float]]:
    """The area of an object as seen from above, and the heights of its points in it."""
    mesh = obj.to_mesh()
    area = math.fsum(face.area * face.normal.z for face in mesh.polygons)
    heights = [vertex.co.z for vertex in mesh.vertices]
    obj.to_mesh_clear()
    return area, heights
