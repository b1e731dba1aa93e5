# SPDX-License-Identifier: GPL-3.0-or-later
"""The textures of ours that a tree has, as they are found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import box_group
from .node_set import KEY, ORDER, SOCKET, TURN

if TYPE_CHECKING:
    import bpy


@dataclass(frozen=True, slots=True)
class Inserted:
    """The nodes of one texture, of which some may have been taken out by hand. Not for longer than a tick."""

    tree: bpy.types.NodeTree
    frame: Any
    nodes: tuple[Any, ...]

    @property
    def key(self) -> str:
        return str(self.frame[KEY])

    @property
    def socket(self) -> str:
        """The input that it was put into: its name, BUMP or MIX; "" in a material of its own."""
        return str(self.frame.get(SOCKET, ""))

    @property
    def images(self) -> list[Any]:
        """The nodes that read the picture."""
        return [node for node in self.nodes if node.bl_idname == "ShaderNodeTexImage"]

    @property
    def image(self) -> bpy.types.Image | None:
        return next((node.image for node in self.images if node.image), None)

    @property
    def mapping(self) -> Any:  # noqa: ANN401 - a node, or None
        """The node whose inputs move, turn and scale it, if it has one."""
        return next((node for node in self.nodes if _maps(node)), None)


def _maps(node: Any) -> bool:  # noqa: ANN401 - a node
    return box_group.is_box_mapping(node) or (node.bl_idname == "ShaderNodeMapping" and not node.get(TURN))


def inserted(tree: bpy.types.NodeTree) -> list[Inserted]:
    """The textures of ours in a tree, in the order in which they came.

    A duplicate of one, with its frame, is the artist's own as long as the first is there.
    """
    members: dict[str, list[Any]] = {}
    frames: dict[str, Any] = {}
    for node in tree.nodes:
        if node.get(KEY):
            if node.bl_idname == "NodeFrame":
                frames.setdefault(node[KEY], node)
            members.setdefault(node[KEY], []).append(node)
    found = [
        Inserted(tree, frame, tuple(node for node in members[key] if _set_of(node) in {None, frame}))
        for key, frame in frames.items()
    ]
    return sorted(found, key=lambda one: one.frame.get(ORDER, 0))


def _set_of(node: Any) -> Any:  # noqa: ANN401 - a node; a frame, or None
    """The frame of a node's set that it lies in; None where the artist has taken it out of that."""
    frame = node
    while frame and not (frame.bl_idname == "NodeFrame" and frame.get(KEY) == node[KEY]):
        frame = frame.parent
    return frame
