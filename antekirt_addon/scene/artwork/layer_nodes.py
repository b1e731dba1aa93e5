# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, nodes and modifiers of each kind are others
"""The geometry nodes that lift the layers of one object apart: a mesh, or from 4.3 on Grease Pencil."""

from __future__ import annotations

from functools import partial
from typing import Any

import bpy

from .. import property_compat
from ..shared_group import shared_tree
from ..vector.layer_spacing import ATTRIBUTE

NAME = "Antekirt Artwork"
KIND = "artwork {attribute} 1"  # with its version: files keep groups of earlier versions as they are
DRAWING = "index of the layer"  # in place of an attribute: Grease Pencil is lifted by the order of its layers
LIFT = "Lift"


def add(obj: bpy.types.Object, name: str = "Spacing", attribute: str = ATTRIBUTE) -> str:
    """Give an object the modifier that lifts each layer by its number; gives the path of what it lifts by.

    attribute: by the numbers of another attribute of a mesh.
    """
    if obj.type == "GREASEPENCIL":
        attribute = DRAWING
    modifier: Any = obj.modifiers.new(name, "NODES")
    kind = KIND.format(attribute=attribute)
    build = partial(_build, attribute=attribute)
    modifier.node_group = shared_tree(bpy.types.GeometryNodeTree, kind, NAME, build)
    modifier.show_expanded = False
    return property_compat.modifier_input_path(modifier, _socket(modifier.node_group))


def _socket(group: Any) -> str:
    """The identifier of the input that says by how much."""
    return next(str(item.identifier) for item in group.interface.items_tree if item.name == LIFT)


def _build(group: Any, attribute: str) -> None:
    sockets = group.interface
    sockets.new_socket("Geometry", in_out="INPUT", socket_type="NodeSocketGeometry")
    lift = sockets.new_socket(LIFT, in_out="INPUT", socket_type="NodeSocketFloat")
    lift.subtype, lift.description = "DISTANCE", "How much further apart layers lie than in the data"
    sockets.new_socket("Geometry", in_out="OUTPUT", socket_type="NodeSocketGeometry")

    def node(kind: str, x: float, y: float = 0.0) -> Any:
        made = group.nodes.new(kind)
        made.location = (x, y)
        return made

    before, after = node("NodeGroupInput", -400.0), node("NodeGroupOutput", 600.0)
    if attribute == DRAWING:
        number = node("GeometryNodeFieldOnDomain", -400.0, -150.0)
        number.data_type, number.domain = "INT", "LAYER"
        group.links.new(node("GeometryNodeInputIndex", -600.0, -150.0).outputs[0], number.inputs[0])
        layer = number.outputs[0]
    else:
        number = node("GeometryNodeInputNamedAttribute", -400.0, -150.0)
        number.data_type = "INT" if attribute == ATTRIBUTE else "FLOAT"
        number.inputs["Name"].default_value = attribute
        layer = next(socket for socket in number.outputs if socket.name == "Attribute" and socket.enabled)
    product = node("ShaderNodeMath", -200.0, -100.0)
    product.operation = "MULTIPLY"
    upward, moved = node("ShaderNodeCombineXYZ", 0.0, -100.0), node("GeometryNodeSetPosition", 300.0)
    for source, target in (
        (layer, product.inputs[0]),
        (before.outputs[LIFT], product.inputs[1]),
        (product.outputs[0], upward.inputs["Z"]),
        (before.outputs["Geometry"], moved.inputs["Geometry"]),
        (upward.outputs[0], moved.inputs["Offset"]),
        (moved.outputs[0], after.inputs["Geometry"]),
    ):
        group.links.new(source, target)
