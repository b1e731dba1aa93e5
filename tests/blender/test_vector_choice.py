# SPDX-License-Identifier: GPL-3.0-or-later
"""What an artist can choose of an artwork: its size, its background, its layers and its origins."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Any

import bpy
import pytest
from mathutils import Vector

from tests.blender.render_view import look_down, rendered_pixels

PICTURE = Path(__file__).resolve().parents[1] / "data" / "quadrants.png"
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


LAYERED = f"""{OPEN} xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 20 10">
<linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>
<rect id="sky" width="20" height="10" fill="#8cf"/>
<g inkscape:groupmode="layer" inkscape:label="Garden">
  <rect id="tree" x="1" y="1" width="4" height="9" fill="green"/>
  <g inkscape:groupmode="layer" inkscape:label="Fruit">
    <circle id="apple" cx="3" cy="3" r="1" fill="url(#g)"/><circle id="pear" cx="3" cy="6" r="1"/>
  </g>
</g>
<rect id="front" x="12" y="6" width="4" height="2" fill="red"/>
<path d="M7 1h5v4h-2v-3h-3z" fill="url(#g)"/><rect x="13" y="1" width="6" height="4" fill="red"/>
</svg>"""


@pytest.mark.parametrize("import_as", ["CURVES", "MESH", "GREASE_PENCIL"])
def test_each_layer_of_the_file_is_a_collection(import_as: str, tmp_path: Path) -> None:
    parent = bring(LAYERED, tmp_path, grouping="FILE_LAYERS", import_as=import_as)
    (whole,) = parent.users_collection
    assert [child.name for child in whole.children] == ["Garden"]
    garden = whole.children["Garden"]
    assert [child.name for child in garden.children] == ["Fruit"]
    held = {name: len(found.objects) for name, found in [("whole", whole), ("Garden", garden)]}
    depths = 2 if import_as == "CURVES" else 1  # curves are one object for each layer of depth as well
    assert held == {"whole": 1 + depths, "Garden": 1}
    (fruit,) = garden.children["Fruit"].objects
    assert fruit.name.startswith("Fruit")
    drawn = {*whole.all_objects} - {parent}
    assert drawn == set(parent.children)


@pytest.mark.parametrize("import_as", ["CURVES", "MESH", "GREASE_PENCIL"])
def test_an_origin_is_in_the_middle_of_its_object(import_as: str, tmp_path: Path) -> None:
    usual = bring(LAYERED, tmp_path, grouping="PATHS", import_as=import_as)
    centered = bring(LAYERED, tmp_path, grouping="PATHS", import_as=import_as, origin_to_center=True)
    bpy.context.view_layer.update()
    pairs: Any = zip(usual.children, centered.children, strict=True)
    for one, other in pairs:
        assert [*one.location.xy] == [0, 0]
        least, greatest = other.bound_box[0], other.bound_box[6]
        assert [least[0] + greatest[0], least[1] + greatest[1]] == pytest.approx([0, 0], abs=1e-5)
        for before, after in zip(one.bound_box, other.bound_box, strict=True):
            assert [*one.matrix_world @ Vector(before)] == pytest.approx(
                [*other.matrix_world @ Vector(after)], abs=1e-5
            )


@pytest.mark.parametrize("grouping", ["LAYERS", "COLORS", "FILE_LAYERS"])
def test_nothing_looks_different_about_another_origin(grouping: str, tmp_path: Path) -> None:
    data = b64encode(PICTURE.read_bytes()).decode()
    picture = f'<image x="14" y="7" width="4" height="2" href="data:image/png;base64,{data}"/>'
    text = LAYERED.replace("</svg>", f"{picture}</svg>")
    look_down()
    parent = bring(text, tmp_path, grouping=grouping)
    before = rendered_pixels()
    bpy.data.batch_remove([parent, *parent.children_recursive])
    bring(text, tmp_path, grouping=grouping, origin_to_center=True)
    assert abs(rendered_pixels() - before).max() <= 2
    assert before.std() > 20
