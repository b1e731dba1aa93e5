# SPDX-License-Identifier: GPL-3.0-or-later
"""An image as a material, and materials on objects."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import bpy

from ..media import orientation
from . import compat, surface_shader

if TYPE_CHECKING:
    from ..media.orientation import Turn

Mapping: TypeAlias = Literal["UV", "FLAT", "BOX"]
OPAQUE_DEPTHS = (24, 96)  # bits of a pixel: three channels of 8, or of 32 as Blender keeps more than 8
FLATNESS = 0.1  # height of a bounding box, by its longer side, below which an object counts as flat


def build(
    image: bpy.types.Image, *, lit: bool, mapping: Mapping = "UV", turn: Turn = orientation.NONE
) -> bpy.types.Material:
    """A new material that shows an image.

    lit: shaded by the scene's lights; else the picture shines as it is.
    mapping: by the UV map, or over the object's bounding box: once from above, or on each of its sides.
    turn: what leads from the upright picture to the image; a box cannot be turned.
    """
    material = bpy.data.materials.new(image.name)
    tree = compat.node_tree(material)
    tree.nodes.clear()
    shader = surface_shader.add(tree, lit=lit)
    texture: Any = tree.nodes.new("ShaderNodeTexImage")
    texture.location = (-320, 0)
    texture.image = image
    tree.links.new(texture.outputs["Color"], surface_shader.color_input(shader, lit=lit))
    if not _is_opaque(image):
        tree.links.new(texture.outputs["Alpha"], shader.inputs["Alpha"])
    if mapping == "UV" and not turn.is_needed:
        return material
    coordinates = tree.nodes.new("ShaderNodeTexCoord")
    vector = coordinates.outputs["UV" if mapping == "UV" else "Generated"]
    coordinates.location = (-560, 0)
    if mapping != "UV":
        texture.projection = mapping
    if turn.is_needed:
        coordinates.location = (-780, 0)
        vector = _turned(tree, vector, turn)
    tree.links.new(vector, texture.inputs["Vector"])
    return material


def _turned(tree: bpy.types.NodeTree, vector: bpy.types.NodeSocket, turn: Turn) -> bpy.types.NodeSocket:
    """Coordinates from 0 to 1 of the upright picture as those of the stored one."""
    node: Any = tree.nodes.new("ShaderNodeMapping")
    node.location = (-540, 0)
    x, y = turn.of(-0.5, -0.5)  # where the corner at 0 goes
    node.inputs["Location"].default_value = (0.5 + x, 0.5 + y, 0.0)
    node.inputs["Rotation"].default_value = (0.0, 0.0, turn.quarters * pi / 2)
    node.inputs["Scale"].default_value = (-1.0 if turn.mirrored else 1.0, 1.0, 1.0)
    tree.links.new(vector, node.inputs["Vector"])
    return node.outputs["Vector"]  # type: ignore[no-any-return] # of a node of any kind


def _is_opaque(image: bpy.types.Image) -> bool:
    """Whether an image has no alpha: linked, FBX would lose the colours, and glTF sort what is opaque."""
    return image.depth in OPAQUE_DEPTHS


def texture_node(material: bpy.types.Material) -> bpy.types.ShaderNodeTexImage:
    """The image texture of a material that `build` made, in this version or an earlier one."""
    assert material.node_tree is not None
    return next(node for node in material.node_tree.nodes if isinstance(node, bpy.types.ShaderNodeTexImage))


def mapping_for(obj: bpy.types.Object) -> Mapping:
    """The mapping for an object. Blender's box mapping turns the picture a quarter on what lies flat."""
    if isinstance(obj.data, bpy.types.Mesh) and obj.data.uv_layers:
        return "UV"
    wide, deep, high = (max(side) - min(side) for side in zip(*obj.bound_box, strict=True))
    return "FLAT" if high < FLATNESS * max(wide, deep) else "BOX"
