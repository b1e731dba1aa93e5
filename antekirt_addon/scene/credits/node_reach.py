# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - nodes, their sockets and links
"""What nodes show: the datablocks of those that a tree's output takes in, through groups, and no others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .sight import Sight

# Nodes at which something leaves a tree, besides a group's output and the surface of a material.
OUTPUTS = {
    "CompositorNodeComposite",
    "CompositorNodeOutputFile",
    "ShaderNodeOutputAOV",
    "TextureNodeOutput",
}
DATABLOCKS = {"OBJECT", "COLLECTION", "IMAGE", "MATERIAL", "TEXTURE", "FONT", "SOUND"}  # types of sockets
# Inputs by which geometry nodes know what they seek, and which they do not show.
SOUGHT = {("GeometryNodeMaterialSelection", "Material"), ("GeometryNodeReplaceMaterial", "Old")}
BODIES = bpy.types.Object | bpy.types.Collection


@dataclass(frozen=True, slots=True)
class Reached:
    """The datablocks that nodes show, and the identifiers of those inputs of their tree that they heed.

    opens: whether they take collections to pieces, and so show what is hidden in those.
    """

    blocks: tuple[bpy.types.ID, ...]
    inputs: frozenset[str]
    opens: bool


class NodeReach:
    """What the nodes of trees show; each tree is gone through once."""

    def __init__(self, sight: Sight) -> None:
        self._everything = sight.everything
        self._target = "CYCLES" if sight.engine == "CYCLES" else "EEVEE"
        self._known: dict[tuple[Any, str], Reached] = {}

    def of(self, tree: Any, output: str = "") -> Reached:
        """What one output of a tree shows, by its identifier; what all do if none is named."""
        known = self._known.get((tree, output))
        if known is None:
            way = _Way(self, tree)
            if self._everything:
                way.take_all()
            else:
                way.follow([socket for node in self._ends(tree) for socket in _taken_in(node, output)])
            shows_bodies = tree.bl_idname == "GeometryNodeTree"  # others know only where they are
            blocks = tuple(one for one in way.blocks if shows_bodies or not isinstance(one, BODIES))
            known = self._known[tree, output] = Reached(blocks, frozenset(way.inputs), way.opens)
        return known

    def _ends(self, tree: Any) -> Iterator[Any]:
        if tree.bl_idname == "ShaderNodeTree" and tree.is_embedded_data:
            surface = tree.get_output_node(self._target)
            if surface:
                yield surface
        for node in tree.nodes:
            is_group_output = node.bl_idname == "NodeGroupOutput" and node.is_active_output
            if not node.mute and (is_group_output or node.bl_idname in OUTPUTS):
                yield node


class _Way:
    """The way through one tree, against the links."""

    def __init__(self, reach: NodeReach, tree: Any) -> None:
        self._reach, self._tree = reach, tree
        self._sources: dict[Any, list[tuple[Any, Any]]] = {}
        self.blocks: dict[bpy.types.ID, None] = {}
        self.inputs: set[str] = set()
        self.opens = False
        for link in tree.links:  # once: Blender looks for the links of a socket among all
            if not link.is_muted and link.to_socket.enabled:
                self._sources.setdefault(link.to_socket, []).append((link.from_node, link.from_socket))

    def follow(self, sockets: list[Any]) -> None:
        """Go from some inputs to all that feeds them."""
        seen = set()
        while sockets:
            socket = sockets.pop()
            sources = self._sources.get(socket)
            for node, output in sources or ():
                if output not in seen:
                    seen.add(output)
                    sockets += self._behind(node, output)
            if not sources:
                self._take_value(socket)

    def take_all(self) -> None:
        for node in self._tree.nodes:
            self._take_node(node)
            group = getattr(node, "node_tree", None)
            if group:
                self._take(group, *self._reach.of(group).blocks)
            for socket in node.inputs:
                self._take_value(socket)
        self.inputs.update(item.identifier for item in _interface(self._tree))

    def _behind(self, node: Any, output: Any) -> list[Any]:
        """The inputs of a node on which one of its outputs depends; what the node itself shows is taken."""
        if node.mute:
            return [link.from_socket for link in node.internal_links if link.to_socket == output]
        if node.bl_idname == "NodeGroupInput":
            self.inputs.add(output.identifier)
            return []
        if hasattr(node, "node_tree"):
            if not node.node_tree:
                return []
            reached = self._reach.of(node.node_tree, output.identifier)
            self._take(node.node_tree, *reached.blocks)
            self.opens = self.opens or reached.opens
            return [socket for socket in node.inputs if socket.identifier in reached.inputs]
        self._take_node(node)
        inputs = [socket for socket in node.inputs if socket.enabled]
        if node.bl_idname == "GeometryNodeObjectInfo" and output.identifier != "Geometry":
            return [socket for socket in inputs if socket.type != "OBJECT"]  # it asks only where it is
        return inputs + self._other_end(node)

    def _other_end(self, node: Any) -> list[Any]:
        """The inputs at the beginning of a zone, such as of a repetition, of which the end is given."""
        if not node.bl_idname.endswith("Output"):
            return []
        begins = [begin for begin in self._tree.nodes if getattr(begin, "paired_output", None) == node]
        return [socket for begin in begins for socket in begin.inputs]

    def _take_node(self, node: Any) -> None:
        if node.bl_idname == "GeometryNodeRealizeInstances":
            self.opens = True
        elif node.bl_idname == "GeometryNodeCollectionInfo":
            by_piece = node.inputs["Separate Children"]
            self.opens = self.opens or by_piece.default_value or by_piece.is_linked
        self._take(*(getattr(node, name) for name in _pointers(node.bl_rna.identifier)))

    def _take_value(self, socket: Any) -> None:
        if socket.type in DATABLOCKS and (socket.node.bl_idname, socket.identifier) not in SOUGHT:
            self._take(getattr(socket, "default_value", None))

    def _take(self, *blocks: bpy.types.ID | None) -> None:
        self.blocks.update((block, None) for block in blocks if isinstance(block, bpy.types.ID))


def _taken_in(node: Any, output: str) -> Iterator[Any]:
    """The inputs of a node at which a tree ends that belong to one of its outputs, "" for all."""
    is_group_output = node.bl_idname == "NodeGroupOutput"
    for socket in node.inputs:
        if not output or not is_group_output or socket.identifier == output:
            yield socket


def _interface(tree: Any) -> list[Any]:
    items = tree.interface.items_tree
    return [item for item in items if item.item_type == "SOCKET" and item.in_out == "INPUT"]


@cache
def _pointers(type_: str) -> list[str]:
    """The properties of a type of nodes that point to datablocks, but for the tree of a group."""
    return [
        known.identifier
        for known in getattr(bpy.types, type_).bl_rna.properties
        if known.type == "POINTER" and known.identifier != "node_tree" and _is_datablock(known.fixed_type)
    ]


def _is_datablock(struct: Any) -> bool:
    while struct and struct.identifier != "ID":
        struct = struct.base
    return struct is not None
