# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, nodes and sockets of each kind are others
"""Surfaces that go over from unlit to lit by a number of a node group, which many of them share.

The colour feeds the emission, and in the group, which is between, the rest of the shader.
"""

from __future__ import annotations

from typing import Any

import bpy

from . import compat, surface_shader

NAME = "Light"  # of the group's node in a material
KIND = "antekirt_light"  # custom property of a group of this kind
PATH = 'nodes["Lit"].outputs[0].default_value'  # from a group to its number, 0 unlit and 1 lit
LEVEL = 0.5  # of the specular reflection of what is lit


def new_group(name: str) -> Any:
    """A group of which the number is still 0."""
    group: Any = bpy.data.node_groups.new(name, "ShaderNodeTree")
    group[KIND] = True
    sockets, nodes, links = group.interface, group.nodes, group.links
    sockets.new_socket("Color", in_out="INPUT", socket_type="NodeSocketColor")
    sockets.new_socket("Base Color", in_out="OUTPUT", socket_type="NodeSocketColor")
    sockets.new_socket("Emission Strength", in_out="OUTPUT", socket_type="NodeSocketFloat")
    sockets.new_socket("Specular IOR Level", in_out="OUTPUT", socket_type="NodeSocketFloat")

    def node(kind: str, x: float, y: float, operation: str = "") -> Any:
        made = nodes.new(kind)
        made.location = (x, y)
        if operation:
            made.operation = operation
        return made

    before, after = node("NodeGroupInput", -200.0, 200.0), node("NodeGroupOutput", 400.0, 0.0)
    lit = node("ShaderNodeValue", -200.0, 0.0)
    lit.name = lit.label = "Lit"
    lit.outputs[0].default_value = 0.0
    color = node("ShaderNodeVectorMath", 100.0, 200.0, "SCALE")
    strength, level = (
        node("ShaderNodeMath", 100.0, y, kind) for y, kind in ((0, "SUBTRACT"), (-200, "MULTIPLY"))
    )
    strength.inputs[0].default_value, level.inputs[0].default_value = 1.0, LEVEL
    links.new(before.outputs["Color"], color.inputs[0])
    links.new(lit.outputs[0], color.inputs["Scale"])
    links.new(color.outputs[0], after.inputs["Base Color"])
    for made, output in ((strength, "Emission Strength"), (level, "Specular IOR Level")):
        links.new(lit.outputs[0], made.inputs[1])
        links.new(made.outputs[0], after.inputs[output])
    return group


def group_of(material: Any) -> Any:
    """The group that says how lit a material is; None if none does."""
    node = _node(compat.node_tree(material)) if compat.has_nodes(material) else None
    return node.node_tree if node else None


def is_between(shader: Any) -> bool:
    """Whether a group of ours feeds a shader, so that its emission has its colour, lit or not."""
    links = shader.inputs["Base Color"].links
    return bool(links) and _is_ours(links[0].from_node)


def share(shader: Any) -> float:
    """How lit a surface is at the moment, from 0 to 1."""
    group = shader.inputs["Base Color"].links[0].from_node.node_tree
    return float(group.nodes["Lit"].outputs[0].default_value)


def put_between(material: Any, group: Any, roughness: float) -> None:
    """Have a material of ours follow a group, whether it followed none or another one."""
    tree: Any = compat.node_tree(material)
    node = _node(tree)
    if node:
        node.node_tree = group
        return
    shader: Any = tree.nodes[surface_shader.NAME]
    lit = not shader.inputs["Emission Strength"].default_value
    source = _source(tree, surface_shader.color_input(shader, lit=lit))
    node = tree.nodes.new("ShaderNodeGroup")
    node.name, node.node_tree = NAME, group
    node.location = (shader.location.x - 200.0, shader.location.y - 200.0)
    fresh: Any = tree.nodes.new("ShaderNodeBsdfPrincipled")
    shader.inputs["IOR"].default_value = fresh.inputs["IOR"].default_value
    shader.inputs["Roughness"].default_value = roughness
    tree.nodes.remove(fresh)
    for socket in (node.inputs["Color"], shader.inputs["Emission Color"]):
        tree.links.new(source, socket)
    for output in node.outputs:
        tree.links.new(output, shader.inputs[output.name])


def settle(material: Any, *, lit: bool) -> None:
    """Have a material that follows a group be lit, or unlit, for good."""
    tree: Any = compat.node_tree(material)
    node = _node(tree)
    shader: Any = tree.nodes[surface_shader.NAME]
    source = node.inputs["Color"].links[0].from_socket
    tree.nodes.remove(node)
    for link in list(shader.inputs["Emission Color"].links):
        tree.links.remove(link)
    if lit:
        shader.inputs["Emission Strength"].default_value = 0.0
        shader.inputs["Specular IOR Level"].default_value = LEVEL
    else:
        for name, value in surface_shader.UNLIT.items():
            shader.inputs[name].default_value = value
    color: Any = surface_shader.color_input(shader, lit=lit)
    if source.node.bl_idname == "ShaderNodeRGB":
        color.default_value = source.default_value
        tree.nodes.remove(source.node)
    else:
        tree.links.new(source, color)


def _source(tree: Any, color: Any) -> Any:
    """The socket that a surface's colour comes from: one colour becomes a node."""
    if color.is_linked:
        source = color.links[0].from_socket
        tree.links.remove(color.links[0])
        return source
    node = tree.nodes.new("ShaderNodeRGB")
    node.outputs[0].default_value = color.default_value
    node.location = (color.node.location.x - 400.0, color.node.location.y)
    return node.outputs[0]


def _node(tree: Any) -> Any:
    node = tree.nodes.get(NAME)
    return node if node and _is_ours(node) else None


def _is_ours(node: Any) -> bool:
    return node.bl_idname == "ShaderNodeGroup" and bool(node.node_tree) and bool(node.node_tree.get(KIND))
