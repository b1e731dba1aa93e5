# SPDX-License-Identifier: GPL-3.0-or-later
"""The nodes of one texture of ours in a tree: framed, and found again whatever they are renamed to."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import bpy

# Custom properties. KEY: of each node, which set it is of. SOCKET, ORDER: of the frame, the input that was
# asked for and the place in the order in which textures were put into the tree.
# TURN: of the node that turns upright what a camera has stored on its side.
KEY, SOCKET, ORDER = "antekirt_texture", "antekirt_socket", "antekirt_order"
TURN = "antekirt_turn"


class NodeSet:
    """Makes the nodes of one texture. socket: the input that they are for; "" for a material of their own."""

    def __init__(self, tree: bpy.types.NodeTree, label: str, socket: str = "") -> None:
        self.tree = tree
        self.key = uuid.uuid4().hex[:12]
        orders = [order for node in tree.nodes if isinstance(order := node.get(ORDER), int)]
        self.frame: Any = tree.nodes.new("NodeFrame")
        self.frame.label = label
        self.frame[KEY], self.frame[SOCKET], self.frame[ORDER] = self.key, socket, max(orders, default=0) + 1

    @classmethod
    def reopened(cls, frame: Any) -> Self:  # noqa: ANN401 - a node
        """The set of a frame that is there, to add more to it."""
        self = cls.__new__(cls)
        self.tree, self.key, self.frame = frame.id_data, frame[KEY], frame
        return self

    def add(self, kind: str, x: float = 0.0, y: float = 0.0) -> Any:  # noqa: ANN401 - a node of that kind
        """A new node in the frame. x, y: its upper left corner, in the units of node locations."""
        node = self.tree.nodes.new(kind)
        node.parent = self.frame
        node.location = (x, y)
        node[KEY] = self.key
        return node

    def link(self, output: bpy.types.NodeSocket, to: bpy.types.NodeSocket) -> None:
        self.tree.links.new(output, to)
