# SPDX-License-Identifier: GPL-3.0-or-later
"""The input that is meant is found on any shader and in node groups; what cannot be is said beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest

from tests.blender.import_fixtures import linked_from_library
from tests.blender.texture_fixtures import cell, picture, put_on, render, shaded, shader_of, take_out

if TYPE_CHECKING:
    from pathlib import Path

OTHERS = {
    "ShaderNodeBsdfDiffuse": ("Base Color", "Color"),
    "ShaderNodeEmission": ("Emission Color", "Color"),
    "ShaderNodeBsdfGlossy": ("Roughness", "Roughness"),
    "ShaderNodeBsdfHair": ("Base Color", "Color"),
    "ShaderNodeBsdfHairPrincipled": ("Base Color", "Color"),
    "ShaderNodeEeveeSpecular": ("Emission Color", "Emissive Color"),
    "ShaderNodeBsdfToon": ("BUMP", "Normal"),
    "ShaderNodeBsdfGlass": ("MIX", "Color"),
    "ShaderNodeBsdfPrincipled": ("Coat Weight", "Coat Weight"),
}


def surface(material: Any) -> Any:
    nodes = material.node_tree.nodes
    return next(node for node in nodes if node.bl_idname == "ShaderNodeOutputMaterial").inputs["Surface"]


def instead(material: Any, kind: str, group: Any = None) -> Any:
    """Give a material another shader."""
    material.node_tree.nodes.remove(shader_of(material))
    shader = material.node_tree.nodes.new(kind)
    if group:
        shader.node_tree = group
    material.node_tree.links.new(shader.outputs[0], surface(material))
    return shader


def test_other_shaders_take_it_by_the_name_that_they_have_for_it(part: Any, tmp_path: Path) -> None:
    for kind, (socket, name) in OTHERS.items():
        obj = cell(shaded(part, kind), 0)
        shader = instead(obj.active_material, kind)
        tree = obj.active_material.node_tree
        mix, clear = (tree.nodes.new(f"ShaderNode{each}") for each in ("MixShader", "BsdfTransparent"))
        tree.links.new(clear.outputs[0], mix.inputs[1])
        tree.links.new(shader.outputs[0], mix.inputs[2])
        tree.links.new(mix.outputs[0], surface(obj.active_material))
        put_on(picture(tmp_path), obj, socket=socket)
        assert shader.inputs[name].is_linked, kind
        assert not clear.inputs["Color"].is_linked
        take_out(obj)
        assert not shader.inputs[name].is_linked


def test_the_active_shader_goes_first_if_it_can_be_seen(part: Any, tmp_path: Path) -> None:
    obj = cell(shaded(part, "Two"), 0)
    tree, near = obj.active_material.node_tree, shader_of(obj.active_material)
    other, unseen = (tree.nodes.new("ShaderNodeBsdfDiffuse") for _ in range(2))
    add = tree.nodes.new("ShaderNodeAddShader")
    for at, shader in enumerate((near, other)):
        tree.links.new(shader.outputs[0], add.inputs[at])
    tree.links.new(add.outputs[0], surface(obj.active_material))
    for active, receiver in ((unseen, near.inputs["Base Color"]), (other, other.inputs["Color"])):
        tree.nodes.active = active
        put_on(picture(tmp_path), obj, socket="Base Color")
        assert receiver.is_linked
    assert not unseen.inputs["Color"].is_linked


def group_of(name: str, inner: Any, *inputs: tuple[str, str]) -> Any:
    """Make a group of one shader. inner: its kind, or a group. inputs: what is shown, and its inside."""
    group = bpy.data.node_groups.new(name, "ShaderNodeTree")
    group.interface.new_socket("Shader", in_out="OUTPUT", socket_type="NodeSocketShader")
    node = group.nodes.new(inner if isinstance(inner, str) else "ShaderNodeGroup")
    if not isinstance(inner, str):
        node.node_tree = inner
    begin, end = group.nodes.new("NodeGroupInput"), group.nodes.new("NodeGroupOutput")
    group.links.new(node.outputs[0], end.inputs[0])
    for shown, leads_to in inputs:
        group.interface.new_socket(shown, in_out="INPUT", socket_type="NodeSocketColor")
        group.links.new(begin.outputs[shown], node.inputs[leads_to])
    return group


def with_group(part: Any, name: str, group: Any) -> tuple[Any, Any]:
    """Give an object whose material has a group for a shader, and the group's node."""
    obj = cell(shaded(part, name), 0)
    node = instead(obj.active_material, "ShaderNodeGroup", group)
    return obj, node


@pytest.mark.parametrize(
    ("outer", "shown"), [("Albedo", "Base Color"), ("Paint", "Base Color"), ("", "Base Color")]
)
def test_a_group_takes_it_where_its_shader_is_fed_from(
    part: Any, tmp_path: Path, outer: str, shown: str
) -> None:
    within = group_of("Within", "ShaderNodeBsdfPrincipled", *([(outer, shown)] if outer else []))
    group = group_of("Around", within, *([(outer, outer)] if outer else []))
    obj, node = with_group(part, "Grouped", group)
    other, sharing = with_group(part, "Sharing", group)
    put_on(picture(tmp_path), obj, socket="Base Color")
    if outer:
        assert node.inputs[outer].is_linked
        assert node.node_tree == sharing.node_tree == group
    else:
        deepest = node.node_tree.nodes["Group"].node_tree
        assert deepest.nodes["Principled BSDF"].inputs["Base Color"].is_linked
        assert sharing.node_tree == group
        assert not within.nodes["Principled BSDF"].inputs["Base Color"].is_linked
    take_out(obj)
    assert node.node_tree == group
    assert len(bpy.data.node_groups) == 2
    assert not any(link.to_node == node for link in obj.active_material.node_tree.links)
    assert other.active_material.name == "Sharing"


def test_within_a_linked_group_it_is_refused(part: Any, tmp_path: Path) -> None:
    group = group_of("Away", "ShaderNodeBsdfPrincipled", ("Paint", "Base Color"))
    linked = linked_from_library(tmp_path / "library.blend", "node_groups", group)
    obj, node = with_group(part, "Grouped", linked)
    with pytest.raises(RuntimeError, match="within the linked node group Away"):
        put_on(picture(tmp_path), obj, socket="Roughness")
    put_on(picture(tmp_path), obj, socket="Base Color")  # which it shows
    assert node.inputs["Paint"].is_linked


def count() -> tuple[int, ...]:
    blocks = (bpy.data.materials, bpy.data.images, bpy.data.node_groups, bpy.data.objects)
    return tuple(map(len, blocks))


def test_what_cannot_be_is_refused_and_nothing_is_changed(part: Any, tmp_path: Path) -> None:
    path = picture(tmp_path)
    obj = cell(shaded(part, "Wood"), 0)
    shader_of(obj.active_material).inputs["Roughness"].driver_add("default_value")
    before = count()
    for thing, socket, words in (
        (obj, "Roughness", "“Roughness” of Wood has a driver"),
        (obj, "Nonsense", "Wood has no input “Nonsense” for a picture"),
    ):
        with pytest.raises(RuntimeError, match=words):
            put_on(path, thing, socket=socket)
    assert count() == before
    assert len(obj.active_material.node_tree.nodes) == 2


def test_what_has_no_material_or_no_nodes_gets_some(part: Any, tmp_path: Path) -> None:
    path, bare, plain = picture(tmp_path), cell(None, 0), cell(bpy.data.materials.new("Plain"), 1)
    empty = cell(shaded(part, "Empty"), 2)
    empty.active_material.node_tree.nodes.clear()
    loose = cell(shaded(part, "Loose"), 3)
    loose.active_material.node_tree.links.clear()
    put_on(path, bare, plain, empty, loose, socket="Base Color")
    assert bare.active_material.name == "cloth"
    assert plain.active_material.name == "Plain"
    shown = render(4, 1)[0]
    assert np.abs(shown - shown[0]).max() < 0.01
    assert shown.max() > 0.1


def test_a_shader_that_did_not_glow_does_so_as_long_as_it_has_the_picture(part: Any, tmp_path: Path) -> None:
    obj = cell(shaded(part, "Lamp"), 0)
    strength = shader_of(obj.active_material).inputs["Emission Strength"]
    for _ in range(2):
        put_on(picture(tmp_path), obj, socket="Emission Color")
    assert strength.default_value == 1.0
    take_out(obj)
    assert strength.default_value == 1.0
    take_out(obj)
    assert strength.default_value == 0.0


def test_a_relief_lies_upon_the_one_that_is_there(part: Any, tmp_path: Path) -> None:
    obj = cell(shaded(part, "Stone"), 0)
    normal = shader_of(obj.active_material).inputs["Normal"]
    for _ in range(2):
        put_on(picture(tmp_path), obj, socket="BUMP")
    upper = normal.links[0].from_node
    take_out(obj)
    assert normal.links[0].from_node.bl_idname == "ShaderNodeBump" != upper
    put_on(picture(tmp_path), obj, socket="Normal")
    assert normal.links[0].from_node.inputs["Normal"].is_linked
    take_out(obj, "BUMP")
    assert not normal.links[0].from_node.inputs["Normal"].is_linked


def test_what_artists_call_an_input_does_as_well(part: Any, tmp_path: Path) -> None:
    obj = cell(shaded(part, "Wood"), 0)
    shader = shader_of(obj.active_material)
    for said, name in (
        ("albedo", "Base Color"),
        ("Emission", "Emission Color"),
        ("coat weight", "Coat Weight"),
    ):
        put_on(picture(tmp_path), obj, socket=said)
        assert shader.inputs[name].is_linked


def test_a_cut_out_goes_into_alpha_by_its_own(part: Any, tmp_path: Path) -> None:
    obj = cell(shaded(part, "Leaf"), 0)
    alpha = shader_of(obj.active_material).inputs["Alpha"]
    put_on(picture(tmp_path, clear=True), obj, socket="Alpha")
    assert alpha.links[0].from_socket.name == "Alpha"
    put_on(picture(tmp_path, "mask.png"), obj, socket="Alpha")
    assert alpha.links[0].from_socket.name == "Color"


def test_around_what_is_clipped_and_between_the_parts_of_a_cut_out_what_was_there_is_seen(
    part: Any, tmp_path: Path
) -> None:
    """With the color of a surface that does not glow, which is white, it would glow all over."""
    cut_out = picture(tmp_path, clear=True)
    objects = [cell(shaded(part, f"Cloth {column}"), column) for column in range(4)]
    before = render(4, 1)[0]
    put_on(cut_out, objects[1], socket="Base Color")
    put_on(cut_out, objects[2], socket="Emission Color")
    put_on(picture(tmp_path, "whole.png"), objects[3], socket="Roughness", extension="CLIP")
    layer = objects[3].data.uv_layers[0]
    layer.data.foreach_set("uv", [0.0, 0.0, 2.0, 0.0, 2.0, 1.0, 0.0, 1.0])  # its right half is beyond
    shown = render(4, 1)[0]
    clear = slice(4, 6)  # on the right
    assert np.abs(shown[1:, :, clear] - before[1:, :, clear]).max() < 0.01
    assert np.abs(shown[1:, :, :2] - before[1:, :, :2]).max(axis=(1, 2, 3)).min() > 0.01
