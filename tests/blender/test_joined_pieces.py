# SPDX-License-Identifier: GPL-3.0-or-later
"""Pieces of an artwork made one, and copies of an artwork made to share nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.test_artwork_piece import activate, brought, filled, height, selected

if TYPE_CHECKING:
    from pathlib import Path


def test_curves_of_a_layer_become_one_with_their_materials_and_names(tmp_path: Path) -> None:
    root = brought(tmp_path, grouping="PATHS", spacing=0.1)
    area, colors = filled(root), shown_colors(root)
    activate(bpy.data.objects["mouth"], *root.children)
    assert bpy.ops.antekirt.join_pieces() == {"FINISHED"}
    assert selected() == {"paper", "mouth"}
    joined = bpy.context.object
    assert list(joined["antekirt_names"]) == ["mouth", "left", "right"]
    assert filled(root) == pytest.approx(area, rel=1e-5)
    assert shown_colors(root) == colors
    assert len(bpy.data.curves) == 2
    root.antekirt_spacing = 0.5
    assert {obj.name: pytest.approx(height(obj), abs=1e-5) for obj in root.children} == {
        "paper": 0.0,
        "mouth": 0.5,
    }
    bpy.ops.antekirt.find_shape(shape_name="right")
    assert [spline.bezier_points[0].select_control_point for spline in joined.data.splines].count(True) == 2
    bpy.ops.object.mode_set(mode="OBJECT")
    bpy.ops.antekirt.separate_pieces(by="SHAPES")
    assert {obj["antekirt_name"] for obj in root.children} == {"paper", "left", "right", "mouth"}


def shown_colors(root: Any) -> list[tuple[str, int]]:
    """The color of each spline, by how many points it has."""
    return sorted(
        (obj.data.materials[spline.material_index].name, len(spline.bezier_points))
        for obj in root.children_recursive
        for spline in obj.data.splines
    )


def test_meshes_become_one_whose_faces_know_their_shapes(tmp_path: Path) -> None:
    root = brought(tmp_path, import_as="MESH", spacing=0.1)
    area = filled(root)
    activate(*root.children)
    bpy.ops.antekirt.separate_pieces(by="SHAPES")
    activate(*root.children)
    bpy.ops.antekirt.join_pieces()
    (joined,) = root.children
    assert sorted(joined["antekirt_names"]) == ["left", "mouth", "paper", "right"]
    assert filled(root) == pytest.approx(area, rel=1e-5)
    root.antekirt_spacing = 0.5
    assert height(joined) == pytest.approx(0.5, abs=1e-5)
    bpy.ops.antekirt.separate_pieces(by="SHAPES")
    tops = {obj["antekirt_name"]: pytest.approx(height(obj), abs=1e-5) for obj in root.children}
    assert tops == {"paper": 0.0, "left": 0.5, "right": 0.5, "mouth": 0.5}


def test_a_copy_made_its_own_has_a_thickness_of_its_own(tmp_path: Path) -> None:
    root = brought(tmp_path)
    activate(root, *root.children)
    bpy.ops.object.duplicate(linked=True)
    copy = next(obj for obj in bpy.context.selected_objects if "antekirt_thickness" in obj)
    activate(copy)
    assert bpy.ops.antekirt.make_own() == {"FINISHED"}
    assert bpy.ops.antekirt.make_own() == {"CANCELLED"}
    copy.antekirt_thickness = 0.4
    assert height(copy.children[0]) == pytest.approx(0.2, abs=1e-5)
    assert height(root.children[0]) == pytest.approx(0.0, abs=1e-5)
    root.antekirt_thickness = 0.1
    assert height(copy.children[0]) == pytest.approx(0.2, abs=1e-5)
    assert height(root.children[0]) == pytest.approx(0.05, abs=1e-5)


def test_what_hangs_under_a_piece_that_goes_stays_where_it_was(tmp_path: Path) -> None:
    file = tmp_path / "stack.svg"
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        '<rect width="4" height="9" fill="red"/><rect x="5" width="4" height="9" fill="blue"/>'
        '<rect x="6" y="1" width="2" height="2" fill="white"/><rect x="6" y="4" width="2" height="2"'
        ' fill="lime"/><rect x="6.5" y="4.5" width="1" height="1" fill="blue"/></svg>'
    )
    bpy.ops.antekirt.import_svg(filepath=str(file), grouping="COLORS", spacing=0.1)
    root: Any = bpy.context.object
    red, blue = bpy.data.objects["#FF0000"], bpy.data.objects["#0000FF"]
    (above,) = blue.children
    red.location.x -= 0.25
    bpy.context.view_layer.update()
    before = above.matrix_world.copy()
    activate(red, blue)
    bpy.ops.antekirt.join_pieces()
    bpy.context.view_layer.update()
    assert above.parent == red
    assert (above.matrix_world.translation - before.translation).length < 1e-6
    root.antekirt_spacing = 0.5
    assert height(above) == pytest.approx(1.0, abs=1e-5)
