# SPDX-License-Identifier: GPL-3.0-or-later
"""A texture without a visible repeat from now on, or with plain repeat again, in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...message import Message
from ..error import SceneError
from . import box_group, same_place
from .inserted import inserted
from .mapping_nodes import COLUMN, from_middle
from .no_repeat import blend_of, pieces_of
from .node_set import KEY, NodeSet
from .same_place import BESIDE
from .sampling import sample
from .texture_options import TextureOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import bpy

    from .inserted import Inserted

EXTENSION = "antekirt_extension"  # of the frame: what was beyond the picture's borders before


def switch(texture: Inserted) -> bool:
    """Hide the repeat, or show it again; gives whether it is hidden now.

    Raises SceneError if the texture has lost its picture.
    """
    if texture.image is None:
        raise SceneError(Message("“{name}” has no node that shows a picture", name=texture.frame.label))
    pieces, first, image = pieces_of(texture), texture.images[0], texture.image
    if not pieces:
        texture.frame[EXTENSION] = first.extension
    options = TextureOptions(
        interpolation=first.interpolation,
        extension=texture.frame.get(EXTENSION, "REPEAT"),
        no_repeat=not pieces,
    )
    vector = _coordinates(NodeSet.reopened(texture.frame), pieces or first)
    _read_anew(texture, lambda nodes: sample(nodes, image, vector, options))
    _have_depth_follow(texture)
    return options.no_repeat


def _read_anew(texture: Inserted, read: Callable[[NodeSet], tuple[Any, ...]]) -> None:
    """Have other nodes read the picture of a texture, and feed what the former ones fed."""
    nodes, pieces = NodeSet.reopened(texture.frame), pieces_of(texture)
    blend = blend_of(texture) or next(filter(box_group.is_box_blend, texture.nodes), None)
    former = [*texture.images, *(node for node in (pieces, blend) if node)]
    outputs = (blend or texture.images[0]).outputs
    fed = [[link.to_socket for link in outputs[name].links] for name in ("Color", "Alpha")]
    border, others = _right(former), set(nodes.tree.nodes)
    for sockets, output in zip(fed, read(nodes), strict=False):
        for socket in sockets:
            nodes.link(output, socket)
    for node in former:
        nodes.tree.nodes.remove(node)
    made = [node for node in nodes.tree.nodes if node.get(KEY) == nodes.key and node not in others]
    _make_room(nodes, border, _right(made) - border, set(made))


def _have_depth_follow(texture: Inserted) -> None:
    """Have what reads the picture at the same place as a texture do so still."""
    found = {one.key: one for one in inserted(texture.tree)}
    readers = found[texture.key].images
    for other in found.values():
        if other.frame.get(BESIDE) == texture.key != other.key and other.image:
            _read_beside(other, other.image, readers)


def _read_beside(other: Inserted, image: bpy.types.Image, readers: list[Any]) -> None:
    _read_anew(other, lambda nodes: (same_place.sample(nodes, image, readers),))


def _coordinates(nodes: NodeSet, entrance: Any) -> Any:  # noqa: ANN401 - a node; a socket, or None
    """What leads into a node that reads the picture, as `sample` takes it."""
    vector = entrance.inputs["Vector"]
    source = vector.links[0].from_socket if vector.is_linked else None
    if source and box_group.is_box_mapping(source.node):
        return source.node.outputs["Vector"]
    if getattr(entrance, "projection", "FLAT") != "BOX":
        return source
    mapping = nodes.add("ShaderNodeGroup", -4 * COLUMN)  # a node that reads it on all sides has none
    mapping.node_tree = box_group.box_mapping()
    nodes.link(from_middle(nodes, source), mapping.inputs["Vector"])
    return mapping.outputs["Vector"]


def _right(nodes: Iterable[Any]) -> float:
    return max(float(node.location.x + node.width) for node in nodes)


def _make_room(nodes: NodeSet, border: float, growth: float, made: set[Any]) -> None:
    """Move what lies to the right of the nodes that were changed, and the frame as far to the left."""
    for node in nodes.tree.nodes:
        if node.get(KEY) == nodes.key and node not in made and node.parent and node.location.x >= border:
            node.location.x += growth
    nodes.frame.location.x -= growth
