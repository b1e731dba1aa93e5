# SPDX-License-Identifier: GPL-3.0-or-later
"""One picture over a wide face without a visible repeat, by plain nodes: it is read three times a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .hexagon_blend import blend
from .hexagon_group import PLACES, hexagons

if TYPE_CHECKING:
    import bpy

    from .node_set import NodeSet
    from .texture_options import TextureOptions

LABEL = "No Repeat"


def sample_without_repeat(
    nodes: NodeSet,
    image: bpy.types.Image,
    vector: bpy.types.NodeSocket | None,
    options: TextureOptions,
) -> tuple[bpy.types.NodeSocket, bpy.types.NodeSocket]:
    """The color and the alpha of a picture. vector: see mapping.py; the extension is always a repeat."""
    pieces, mixed = nodes.add("ShaderNodeGroup", -200), nodes.add("ShaderNodeGroup", 280)
    pieces.node_tree, mixed.node_tree = hexagons(), blend()
    pieces.label = mixed.label = LABEL
    wide, high = image.size[0] or 1, image.size[1] or 1  # 0 of one that is gone
    pieces.inputs["Sides"].default_value = (wide / min(wide, high), high / min(wide, high), 1.0)
    nodes.link(vector or nodes.add("ShaderNodeTexCoord", -400).outputs["UV"], pieces.inputs["Vector"])
    for index, place in enumerate(PLACES):
        texture = nodes.add("ShaderNodeTexImage", 0, -60.0 * index)
        texture.hide = True
        texture.image, texture.interpolation = image, options.interpolation
        nodes.link(pieces.outputs[f"Vector {place}"], texture.inputs["Vector"])
        nodes.link(pieces.outputs[f"Weight {place}"], mixed.inputs[f"Weight {place}"])
        nodes.link(texture.outputs["Color"], mixed.inputs[f"Color {place}"])
        nodes.link(texture.outputs["Alpha"], mixed.inputs[f"Alpha {place}"])
    return mixed.outputs["Color"], mixed.outputs["Alpha"]
