# SPDX-License-Identifier: GPL-3.0-or-later
"""The nodes between coordinates and a picture, from left to right; an image texture is at 0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .no_repeat import entrances
from .node_set import TURN, NodeSet

if TYPE_CHECKING:
    from .inserted import Inserted

COLUMN = 200.0  # from one node to the next
MIDDLE = (0.5, 0.5, 0.5)


def coordinates(nodes: NodeSet) -> Any:  # noqa: ANN401 - a node
    return nodes.add("ShaderNodeTexCoord", -5.5 * COLUMN)


def from_middle(nodes: NodeSet, source: Any = None) -> Any:  # noqa: ANN401 - sockets
    """Coordinates over the bounding box, with 0 in its middle."""
    node = nodes.add("ShaderNodeVectorMath", -4.5 * COLUMN)
    node.operation, node.label = "SUBTRACT", "From the Middle"
    node.inputs[1].default_value = MIDDLE
    nodes.link(source or coordinates(nodes).outputs["Generated"], node.inputs[0])
    return node.outputs["Vector"]


def mapped(
    nodes: NodeSet,
    source: Any,  # noqa: ANN401 - a socket
    scale: tuple[float, float, float] = (1.0, 1.0, 1.0),
    middle: tuple[float, float] = (0.0, 0.0),
) -> Any:  # noqa: ANN401 - a socket
    """Where in a picture of some size one is, that lies at a point."""
    node = nodes.add("ShaderNodeMapping", -3 * COLUMN)
    node.vector_type = "TEXTURE"
    node.inputs["Location"].default_value = (*middle, 0.0)
    node.inputs["Scale"].default_value = scale
    nodes.link(source, node.inputs["Vector"])
    return node.outputs["Vector"]


def centered(nodes: NodeSet, source: Any) -> Any:  # noqa: ANN401 - sockets
    """Coordinates that have 0 in the picture's middle as those that have it in the corner."""
    node = nodes.add("ShaderNodeVectorMath", -2 * COLUMN)
    node.label = "To the Corner"
    node.inputs[1].default_value = MIDDLE
    nodes.link(source, node.inputs[0])
    return node.outputs["Vector"]


def add_mapping(texture: Inserted) -> None:
    """Give a texture that has none a node by which it is moved, turned and scaled; it lies as before.

    By a UV map that is from the map's corner, as exports know it, else from the middle.
    """
    nodes = NodeSet.reopened(texture.frame)
    turning = [node for node in texture.nodes if node.get(TURN)]
    for reader in turning or entrances(texture):
        vector = reader.inputs["Vector"]
        source = vector.links[0].from_socket if vector.is_linked else coordinates(nodes).outputs["UV"]
        found = (
            centered(nodes, mapped(nodes, from_middle(nodes, source)))
            if source.name == "Generated"
            else mapped(nodes, source)
        )
        nodes.link(found, vector)
