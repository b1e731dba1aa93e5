# SPDX-License-Identifier: GPL-3.0-or-later
"""A reloaded artwork looks as its changed file does when it is imported anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><defs><linearGradient id="g">'
    '<stop stop-color="#ff0000"/><stop offset="1" stop-color="#0000ff"/></linearGradient></defs>'
)
BEFORE = """<rect id="a" x="1" y="1" width="5" height="5" fill="url(#g)"/>
<circle cx="12" cy="4" r="3" fill="#00aa00" fill-opacity=".5"/>
<path d="M10 6h5v3H9z" fill="#333399"/></svg>"""
AFTER = """<rect id="a" x="2" y="2" width="5" height="5" fill="url(#g)"/>
<path d="M10 6h5v3H9z" fill="#cc3399"/>
<circle cx="13" cy="4" r="3" fill="#00aa00" fill-opacity=".5"/><rect x="17" width="2" height="8"/></svg>"""

pytestmark = pytest.mark.one_blender


def rendered(file: Path) -> Any:
    scene: Any = bpy.context.scene
    camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    scene.collection.objects.link(camera)
    camera.data.type, camera.data.ortho_scale, camera.location.z = "ORTHO", 2.0, 5.0
    scene.camera = camera
    scene.render.engine, scene.cycles.samples = "CYCLES", 4
    scene.render.resolution_x, scene.render.resolution_y = 64, 32
    scene.render.film_transparent = True
    scene.render.filepath = str(file)
    bpy.ops.render.render(write_still=True)
    bpy.data.objects.remove(camera)
    image = bpy.data.images.load(str(file))
    pixels = np.empty(len(image.pixels), np.float32)
    image.pixels.foreach_get(pixels)
    return pixels


@pytest.mark.parametrize("chosen", [{"grouping": "PATHS", "origin_to_center": True}, {"import_as": "MESH"}])
def test_it_looks_as_if_imported_anew(chosen: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "work.svg"
    file.write_text(HEAD + BEFORE)
    bpy.ops.antekirt.import_svg(filepath=str(file), **chosen)
    root: Any = bpy.context.object
    before = rendered(tmp_path / "before.png")
    file.write_text(HEAD + AFTER)
    bpy.ops.antekirt.reload_artwork()
    reloaded = rendered(tmp_path / "reloaded.png")
    for obj in (*root.children_recursive, root):
        bpy.data.objects.remove(obj)
    bpy.ops.antekirt.import_svg(filepath=str(file), **chosen)
    anew = rendered(tmp_path / "anew.png")
    assert np.abs(reloaded - anew).mean() < 0.002
    assert np.abs(before - anew).mean() > 0.05
