# SPDX-License-Identifier: GPL-3.0-or-later
"""What Blender fills is what the file fills, also where outlines touch: areas tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
import pytest

if TYPE_CHECKING:
    from pathlib import Path

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
    "neighbours of one colour": ('<path d="M10 10H50V90H10z"/><path d="M50 10H90V50H50z"/>', 4800.0),
    "a neighbour that ends on a side": ('<path d="M10 10H50V90H10z"/><path d="M50 30L90 20V60z"/>', 4000.0),
    "round neighbours": (
        '<path d="M10 10H50C90 30 90 70 50 90H10z"/><path d="M90 10H50C90 30 90 70 50 90H90z"/>',
        6400.0,
    ),
}


@pytest.mark.parametrize("target", ["CURVES", "MESH"])
@pytest.mark.parametrize("name", SHAPES)
def test_all_of_a_shape_is_filled_and_nothing_else(name: str, target: str, tmp_path: Path) -> None:
    body, expected = SHAPES[name]
    file = tmp_path / "shape.svg"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{body}</svg>')
    bpy.ops.antekirt.import_svg(filepath=str(file), import_as=target, size=100.0)
    assert filled() == pytest.approx(expected, rel=2e-3)


def filled() -> float:
    """The area of all faces in the scene."""
    graph = bpy.context.evaluated_depsgraph_get()
    area = 0.0
    for obj in bpy.context.scene.objects:
        if obj.type in {"CURVE", "MESH"}:
            evaluated = obj.evaluated_get(graph)
            area += sum([face.area for face in evaluated.to_mesh().polygons], 0.0)
            evaluated.to_mesh_clear()
    return area
