# SPDX-License-Identifier: GPL-3.0-or-later
"""A material that others show too is copied for a texture, and given back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import linked_from_library, square
from tests.blender.receiver_fixtures import names, put, put_later, select, wooden
from tests.blender.render_view import saved_and_reopened

if TYPE_CHECKING:
    from pathlib import Path


def principled(owner: Any) -> Any:
    """Give the shader of a material, or of a group's node."""
    nodes = owner.node_tree.nodes
    return next(node for node in nodes if node.bl_idname == "ShaderNodeBsdfPrincipled")


def test_one_object_of_several_that_share_a_material_gets_a_copy(part: Any, tmp_path: Path) -> None:
    wood, (left, right) = wooden("Left", "Right")
    wood.use_fake_user = True
    nodes = len(wood.node_tree.nodes)
    select(left)
    done = put_later(part, tmp_path, lambda: None, socket="Base Color")
    assert done.sentence.endswith("into Base Color of wood.001. Copied for it, and unchanged elsewhere: wood")
    assert done.warnings == ()
    assert (names(left), names(right)) == (["wood.001"], ["wood"])
    assert len(wood.node_tree.nodes) == nodes
    assert not left.active_material.use_fake_user
    put(socket="Roughness")
    bpy.ops.antekirt.take_out()
    assert (names(left), names(right)) == (["wood.001"], ["wood"])
    bpy.ops.antekirt.take_out()
    assert (names(left), names(right)) == (["wood"], ["wood"])
    select(left, right)
    put(socket="Base Color")
    assert (names(left), names(right)) == (["wood"], ["wood"])
    assert len(wood.node_tree.nodes) > nodes
    bpy.ops.antekirt.take_out()
    assert len(wood.node_tree.nodes) == nodes
    select(left)
    put(socket="Base Color", put_on="SHARED")
    assert (names(left), names(right)) == (["wood"], ["wood"])


def test_a_copy_for_one_of_two_that_have_the_same_mesh_is_given_back() -> None:
    _wood, (left,) = wooden("Left")
    right = bpy.data.objects.new("Right", left.data)
    bpy.context.scene.collection.objects.link(right)
    select(right)
    put(socket="Roughness")
    assert (names(left), names(right)) == (["wood"], ["wood.001"])
    bpy.ops.antekirt.take_out()
    assert (names(left), names(right)) == (["wood"], ["wood"])
    assert right.material_slots[0].link == "DATA"


@pytest.mark.parametrize("overridden", [False, True])
def test_a_material_of_another_file_is_copied_for_it(tmp_path: Path, *, overridden: bool) -> None:
    wood, (obj,) = wooden("Square")
    wood = linked_from_library(tmp_path / "library.blend", "materials", wood)
    obj.active_material = wood
    if overridden:
        obj.active_material = wood = wood.override_create()
    select(obj)
    put(socket="Base Color")
    assert obj.active_material != wood
    saved_and_reopened(tmp_path / "scene.blend")
    obj = bpy.data.objects["Square"]
    assert any(node.bl_idname == "ShaderNodeTexImage" for node in obj.active_material.node_tree.nodes)
    select(obj)
    bpy.ops.antekirt.take_out()
    assert (obj.active_material.override_library if overridden else obj.active_material.library) is not None


@pytest.mark.parametrize("overridden", [False, True])
def test_what_would_be_lost_at_the_next_load_is_not_done(tmp_path: Path, *, overridden: bool) -> None:
    wood, (obj,) = wooden("Square")
    select(obj)
    put(socket="BUMP")
    wood = linked_from_library(tmp_path / "library.blend", "materials", wood)
    obj.active_material = wood
    if overridden:
        obj.active_material = wood.override_create()  # 5.3 makes none of what nothing has
    before = [node.name for node in obj.active_material.node_tree.nodes]
    for press in (bpy.ops.antekirt.take_out, bpy.ops.antekirt.no_repeat):
        with pytest.raises(RuntimeError, match="is linked from another file"):
            press()
    assert [node.name for node in obj.active_material.node_tree.nodes] == before


def test_no_repeat_finds_an_input_as_take_out_does() -> None:
    _, (obj,) = wooden("Square")
    select(obj)
    put(socket="BUMP")
    assert bpy.ops.antekirt.no_repeat(socket="Normal") == {"FINISHED"}
    with pytest.raises(RuntimeError, match="No texture of Antekirt is in “Roughness” of wood"):
        bpy.ops.antekirt.no_repeat(socket="Roughness")
    assert bpy.ops.antekirt.take_out(socket="Normal") == {"FINISHED"}
    with pytest.raises(RuntimeError, match="No texture of Antekirt is in an input of wood"):
        bpy.ops.antekirt.no_repeat()


def test_a_copy_that_the_artist_has_worked_on_is_kept(tmp_path: Path) -> None:
    wood, objects = wooden("Left", "Right", "Middle", "Other")
    wood.node_tree.nodes.new("ShaderNodeValToRGB")
    for obj in objects[:3]:
        select(obj)
        put(socket="Base Color")
    copies = [obj.active_material for obj in objects[:3]]
    (ramp,) = (node for node in copies[2].node_tree.nodes if node.bl_idname == "ShaderNodeValToRGB")
    principled(copies[1]).inputs["Roughness"].default_value = 0.9
    ramp.color_ramp.elements[0].color = (1.0, 0.0, 0.0, 1.0)
    saved_and_reopened(tmp_path / "kept.blend")
    for name in ("Left", "Right", "Middle"):
        select(bpy.data.objects[name])
        bpy.ops.antekirt.take_out()
        assert names(bpy.data.objects[name]) == ["wood"]
    saved_and_reopened(tmp_path / "kept.blend")
    assert [material.name for material in bpy.data.materials] == ["wood", "wood.002", "wood.003"]
    assert principled(bpy.data.materials["wood.002"]).inputs["Roughness"].default_value == pytest.approx(0.9)


def test_a_group_that_the_artist_has_worked_on_stays() -> None:
    inner: Any = bpy.data.node_groups.new("Group", "ShaderNodeTree")
    inner.interface.new_socket("Shader", in_out="OUTPUT", socket_type="NodeSocketShader")
    shader, end = inner.nodes.new("ShaderNodeBsdfPrincipled"), inner.nodes.new("NodeGroupOutput")
    inner.links.new(shader.outputs["BSDF"], end.inputs["Shader"])
    groups = []
    for name in ("Left", "Right"):
        material, _objects = wooden(name)
        nodes = material.node_tree.nodes
        groups.append(nodes.new("ShaderNodeGroup"))
        groups[-1].node_tree = inner
        (output,) = (node for node in nodes if node.bl_idname == "ShaderNodeOutputMaterial")
        material.node_tree.links.new(groups[-1].outputs["Shader"], output.inputs["Surface"])
    select(bpy.data.objects["Left"])
    for roughness in (0.5, 0.9):
        put(socket="Base Color")
        assert groups[0].node_tree != inner
        principled(groups[0]).inputs["Roughness"].default_value = roughness
        bpy.ops.antekirt.take_out()
        assert (groups[0].node_tree == inner) == (roughness == 0.5)
    assert principled(groups[0]).inputs["Roughness"].default_value == pytest.approx(0.9)
    assert [node.bl_idname for node in inner.nodes] == [shader.bl_idname, end.bl_idname]


@pytest.mark.skipif(bpy.app.version >= (5, 0, 0), reason="each material has nodes")
def test_a_material_without_nodes_looks_as_before_beneath_a_relief() -> None:
    obj = square()
    plain: Any = bpy.data.materials.new("Plain")
    plain.diffuse_color, plain.roughness = (0.8, 0.1, 0.05, 1.0), 0.25
    obj.data.materials.append(plain)
    select(obj)
    put(socket="BUMP")
    shader = principled(plain)
    assert tuple(shader.inputs["Base Color"].default_value) == pytest.approx((0.8, 0.1, 0.05, 1.0))
    assert shader.inputs["Roughness"].default_value == pytest.approx(0.25)
    assert shader.inputs["Metallic"].default_value == 0.0
