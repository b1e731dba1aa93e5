# SPDX-License-Identifier: GPL-3.0-or-later
"""What lets light through, or mixes with what is beneath, is rendered in the colours of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "<path d='M0 0H8V8H0z' fill='#fff'/>"
RED_OVER_BAR = "<path d='M0 0H4V2H0z'/><path d='M2 0H8V2H2z' fill='red' fill-opacity='.5'/>"
GROUP = (
    "<g opacity='.5'><path d='M0 2H6V4H0z' fill='red'/><path d='M2 2H8V4H2z' fill='#00f'/></g>"
    "<path d='M4 4H8V8H4z' fill='#f80'/><path d='M0 6H8V8H0z' fill='#08f' style='mix-blend-mode:multiply'/>"
)
SVG = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'>{PAGE}{RED_OVER_BAR}{GROUP}</svg>"
COLORS = (
    ((0, 0, 0), (127, 0, 0), (255, 127, 127), (255, 127, 127)),
    ((255, 127, 127), (127, 127, 255), (127, 127, 255), (127, 127, 255)),
    ((255, 255, 255), (255, 255, 255), (255, 136, 0), (255, 136, 0)),
    ((0, 136, 255), (0, 136, 255), (0, 73, 0), (0, 73, 0)),
)


@pytest.mark.parametrize("target", ["CURVES", "MESH"])
def test_each_part_has_its_right_color(target: str, tmp_path: Path) -> None:
    (tmp_path / "drawing.svg").write_text(SVG)
    bpy.ops.antekirt.import_svg(filepath=str(tmp_path / "drawing.svg"), import_as=target)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.samples, scene.cycles.use_denoising, scene.cycles.use_adaptive_sampling = 1, False, False
    scene.cycles.pixel_filter_type = "BOX"
    scene.render.resolution_x = scene.render.resolution_y = 4
    scene.view_settings.view_transform = "Standard"
    camera = bpy.data.cameras.new("Camera")
    camera.type, camera.ortho_scale = "ORTHO", 2.0
    scene.camera = bpy.data.objects.new("Camera", camera)
    scene.camera.location.z = 5.0
    scene.collection.objects.link(scene.camera)
    scene.render.filepath = str(tmp_path / "rendered.png")
    bpy.ops.render.render(write_still=True)
    image: Any = bpy.data.images.load(str(tmp_path / "rendered.png"))
    pixels = np.array(image.pixels[:]).reshape(4, 4, 4)[::-1, :, :3] * 255
    assert np.abs(pixels - np.array(COLORS)).max() < 2.5
