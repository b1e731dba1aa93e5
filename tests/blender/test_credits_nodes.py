# SPDX-License-Identifier: GPL-3.0-or-later
"""What nodes and modifiers are said to show is what the pixels of a render show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from tests.blender.credit_stage import BLUE, RED, Stage, named_and_red

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CASES: list[Callable[[Stage, float], None]] = []


def case(make: Callable[[Stage, float], None]) -> Callable[[Stage, float], None]:
    CASES.append(make)
    return make


def test_what_is_named_is_what_is_red(part: Any, tmp_path: Path) -> None:
    named, red = named_and_red(part, CASES, tmp_path / "cases.png")
    assert named == red
    assert CASES[0].__name__ in red
    assert CASES[1].__name__ not in red


@case
def picture(stage: Stage, x: float) -> None:
    tree, color = stage.glow(x)
    reroute = tree.nodes.new("NodeReroute")
    tree.links.new(stage.sampled(tree), reroute.inputs[0])
    tree.links.new(reroute.outputs[0], color)


@case
def unlinked_picture(stage: Stage, x: float) -> None:
    tree, _color = stage.glow(x)
    spare = tree.nodes.new("ShaderNodeEmission")
    tree.links.new(stage.sampled(tree), spare.inputs["Color"])


@case
def muted_picture(stage: Stage, x: float) -> None:
    tree, color = stage.glow(x)
    tree.links.new(stage.sampled(tree), color).from_node.mute = True


@case
def picture_behind_a_muted_link(stage: Stage, x: float) -> None:
    tree, color = stage.glow(x)
    tree.links.new(stage.sampled(tree), color).is_muted = True


@case
def picture_in_groups(stage: Stage, x: float) -> None:
    inner, outer = stage.group(), stage.group()
    inner.links.new(stage.sampled(inner), inner.nodes["Group Output"].inputs["A"])
    outer.links.new(add_group(outer, inner).outputs["A"], outer.nodes["Group Output"].inputs["A"])
    tree, color = stage.glow(x)
    tree.links.new(add_group(tree, outer).outputs["A"], color)


@case
def picture_of_another_output(stage: Stage, x: float) -> None:
    group = stage.group("AB")
    group.links.new(stage.sampled(group), group.nodes["Group Output"].inputs["B"])
    tree, color = stage.glow(x)
    tree.links.new(add_group(tree, group).outputs["A"], color)


@case
def picture_that_a_group_passes_on(stage: Stage, x: float) -> None:
    group = stage.group("A", "I")
    group.links.new(group.nodes["Group Input"].outputs["I"], group.nodes["Group Output"].inputs["A"])
    tree, color = stage.glow(x)
    node = add_group(tree, group)
    tree.links.new(stage.sampled(tree), node.inputs["I"])
    tree.links.new(node.outputs["A"], color)


@case
def picture_that_a_group_ignores(stage: Stage, x: float) -> None:
    group = stage.group("A", "I")
    tree, color = stage.glow(x)
    node = add_group(tree, group)
    tree.links.new(stage.sampled(tree), node.inputs["I"])
    tree.links.new(node.outputs["A"], color)


@case
def picture_past_a_muted_group(stage: Stage, x: float) -> None:
    tree, color = stage.glow(x)
    node = add_group(tree, stage.group("A", "I"))
    tree.links.new(stage.sampled(tree), node.inputs["I"])
    tree.links.new(node.outputs["A"], color)
    node.mute = True


@case
def material_set_by_nodes(stage: Stage, x: float) -> None:
    tree, plane = stage.nodes(x, "GeometryNodeMeshGrid", Size_X=2.0, Size_Y=2.0)
    set_material(stage, tree, plane)


@case
def material_set_by_nodes_that_are_off(stage: Stage, x: float) -> None:
    tree, plane = stage.nodes(x, "GeometryNodeMeshGrid", Size_X=2.0, Size_Y=2.0)
    set_material(stage, tree, plane)
    modifier_of(tree).show_render = False


@case
def material_that_is_an_input_of_nodes(stage: Stage, x: float) -> None:
    tree, plane = stage.nodes(x, "GeometryNodeMeshGrid", Size_X=2.0, Size_Y=2.0)
    socket = material_input(tree)
    node = set_material(stage, tree, plane, None)
    tree.links.new(tree.nodes["Group Input"].outputs["Material"], node.inputs["Material"])
    set_input(stage, tree, socket)


@case
def material_that_nodes_ignore(stage: Stage, x: float) -> None:
    tree, _plane = stage.nodes(x, "GeometryNodeMeshGrid", Size_X=2.0, Size_Y=2.0)
    set_input(stage, tree, material_input(tree))


@case
def cutter_that_leaves_its_material(stage: Stage, x: float) -> None:
    cut(stage, x, "TRANSFER")


@case
def cutter_that_takes_no_material_along(stage: Stage, x: float) -> None:
    cut(stage, x, "INDEX")


@case
def displaced_by_a_picture(stage: Stage, x: float) -> None:
    """Red where a texture lifts a red plane, which names nobody, above a blue one."""
    stage.plane(x, color=BLUE).location.z = 0.5
    lifted = stage.plane(x)
    stage.part("scene.attribution").remove(lifted.data.materials[0], stage.named())
    texture = bpy.data.textures.new("Texture", "IMAGE")
    texture.image = stage.picture()
    modifier = lifted.modifiers.new("Lift", "DISPLACE")
    modifier.texture, modifier.mid_level, modifier.direction = texture, 0.0, "Z"
    modifier.strength = 3.0


def add_group(tree: Any, group: Any) -> Any:
    node = tree.nodes.new("ShaderNodeGroup")
    node.node_tree = group
    return node


def set_material(stage: Stage, tree: Any, source: Any, material: Any = RED) -> Any:
    """Give what a node makes a material."""
    node, output = tree.nodes.new("GeometryNodeSetMaterial"), tree.links[0].to_socket
    tree.links.new(source.outputs[0], node.inputs["Geometry"])
    tree.links.new(node.outputs["Geometry"], output)
    if material:
        node.inputs["Material"].default_value = stage.material(material)
    return node


def material_input(tree: Any) -> Any:
    tree.nodes.new("NodeGroupInput")
    return tree.interface.new_socket("Material", in_out="INPUT", socket_type="NodeSocketMaterial")


def set_input(stage: Stage, tree: Any, socket: Any) -> None:
    modifier = modifier_of(tree)
    path = stage.part("scene.property_compat").modifier_input_path(modifier, socket.identifier)
    if path.endswith("]"):
        modifier[socket.identifier] = stage.material(RED)
    else:
        modifier.id_data.path_resolve(path.removesuffix(".value")).value = stage.material(RED)


def modifier_of(tree: Any) -> Any:
    modifiers = (modifier for obj in bpy.data.objects for modifier in obj.modifiers)
    return next(modifier for modifier in modifiers if getattr(modifier, "node_group", None) == tree)


def cut(stage: Stage, x: float, materials: str) -> None:
    """Cut a hole with a red bottom into a blue box."""
    box, cutter = (solid(stage, x, color, half) for color, half in ((BLUE, 1.0), (RED, 0.8)))
    cutter.location.z, cutter.hide_render = 1.0, True
    modifier = box.modifiers.new("Cut", "BOOLEAN")
    modifier.object, modifier.material_mode = cutter, materials


def solid(stage: Stage, x: float, color: Any, half: float) -> Any:
    import bmesh

    obj = stage.plane(x, color=color)
    made = bmesh.new()
    bmesh.ops.create_cube(made, size=2 * half)
    made.to_mesh(obj.data)
    made.free()
    return obj
