# SPDX-License-Identifier: GPL-3.0-or-later
"""One picture over a wide face without a visible repeat, by plain nodes: it is read three times a point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..shared_group import is_of_kind
from . import hexagon_blend, hexagon_group, piece_fit
from .hexagon_group import PLACES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import bpy

    from .inserted import Inserted
    from .node_set import NodeSet
    from .texture_options import TextureOptions

LABEL = "No Repeat"
AT = (-200.0, 0.0, 280.0)  # columns of the nodes
HEIGHT = 60.0  # from one reading of the picture to the next


def sample_without_repeat(
    nodes: NodeSet,
    image: bpy.types.Image,
    vector: bpy.types.NodeSocket | None,
    options: TextureOptions,
) -> tuple[bpy.types.NodeSocket, bpy.types.NodeSocket]:
    """The color and the alpha of a picture. vector: see mapping.py; beyond its borders it goes on."""
    pieces, mixed = (nodes.add("ShaderNodeGroup", x) for x in AT[::2])
    pieces.node_tree, mixed.node_tree = hexagon_group.hexagons(), hexagon_blend.blend()
    pieces.label = mixed.label = LABEL
    piece_fit.fit(pieces, image)
    nodes.link(vector or nodes.add("ShaderNodeTexCoord", 2 * AT[0]).outputs["UV"], pieces.inputs["Vector"])
    for index, place in enumerate(PLACES):
        texture = nodes.add("ShaderNodeTexImage", AT[1], -HEIGHT * index)
        texture.hide = True
        texture.image, texture.interpolation = image, options.interpolation
        nodes.link(pieces.outputs[f"Vector {place}"], texture.inputs["Vector"])
        nodes.link(pieces.outputs[f"Weight {place}"], mixed.inputs[f"Weight {place}"])
        nodes.link(texture.outputs["Color"], mixed.inputs[f"Color {place}"])
        nodes.link(texture.outputs["Alpha"], mixed.inputs[f"Alpha {place}"])
    return mixed.outputs["Color"], mixed.outputs["Alpha"]


def pieces_of(texture: Inserted) -> Any:  # noqa: ANN401 - a node, or None
    """The node of a texture that cuts its picture into pieces, if it is without a repeat."""
    return next((node for node in texture.nodes if is_of_kind(node, hexagon_group.KIND)), None)


def blend_of(texture: Inserted) -> Any:  # noqa: ANN401 - a node, or None
    """The node that puts these together."""
    return next((node for node in texture.nodes if is_of_kind(node, hexagon_blend.KIND)), None)


def entrances(texture: Inserted) -> Sequence[Any]:
    """The nodes that take the coordinates at which the picture is read."""
    pieces = pieces_of(texture)
    return [pieces] if pieces else texture.images
