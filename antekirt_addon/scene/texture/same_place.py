# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture read once more where a texture reads it: by the same coordinates, so that both move together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import keyframes
from .inserted import inserted
from .node_set import KEY

if TYPE_CHECKING:
    from collections.abc import Sequence

    import bpy

    from .inserted import Inserted
    from .node_set import NodeSet

BESIDE = "antekirt_beside"  # custom property of a set's frame: the key of the set whose coordinates it has
KEPT = ("extension", "interpolation", "projection", "projection_blend")
DOWN = 600.0  # below the texture


def sample(nodes: NodeSet, image: bpy.types.Image, readers: Sequence[Any]) -> Any:  # noqa: ANN401 - a socket
    """The color of an image where the nodes of a texture read theirs: one, or several that are blended."""
    copies = {reader: _copied(nodes, reader) for reader in readers}
    for reader, copy in copies.items():
        copy.image, copy.hide = image, reader.hide
        for name in KEPT:
            setattr(copy, name, getattr(reader, name))
        for link in reader.inputs["Vector"].links:
            nodes.link(link.from_socket, copy.inputs["Vector"])
    first = copies[readers[0]]
    blend = _blend_of(readers) if len(readers) > 1 else None
    if blend is None:
        return first.outputs["Color"]
    copy = _copied(nodes, blend)
    copy.node_tree, copy.label = blend.node_tree, blend.label
    for own, others in zip(copy.inputs, blend.inputs, strict=True):
        if hasattr(others, "default_value"):
            own.default_value = others.default_value
            keyframes.copy(others, own, nodes.key)
        for link in others.links:
            source = copies.get(link.from_node)
            nodes.link(source.outputs[link.from_socket.name] if source else link.from_socket, own)
    return copy.outputs["Color"]


def _copied(nodes: NodeSet, node: Any) -> Any:  # noqa: ANN401 - nodes
    return nodes.add(node.bl_idname, node.location.x, node.location.y - DOWN)


def _blend_of(readers: Sequence[Any]) -> Any:  # noqa: ANN401 - a node, or None
    """The group that makes one color of what several nodes read."""
    fed = (link.to_node for reader in readers for link in reader.outputs["Color"].links)
    return next((node for node in fed if node.bl_idname == "ShaderNodeGroup"), None)


def lies_by_another(texture: Inserted) -> bool:
    """Whether another texture has the coordinates of a texture, and moves it."""
    key = texture.frame.get(BESIDE, "")
    return key != texture.key and any(other.key == key for other in inserted(texture.tree))


def follow(texture: Inserted) -> None:
    """Have what lies by a texture read where that reads now: its coordinates have changed."""
    for other in inserted(texture.tree):
        if other.frame.get(BESIDE) == texture.key != other.key:
            for reader, led in zip(other.images, texture.images, strict=False):
                for link in led.inputs["Vector"].links:
                    texture.tree.links.new(link.from_socket, reader.inputs["Vector"])


def hand_over(texture: Inserted, others: Sequence[Inserted]) -> None:
    """Before a texture goes: give its coordinates to one that has them, too, if there is one."""
    heirs = [other for other in others if other.frame.get(BESIDE) == texture.key]
    if not heirs:
        return
    heir = heirs[0]
    for node in _before(heir.images, set(texture.nodes)):
        node.parent = heir.frame
        node[KEY] = heir.key
    for other in heirs:
        other.frame[BESIDE] = heir.key


def _before(readers: Sequence[Any], within: set[Any]) -> list[Any]:
    """The nodes that lead to what others read, of some."""
    line = list(readers)
    for node in line:
        led = (link.from_node for socket in node.inputs for link in socket.links)
        line += [before for before in led if before in within and before not in line]
    return line[len(readers) :]
