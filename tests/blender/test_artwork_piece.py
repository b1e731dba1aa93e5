# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork and its pieces: lit, laid flat; found by name, selected by likeness, parted, isolated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from pathlib import Path

FACE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
<rect id="paper" width="100" height="100" fill="#ffcc00"/>
<g id="eyes"><circle id="left" cx="30" cy="40" r="10" fill="#0000ff"/>
<path id="right" d="M60 30h20v20h-20zM65 35v10h10v-10z" fill-rule="evenodd" fill="#0000ff"/></g>
<rect id="mouth" x="30" y="70" width="40" height="10" fill="#ff0000"/></svg>"""


def brought(folder: Path, **chosen: Any) -> Any:
    file = folder / "face.svg"
    file.write_text(FACE)
    bpy.ops.antekirt.import_svg(filepath=str(file), **chosen)
    return next(obj for obj in bpy.context.selected_objects if obj.type == "EMPTY")


def activate(*objects: Any) -> None:
    for obj in bpy.context.view_layer.objects:
        obj.select_set(obj in objects)
    bpy.context.view_layer.objects.active = objects[0]


def selected() -> set[str]:
    return {obj.name for obj in bpy.context.selected_objects}


def test_what_is_alike_is_selected(tmp_path: Path) -> None:
    root = brought(tmp_path, grouping="PATHS")
    left = bpy.data.objects["left"]
    for by, expected in (
        ("COLOR", {"left", "right"}),
        ("LAYER", {"left", "right", "mouth"}),
        ("GROUP", {"left", "right"}),
    ):
        activate(left)
        bpy.ops.antekirt.select_same(by=by)
        assert selected() == expected
    activate(root)
    assert bpy.ops.antekirt.select_same(by="COLOR") == {"CANCELLED"}


@pytest.mark.parametrize("import_as", ["CURVES", "MESH"])
def test_a_shape_is_found_by_its_name_in_the_file(tmp_path: Path, import_as: str) -> None:
    activate(brought(tmp_path, import_as=import_as))
    bpy.ops.antekirt.find_shape(shape_name="right")
    (piece,) = bpy.context.selected_objects
    assert "right" in piece["antekirt_names"]
    parts = piece.data.polygons if import_as == "MESH" else piece.data.splines
    chosen = [is_selected(part) for part in parts]
    assert 0 < sum(chosen) < len(chosen)
    if import_as == "CURVES":
        assert sum(chosen) == 2  # its outline and its hole
    assert bpy.ops.antekirt.find_shape(shape_name="nose") == {"CANCELLED"}


def is_selected(part: Any) -> bool:
    return bool(part.select if hasattr(part, "select") else part.bezier_points[0].select_control_point)


@pytest.mark.parametrize("import_as", ["CURVES", "MESH"])
def test_parted_by_shapes_each_has_its_name_and_follows_the_spacing(tmp_path: Path, import_as: str) -> None:
    root = brought(tmp_path, import_as=import_as, spacing=0.1)
    area = filled(root)
    activate(*root.children)
    bpy.ops.antekirt.separate_pieces(by="SHAPES")
    assert {obj["antekirt_name"] for obj in root.children} == {"paper", "left", "right", "mouth"}
    assert {"left", "right", "mouth"} < selected() == {obj.name for obj in root.children}
    assert filled(root) == pytest.approx(area, rel=1e-5)
    root.antekirt_spacing = 0.5
    assert {obj["antekirt_name"]: pytest.approx(height(obj), abs=1e-5) for obj in root.children} == {
        **dict.fromkeys(("left", "right", "mouth"), 0.5),
        "paper": 0.0,
    }
    activate(*root.children)
    assert bpy.ops.antekirt.separate_pieces(by="SHAPES") == {"CANCELLED"}


def test_parted_by_colors_each_knows_its_shapes(tmp_path: Path) -> None:
    root = brought(tmp_path)
    activate(*root.children)
    bpy.ops.antekirt.separate_pieces(by="COLORS")
    assert selected() == {"Layer 001", "#0000FF", "#FF0000"}
    bpy.ops.antekirt.find_shape(shape_name="left")
    assert selected() == {"#0000FF"}
    assert list(bpy.context.object["antekirt_names"]) == ["left", "right"]


def filled(root: Any) -> float:
    """The area of all faces that an artwork shows."""
    bpy.context.view_layer.update()
    graph = bpy.context.evaluated_depsgraph_get()
    total = 0.0
    for obj in root.children:
        shown: Any = obj.evaluated_get(graph)
        total += sum(face.area for face in shown.to_mesh().polygons)
        shown.to_mesh_clear()
    return total


def height(obj: Any) -> float:
    shown = obj.evaluated_get(bpy.context.evaluated_depsgraph_get())
    mesh = shown.to_mesh()
    found = max((shown.matrix_world @ vertex.co).z for vertex in mesh.vertices)
    shown.to_mesh_clear()
    return float(found)


def test_isolated_the_others_are_hidden_until_pressed_again(tmp_path: Path) -> None:
    root = brought(tmp_path, grouping="PATHS")
    activate(bpy.data.objects["left"])
    bpy.ops.antekirt.isolate_pieces()
    assert [obj.name for obj in root.children if not obj.hide_get()] == ["left"]
    bpy.ops.antekirt.isolate_pieces()
    assert not any(obj.hide_get() for obj in root.children)


@pytest.mark.parametrize("import_as", ["CURVES", "MESH", "GREASE_PENCIL"])
def test_lit_and_unlit_are_what_an_import_makes_and_of_this_artwork_alone(
    tmp_path: Path, import_as: str
) -> None:
    other = brought(tmp_path, import_as=import_as)
    made_lit = brought(tmp_path, import_as=import_as, shading="LIT")
    root = brought(tmp_path, import_as=import_as)
    assert shader_inputs(root) == shader_inputs(other) != shader_inputs(made_lit)
    activate(root)
    bpy.ops.antekirt.set_shading(shading="LIT")
    assert shader_inputs(root) == shader_inputs(made_lit)
    assert shader_inputs(other) != shader_inputs(made_lit)
    bpy.ops.antekirt.set_shading(shading="UNLIT")
    assert shader_inputs(root) == shader_inputs(other)


def shader_inputs(root: Any) -> list[Any]:
    """What light meets on an artwork: what feeds the shaders, or whether a drawing is lit."""
    found: list[Any] = []
    for obj in root.children:
        if obj.type in {"GREASEPENCIL", "GPENCIL"}:
            found += [obj.use_grease_pencil_lights, *(layer.use_lights for layer in obj.data.layers)]
            continue
        for slot in obj.material_slots:
            inputs = slot.material.node_tree.nodes["Surface"].inputs
            names = ("Base Color", "Emission Strength", "Specular IOR Level", "IOR", "Roughness")
            values = [inputs[name].default_value for name in names]
            found.append([tuple(value) if hasattr(value, "__len__") else value for value in values])
            if inputs["Emission Strength"].default_value:
                found.append(tuple(inputs["Emission Color"].default_value))
    return found


def test_flat_keeps_what_the_relief_was(tmp_path: Path) -> None:
    root = brought(tmp_path)
    activate(root)
    bpy.ops.antekirt.set_relief(depth="RELIEF")
    assert root.antekirt_thickness == root.antekirt_spacing > 0.01
    root.antekirt_spacing = 0.3
    bpy.ops.antekirt.set_relief(depth="FLAT")
    assert height(root.children[-1]) < 1e-4
    bpy.ops.antekirt.set_relief(depth="RELIEF")
    assert (root.antekirt_spacing, root.antekirt_relief) == pytest.approx((0.3, 1.0))
    assert height(root.children[-1]) > 0.3


@pytest.mark.parametrize("import_as", ["CURVES", "MESH"])
def test_light_colors_stand_higher(tmp_path: Path, import_as: str) -> None:
    root = brought(tmp_path, import_as=import_as, spacing=0.0)
    activate(root)
    bpy.ops.antekirt.add_heights(height=0.5)
    assert not bpy.ops.antekirt.add_heights.poll()
    yellow = max(height(obj) for obj in root.children)
    assert 0.4 < yellow < 0.5
    root.antekirt_heights = 1.0
    assert max(height(obj) for obj in root.children) == pytest.approx(2 * yellow, rel=1e-4)
    if import_as == "CURVES":
        blue, red = (height(bpy.data.objects[name]) for name in ("#0000FF", "#FF0000"))
        assert 0.2 < blue < red < 2 * yellow
    root.antekirt_heights = 0.0
    assert max(height(obj) for obj in root.children) == pytest.approx(0.0, abs=1e-6)


def test_what_cannot_be_lifted_gets_no_heights(tmp_path: Path) -> None:
    root = brought(tmp_path, import_as="GREASE_PENCIL")
    activate(root)
    assert bpy.ops.antekirt.add_heights(height=0.5) == {"CANCELLED"}
    assert root.get("antekirt_heights") is None


def test_a_color_in_two_layers_is_lifted_once(tmp_path: Path) -> None:
    file = tmp_path / "stack.svg"
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="white"/>'
        '<rect x="1" y="1" width="7" height="7"/><rect x="2" y="2" width="5" height="5" fill="white"/></svg>'
    )
    bpy.ops.antekirt.import_svg(filepath=str(file), grouping="COLORS", spacing=0.0)
    root: Any = bpy.context.object
    bpy.ops.antekirt.add_heights(height=1.0)
    assert sorted(round(height(obj), 4) for obj in root.children_recursive) == [0.0, 1.0, 1.0]
