# SPDX-License-Identifier: GPL-3.0-or-later
"""The node that reads a picture where its coordinates say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import box_group
from .no_repeat import sample_without_repeat

if TYPE_CHECKING:
    import bpy

    from .node_set import NodeSet
    from .texture_options import TextureOptions

WIDTH, HEIGHT, GAP = 240.0, 300.0, 40.0  # of an image texture, and between two nodes


def sample(
    nodes: NodeSet,
    image: bpy.types.Image,
    vector: bpy.types.NodeSocket | None,
    options: TextureOptions,
) -> tuple[bpy.types.NodeSocket, bpy.types.NodeSocket]:
    """The color and the alpha of a picture. vector: see mapping.py.

    What is clipped has an alpha of 0, also in a picture that has none of its own.
    """
    if options.no_repeat:
        return sample_without_repeat(nodes, image, vector, options)
    if vector and box_group.is_box_mapping(vector.node):
        return _from_three_sides(nodes, image, vector.node, options)
    texture = _read(nodes, image, options)
    if vector:
        nodes.link(vector, texture.inputs["Vector"])
    return texture.outputs["Color"], texture.outputs["Alpha"]


def _from_three_sides(
    nodes: NodeSet,
    image: bpy.types.Image,
    mapping: Any,  # noqa: ANN401 - a node
    options: TextureOptions,
) -> tuple[bpy.types.NodeSocket, bpy.types.NodeSocket]:
    blend = nodes.add("ShaderNodeGroup", WIDTH + GAP)
    blend.node_tree = box_group.box_blend()
    for index, side in enumerate(box_group.SIDES):
        texture = _read(nodes, image, options, -index * HEIGHT)
        nodes.link(mapping.outputs[side], texture.inputs["Vector"])
        for output in ("Color", "Alpha"):
            nodes.link(texture.outputs[output], blend.inputs[f"{side} {output}"])
    for side in box_group.SIDES[1:]:
        nodes.link(mapping.outputs[f"{side} Share"], blend.inputs[f"{side} Share"])
    return blend.outputs["Color"], blend.outputs["Alpha"]


def _read(nodes: NodeSet, image: bpy.types.Image, options: TextureOptions, y: float = 0.0) -> Any:  # noqa: ANN401 - a node
    texture = nodes.add("ShaderNodeTexImage", 0.0, y)
    texture.image = image
    texture.extension, texture.interpolation = options.extension, options.interpolation
    return texture
