# SPDX-License-Identifier: GPL-3.0-or-later
"""What an artist can choose of an artwork: its size, its background, its layers and its origins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("antekirt")
OPEN = '<svg xmlns="http://www.w3.org/2000/svg"'
BODY = '<rect id="wall" width="20" height="10"/><rect id="door" x="2" y="2" width="4" height="8" fill="red"/>'


def bring(text: str, folder: Path, **properties: Any) -> bpy.types.Object:
    """Import an SVG as a script does; gives the artwork's parent."""
    file = folder / "artwork.svg"
    file.write_text(text)
    bpy.ops.antekirt.import_svg(filepath=str(file), **properties)
    return next(obj for obj in bpy.context.selected_objects if obj.type == "EMPTY")


def width(parent: bpy.types.Object) -> float:
    bpy.context.view_layer.update()
    return max(child.dimensions.x for child in parent.children)


def test_it_is_as_large_as_the_file_says(tmp_path: Path) -> None:
    measured = f'{OPEN} viewBox="0 0 20 10" width="40cm">{BODY}</svg>'
    assert width(bring(measured, tmp_path, real_size=True, dpi=10)) == pytest.approx(0.4)
    assert width(bring(measured, tmp_path, size=3.0)) == pytest.approx(3.0)
    in_pixels = f'{OPEN} viewBox="0 0 20 10">{BODY}</svg>'
    assert width(bring(in_pixels, tmp_path, real_size=True, dpi=10)) == pytest.approx(2 * 0.0254)
    bpy.context.scene.unit_settings.system = "METRIC"
    bpy.context.scene.unit_settings.scale_length = 0.01
    assert width(bring(measured, tmp_path, real_size=True, import_as="MESH")) == pytest.approx(40.0)
    bpy.context.scene.unit_settings.system = "NONE"  # Blender hides the scale then
    assert width(bring(measured, tmp_path, real_size=True)) == pytest.approx(0.4)


@pytest.mark.one_blender
def test_the_background_is_left_out(tmp_path: Path) -> None:
    text = f'{OPEN} viewBox="0 0 20 10">{BODY}</svg>'
    parent = bring(text, tmp_path, grouping="PATHS", drop_background=True)
    assert [child.name for child in parent.children] == ["door"]
