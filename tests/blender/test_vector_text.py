# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts of an SVG in the scene: objects that can be edited, each letter where the file has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest
from mathutils import Vector

from tests.made_font import install

if TYPE_CHECKING:
    from pathlib import Path

    Corners = set[tuple[float, float]]

FONT = "font-family='Test Boxes' font-size='10'"
FILLS_OVERLAPS = "fill_solver" in bpy.types.Curve.bl_rna.properties
TEXTS = {
    "letters, kerning, spaces": f"<text x='20' y='50' {FONT}>AV BA</text>",
    "spread": f"<text x='20 28 38' y='50' {FONT}>ABA</text>",
    "in the middle": f"<text x='100' y='50' text-anchor='middle' letter-spacing='3' {FONT}>BBA</text>",
    "at the end": f"<text x='150' y='50' text-anchor='end' {FONT}>ABAp</text>",
    "turned": f"<text transform='translate(90 40) rotate(30)' {FONT}>ABp</text>",
    "mirrored": f"<text transform='translate(90 40) scale(-2 1)' {FONT}>ABp</text>",
    "sheared": f"<text transform='translate(90 40) skewX(-30) scale(1 1.5)' {FONT}>ABp</text>",
    "skewed and turned": f"<text transform='matrix(1 .5 -.2 2 40 20)' {FONT}>ABp</text>",
    "widened": f"<text x='20' y='50' textLength='90' lengthAdjust='spacingAndGlyphs' {FONT}>ABA</text>",
    "large": f"<text x='-100' y='70' transform='translate(120)' {FONT} style='font-size:50px'>AB</text>",
}


@pytest.fixture(autouse=True)
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where to install fonts; there are no others."""
    folder = tmp_path / "data"
    for name in ("XDG_DATA_HOME", "XDG_DATA_DIRS"):
        monkeypatch.setenv(name, str(folder))
    install(folder, "Test Boxes")
    return folder


def bring(folder: Path, body: str, **properties: Any) -> list[bpy.types.Object]:
    """Import a file with a text in it; gives the objects that draw it."""
    file = folder / "words.svg"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{body}</svg>')
    assert bpy.ops.antekirt.import_svg(filepath=str(file), **properties) == {"FINISHED"}
    return [obj for obj in bpy.context.selected_objects[0].children_recursive if obj.type != "EMPTY"]


def corners(obj: bpy.types.Object) -> Corners:
    """Where the corners of what an object shows lie, in units of the file, in steps of a quarter."""
    graph = bpy.context.evaluated_depsgraph_get()
    evaluated = obj.evaluated_get(graph)
    mesh = evaluated.to_mesh()
    points = [obj.matrix_world @ vertex.co for vertex in mesh.vertices]
    evaluated.to_mesh_clear()
    return {(round(400 * (p.x + 1)) / 4, round(400 * (0.5 - p.y)) / 4) for p in points}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_lies_as_its_outlines_do(name: str, tmp_path: Path) -> None:
    (text,) = bring(tmp_path, TEXTS[name])
    (outlines,) = bring(tmp_path, TEXTS[name], text_as="OUTLINES")
    assert (text.type, outlines.type) == ("FONT", "CURVE")
    assert corners(text) == corners(outlines)
    (centered,) = bring(tmp_path, TEXTS[name], origin_to_center=True)
    assert corners(centered) == corners(outlines)
    middle = centered.matrix_world.translation
    x, y = zip(*corners(centered), strict=True)
    assert [100 * (middle.x + 1), 100 * (0.5 - middle.y)] == pytest.approx(
        [(min(x) + max(x)) / 2, (min(y) + max(y)) / 2], abs=0.5
    )


def test_a_text_follows_a_path(tmp_path: Path) -> None:
    path = "<path id='p' d='M30 80C60 10 140 10 170 80' fill='none'/>"
    written = "<textPath href='#p' startOffset='30'>ABBA<tspan dx='30'>A</tspan></textPath>"
    body = f"{path}<g transform='rotate(-7) scale(.8)'><text dy='-3' {FONT}>{written}</text></g>"
    (outlines,) = bring(tmp_path, body, text_as="OUTLINES")
    for properties in ({}, {"origin_to_center": True}):
        line, text = sorted(bring(tmp_path, body, **properties), key=lambda obj: obj.type)
        assert (line.type, line.parent, text.data.follow_curve) == ("CURVE", text, line)
        assert extent(text) == pytest.approx(extent(outlines), abs=0.6)
    text.parent.antekirt_spacing = 0.3
    assert line.matrix_world == text.matrix_world


@pytest.mark.parametrize("target", ["CURVES", "MESH", "GREASE_PENCIL"])
def test_it_takes_part_in_the_layers(target: str, tmp_path: Path) -> None:
    red = "<rect width='200' height='100' fill='red'/>"
    body = f"{red}<text x='20' y='50' fill='blue' {FONT}>A</text><path d='M0 40h90v90z'/>"
    drawn = bring(tmp_path, body, import_as=target, spacing=0.1)
    (text,) = (obj for obj in drawn if obj.type == "FONT")
    assert (text.name, text.data.body) == ("A", "A")
    assert text.matrix_world.translation.z == pytest.approx(0.1)
    assert text.data.materials[0].diffuse_color[:] == pytest.approx((0.0, 0.0, 1.0, 1.0))
    text.parent.antekirt_spacing = 0.3
    bpy.context.view_layer.update()
    assert text.matrix_world.translation.z == pytest.approx(0.3)


def test_it_can_be_edited(tmp_path: Path) -> None:
    (text,) = bring(tmp_path, f"<text x='100' y='50' text-anchor='middle' {FONT}>AV</text>")
    text.data.body = "AA"
    bpy.context.view_layer.update()
    xs = sorted({x for x, _ in corners(text)})
    assert (xs[0] + xs[-1] + 1) / 2 == pytest.approx(100.0, abs=0.6)  # the last letter ends before its width


def test_what_blender_cannot_shear_so_far_is_outlined(tmp_path: Path) -> None:
    (outlines,) = bring(tmp_path, f"<text transform='translate(90 40) skewX(60)' {FONT}>A</text>")
    assert outlines.type == "CURVE"


def test_thickness_goes_for_texts_as_well(tmp_path: Path) -> None:
    (text,) = bring(tmp_path, f"<text x='20' y='50' {FONT}>A</text>", extrude=0.05)
    low, high = (Vector(text.bound_box[corner]) for corner in (0, 6))
    assert high.z - low.z == pytest.approx(0.1)


def test_a_font_that_is_not_there_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (text,) = bring(tmp_path, "<text y='50' font-family='No Such Font'>o</text>")
    stand_in = "Inter" if FILLS_OVERLAPS else "Noto Sans"
    told = f"The font “No Such Font” is not installed: “{stand_in}” stands in"
    assert told in "".join(capfd.readouterr())
    assert text.parent["antekirt_left_out"] == [told]


def test_a_computer_without_fonts_has_those_of_blender(fonts: Path, tmp_path: Path) -> None:
    for file in (fonts / "fonts").iterdir():
        file.unlink()
    body = "<text x='9' y='40' font-size='20'>Ag</text><text x='9' y='80' font-family='monospace'>Ag</text>"
    texts = sorted(bring(tmp_path, body), key=top)
    outlines = sorted(bring(tmp_path, body, text_as="OUTLINES", grouping="PATHS"), key=top)
    latin = "Inter Variable Regular" if FILLS_OVERLAPS else "Noto Sans Hebrew Regular"
    assert [text.data.font.name for text in texts] == [latin, "DejaVu Sans Mono Book"]
    assert [text.type for text in texts] == ["FONT", "FONT"]
    for text, outline in zip(texts, outlines, strict=True):
        assert extent(text) == pytest.approx(extent(outline), abs=0.2)


def extent(obj: bpy.types.Object) -> list[float]:
    """Left, right, top and bottom of what an object shows, in units of the file."""
    xs, ys = zip(*corners(obj), strict=True)
    return [min(xs), max(xs), min(ys), max(ys)]


def top(obj: bpy.types.Object) -> float:
    """The uppermost of what an object shows, in units of the file."""
    return extent(obj)[2]
