# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture asked for in the Shader Editor is a node beside the shader that it is for, and on no other."""

from __future__ import annotations

from typing import Any

import bpy
import pytest

HEIGHTS = {"BSDF_PRINCIPLED": 600.0, "TEX_IMAGE": 280.0}  # about as drawn


@pytest.fixture
def tree(part: Any) -> Any:
    """The nodes of a material as Blender makes one: a Principled BSDF and the output."""
    nodes = part("scene.compat").node_tree(bpy.data.materials.new("Paint"))
    nodes.nodes.clear()
    shader, output = (
        nodes.nodes.new(f"Shader{name}") for name in ("NodeBsdfPrincipled", "NodeOutputMaterial")
    )
    shader.location, output.location = (10, 300), (300, 300)
    nodes.links.new(shader.outputs["BSDF"], output.inputs["Surface"])
    nodes.nodes.active = output
    return nodes


def added(part: Any, nodes: Any, middle: tuple[float, float] = (0, 0)) -> Any:
    image = bpy.data.images.new("Fox", 8, 8)
    part("scene.shader_texture").add(nodes, image, middle)
    texture = nodes.nodes.active
    assert (texture.type, texture.image) == ("TEX_IMAGE", image)
    assert [node for node in nodes.nodes if node.select] == [texture]
    return texture


def rectangle(node: Any) -> tuple[float, float, float, float]:
    x, y = node.location
    height = HEIGHTS.get(node.type, 100.0)
    return x, x + node.width, y - height, y


def overlaps(one: Any, other: Any) -> bool:
    (left, right, bottom, top), (its_left, its_right, its_bottom, its_top) = map(rectangle, (one, other))
    return left < its_right and its_left < right and bottom < its_top and its_bottom < top


def color_source(node: Any, name: str = "Base Color") -> Any:
    links = node.inputs[name].links
    return links[0].from_node if links else None


def test_it_feeds_the_color_of_the_shader_that_feeds_the_output(part: Any, tree: Any) -> None:
    shader = tree.nodes["Principled BSDF"]
    texture = added(part, tree)
    assert color_source(shader) == texture
    assert texture.location.y == shader.location.y
    assert texture.location.x + texture.width < shader.location.x


def test_what_is_linked_stays_linked_and_ten_lie_on_no_other(part: Any, tree: Any) -> None:
    first = added(part, tree)
    for _ in range(10):
        added(part, tree)
    assert color_source(tree.nodes["Principled BSDF"]) == first
    nodes = list(tree.nodes)
    assert len(nodes) == 13
    assert not any(overlaps(one, other) for one in nodes for other in nodes if one != other)


def test_the_active_shader_goes_before_the_one_of_the_output(part: Any, tree: Any) -> None:
    glow = tree.nodes.new("ShaderNodeEmission")
    glow.location = (10, -600)
    tree.nodes.active = glow
    texture = added(part, tree)
    assert color_source(glow, "Color") == texture
    assert color_source(tree.nodes["Principled BSDF"]) is None


def test_behind_a_mix_the_first_shader_takes_it(part: Any, tree: Any) -> None:
    mix = tree.nodes.new("ShaderNodeMixShader")
    tree.links.new(tree.nodes["Principled BSDF"].outputs["BSDF"], mix.inputs[2])
    tree.links.new(mix.outputs["Shader"], tree.nodes["Material Output"].inputs["Surface"])
    texture = added(part, tree)
    assert color_source(tree.nodes["Principled BSDF"]) == texture


def test_without_a_shader_it_comes_into_the_middle_of_the_view(part: Any, tree: Any) -> None:
    tree.nodes.clear()
    texture = added(part, tree, middle=(500, 200))
    left, right, bottom, top = rectangle(texture)
    assert left < 500 < right
    assert bottom < 200 < top
    assert not overlaps(texture, added(part, tree, middle=(500, 200)))


def test_nodes_in_frames_are_in_the_way_where_they_are_seen(part: Any, tree: Any) -> None:
    shader, frame = tree.nodes["Principled BSDF"], tree.nodes.new("NodeFrame")
    texture = added(part, tree)
    tree.nodes.remove(texture)
    frame.location = (1000, 1000)
    other = tree.nodes.new("ShaderNodeTexImage")
    other.parent = frame
    other.location = (shader.location.x - 320 - 1000, shader.location.y - 1000)
    moved = added(part, tree)
    assert abs(moved.location.y - shader.location.y) > HEIGHTS["TEX_IMAGE"]


def test_it_comes_into_the_node_group_that_was_open(part: Any, tree: Any) -> None:
    note = part("scene.id_reference").note
    group = bpy.data.node_groups.new("Coat", "ShaderNodeTree")
    shader = group.nodes.active = group.nodes.new("ShaderNodeBsdfDiffuse")
    image, material = bpy.data.images.new("Fox", 8, 8), bpy.data.materials["Paint"]
    editor = part("scene.editor_target").EditorTarget("NODE_EDITOR", note(material), group=note(group))
    group.name = "Varnish"
    assert part("scene.import_into_editor").show(image, editor) == ""
    assert color_source(shader, "Color").image == image
    assert color_source(tree.nodes["Principled BSDF"]) is None
    bpy.data.node_groups.remove(group)
    told = part("scene.import_into_editor").show(image, editor)
    assert told == "The node group Coat is gone, so Paint was used"
    assert color_source(tree.nodes["Principled BSDF"]).image == image


def test_around_a_world_it_is_an_environment(part: Any) -> None:
    world = bpy.data.worlds.new("Sky")
    nodes = part("scene.compat").node_tree(world)
    nodes.nodes.clear()
    background, output = (nodes.nodes.new(f"ShaderNode{name}") for name in ("Background", "OutputWorld"))
    nodes.links.new(background.outputs["Background"], output.inputs["Surface"])
    editor = part("scene.editor_target").EditorTarget("NODE_EDITOR", part("scene.id_reference").note(world))
    image = bpy.data.images.new("Fox", 8, 8)
    assert part("scene.import_into_editor").show(image, editor) == ""
    texture = color_source(background, "Color")
    assert (texture.type, texture.image) == ("TEX_ENVIRONMENT", image)
