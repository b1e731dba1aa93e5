# SPDX-License-Identifier: GPL-3.0-or-later
"""An image as a node of a shader: beside the shader that it is for, and on no other node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import node_space

if TYPE_CHECKING:
    from collections.abc import Iterator

    import bpy

ENDS = {f"ShaderNodeOutput{kind}" for kind in ("Material", "World", "Light")} | {"NodeGroupOutput"}
COLOR_INPUTS = ("Base Color", "Color", "Emission Color")  # the first that a shader has is its color
WIDTH, HEIGHT = 240.0, 280.0  # of an image texture with its picture chosen


def add(tree: bpy.types.NodeTree, image: bpy.types.Image, middle: tuple[float, float]) -> None:
    """Add the node as Blender's own menu does, selected and active, and linked to its shader's color.

    One that is linked already is left so. middle: of the view, for a tree without a shader.
    """
    shader = _shader(tree)
    start = _beside(shader) if shader else (middle[0] - WIDTH / 2, middle[1] + HEIGHT / 2)
    taken = [node_space.rectangle(node) for node in tree.nodes if not _holds(node, shader)]
    for node in tree.nodes:
        node.select = False
    is_around = any(node.bl_idname == "ShaderNodeOutputWorld" for node in tree.nodes)
    texture: Any = tree.nodes.new("ShaderNodeTexEnvironment" if is_around else "ShaderNodeTexImage")
    texture.image = image
    texture.location = node_space.free_spot(start, (WIDTH, HEIGHT), taken)
    tree.nodes.active = texture
    color = _color_input(shader) if shader else None
    if color and not color.is_linked:
        tree.links.new(texture.outputs["Color"], color)


def _shader(tree: Any) -> Any:  # noqa: ANN401 - a node, or None
    """The active shader that has a color, or else the one nearest to what the tree gives out."""
    active = tree.nodes.active
    if active and _color_input(active):
        return active
    ends = [node for node in tree.nodes if node.bl_idname in ENDS]
    ends.sort(key=lambda node: not node.is_active_output)
    return next((found for end in ends for found in _before(end, set()) if _color_input(found)), None)


def _before(node: Any, seen: set[Any]) -> Iterator[Any]:  # noqa: ANN401 - a node
    """The nodes that feed a node's shaders, the nearest on each way first."""
    for socket in node.inputs:
        for link in socket.links if socket.type == "SHADER" else ():
            if link.from_node not in seen:
                seen.add(link.from_node)
                yield link.from_node
                yield from _before(link.from_node, seen)


def _color_input(node: Any) -> Any:  # noqa: ANN401 - a socket, or None
    """The color of a node that is a shader."""
    if not any(socket.type == "SHADER" for socket in node.outputs):
        return None
    found = (node.inputs.get(name) for name in COLOR_INPUTS)
    return next((socket for socket in found if socket and socket.type == "RGBA"), None)


def _beside(shader: Any) -> tuple[float, float]:  # noqa: ANN401 - a node
    left, top, *_ = node_space.rectangle(shader)
    return left - 2 * node_space.GAP - WIDTH, top


def _holds(frame: Any, shader: Any) -> bool:  # noqa: ANN401 - nodes
    """Whether a node is a frame around the shader, in which its texture belongs as well."""
    within = shader and shader.parent
    while within and within != frame:
        within = within.parent
    return bool(within)
