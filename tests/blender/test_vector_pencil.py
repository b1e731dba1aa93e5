# SPDX-License-Identifier: GPL-3.0-or-later
"""Strokes that become Grease Pencil look as their outlines do, whatever the rest becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import bpy
import numpy as np
import pytest
from mathutils import Vector

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PIXELS = 256
CELL = 16  # pixels, whose mean is compared
TARGETS = ["CURVES", "MESH", "GREASE_PENCIL"]
# In rows of four: joins and caps; dashes; what lets light through; what lies over and under other things.
LINES = """<g stroke="#c02020" stroke-width="6">
<path d="M8 40L24 14L36 40L44 12" stroke-width="9"/>
<path d="M60 40L75 12L90 40L95 12" stroke-linejoin="round" stroke-linecap="round"/>
<path d="M110 40L125 12L140 40L145 12" stroke-linejoin="bevel" stroke-linecap="square"/>
<path d="M160 40C160 0 190 0 190 40" stroke-dasharray="9 5"/></g>
<g stroke="#2040c0" stroke-width="5"><circle cx="25" cy="70" r="14" stroke-dasharray="6 3"/>
<rect x="60" y="55" width="30" height="28"/>
<rect x="110" y="55" width="30" height="28" rx="8" stroke-linecap="round" stroke-dasharray="0 8"/>
<path d="M160 80L190 60M160 60L190 80" stroke-linecap="round"/></g>
<g stroke="#108040" stroke-width="8" stroke-opacity=".5">
<path d="M10 110C40 90 40 140 10 130" stroke-linecap="round"/>
<path d="M60 100L95 130L60 130L95 100" stroke-linejoin="round"/>
<path d="M110 100H145M110 120H145" stroke-dasharray="8 4"/><path d="M160 100L190 130M160 130L190 100"/></g>
<path d="M10 150H190" stroke="#804000" stroke-width="14" stroke-linecap="round"/>
<path d="M10 150H190" stroke="#ffc000" stroke-width="6" stroke-linecap="round"/>
<rect x="40" y="140" width="20" height="50" fill="#40c0c0" stroke="#000" stroke-width="3"/>
<path d="M20 180C60 150 140 210 180 170" stroke="#c000c0" stroke-width="2"/>
<rect x="120" y="160" width="20" height="30" fill="#40c0c0"/>"""
STAY = {
    "a skew": '<path d="M10 10H90" transform="skewX(30)" stroke="red"/>',
    "cut off": '<path d="M100 100H300" stroke="red"/>',
    "a gradient": '<linearGradient id="g"><stop/><stop offset="1" stop-color="red"/></linearGradient>'
    '<path d="M10 10L90 50" stroke="url(#g)"/>',
    "lines that would show where they cross": '<path d="M9 9L90 90M9 90L90 9" stroke="red" opacity=".5"/>',
}


def imported(
    folder: Path, body: str, target: str, strokes_as: str = "GREASE_PENCIL", **more: Any
) -> list[Any]:
    file = folder / "strokes.svg"
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" fill="none">'
    file.write_text(f"{head}{body}</svg>")
    bpy.ops.antekirt.import_svg(filepath=str(file), import_as=target, strokes_as=strokes_as, **more)
    return [obj for obj in bpy.data.objects if obj.type != "EMPTY"]


def rendered(folder: Path) -> Any:
    """What an orthographic camera sees of a file of the default size, in cells: sRGB 0 to 255."""
    scene: Any = bpy.context.scene
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", 1, False
    scene.render.resolution_x = scene.render.resolution_y = PIXELS
    scene.view_settings.view_transform = "Standard"
    camera: Any = bpy.data.cameras.new("Camera")
    camera.type, camera.ortho_scale = "ORTHO", 2.0
    scene.camera = bpy.data.objects.new("Camera", camera)
    scene.camera.location.z = 5.0
    scene.collection.objects.link(scene.camera)
    scene.render.filepath = str(folder / "rendered.png")
    bpy.ops.render.render(write_still=True)
    image: Any = bpy.data.images.load(scene.render.filepath)
    flat = np.empty(PIXELS * PIXELS * 4, np.float32)
    image.pixels.foreach_get(flat)
    cells = flat.reshape(PIXELS // CELL, CELL, PIXELS // CELL, CELL, 4)[..., :3]
    return 255 * cells.mean(axis=(1, 3))


def test_lines_look_as_their_outlines_do(tmp_path: Path) -> None:
    ground = '<rect width="200" height="200" fill="#fff8e0"/>'
    imported(tmp_path, ground + LINES, "MESH", "OUTLINES")
    outlines = rendered(tmp_path)
    for target in TARGETS:
        bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
        imported(tmp_path, ground + LINES, target)
        difference = np.abs(rendered(tmp_path) - outlines)
        assert difference.max() < 24
        assert difference.mean() < 2.6


@pytest.mark.parametrize("name", STAY)
def test_what_would_look_different_stays_an_outline(name: str, tmp_path: Path) -> None:
    assert {obj.type for obj in imported(tmp_path, STAY[name], "CURVES")} == {"CURVE"}


@pytest.mark.parametrize("target", TARGETS)
def test_a_line_is_as_wide_as_in_the_file_and_lies_in_its_layer(target: str, tmp_path: Path) -> None:
    body = '<rect width="90" height="90" fill="red"/><path d="M10 10C50 10 50 90 90 90" stroke="blue"/>'
    objects = imported(tmp_path, body, target, size=100.0, grouping="FILE_LAYERS", origin_to_center=True)
    assert len(objects) == (1 if target == "GREASE_PENCIL" else 2)
    (pencil,) = [obj for obj in objects if obj.type in {"GREASEPENCIL", "GPENCIL"}]
    spacing = pencil.parent["antekirt_spacing"]
    below, above = pencil.data.layers
    assert height(above) - height(below) == pytest.approx(spacing)
    (line,) = strokes(above)
    assert len(strokes(below)) == (1 if target == "GREASE_PENCIL" else 0)
    assert width(line) == pytest.approx(0.5)
    points = [pencil.matrix_world @ Vector(point) for point in positions(line)]
    assert [*points[0].xy, *points[-1].xy] == pytest.approx([-45.0, 45.0, -5.0, 5.0], abs=1e-4)


def test_lines_change_their_color_and_go_back_to_svg(part: Callable[[str], Any], tmp_path: Path) -> None:
    swatches = part("scene.palette.artwork_palette").swatches
    imported(tmp_path, '<path d="M10 10L90 90" stroke="#0000ff" stroke-width="4"/>', "MESH")
    assert bpy.ops.antekirt.recolor(old="#0000ff", new="#ffff00") == {"FINISHED"}
    assert swatches(bpy.context.object) == [("#ffff00", 1.0)]
    file = tmp_path / "back.svg"
    assert bpy.ops.antekirt.export_svg(filepath=str(file)) == {"FINISHED"}
    (path,) = ET.parse(file).getroot().iter("{http://www.w3.org/2000/svg}path")
    assert (path.get("fill"), path.get("stroke").lower()) == ("none", "#ffff00")
    assert float(path.get("stroke-width")) == pytest.approx(4.0, rel=1e-3)


def strokes(layer: Any) -> list[Any]:
    frames = list(layer.frames)[:1]
    return [stroke for frame in frames for stroke in getattr(frame, "drawing", frame).strokes]


def height(layer: Any) -> float:
    return float((layer.translation if hasattr(layer, "translation") else layer.location)[2])


def width(line: Any) -> float:
    if hasattr(line, "line_width"):
        return float(line.line_width * line.points[0].pressure / 1000)
    return float(2 * line.points[0].radius)


def positions(line: Any) -> list[Any]:
    return [getattr(point, "position", None) or point.co for point in line.points]
