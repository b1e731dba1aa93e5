# SPDX-License-Identifier: GPL-3.0-or-later
"""An image as a node of a shader: beside the shader that it is for, and on no other node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import bpy

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDS = {f"ShaderNodeOutput{kind}" for kind in ("Material", "World", "Light")} | {"NodeGroupOutput"}
COLOR_INPUTS = ("Base Color", "Color", "Emission Color")  # the first that a shader has is its color
WIDTH, HEIGHT = 240.0, 280.0  # of an image texture with its picture chosen
GAP = 40.0  # between two nodes
HEADER, SOCKET = 220.0, 22.0  # heights, rather too large, for nodes that were never drawn


class Rectangle(NamedTuple):
    """A node's place in its tree, in the units of node locations; y runs up."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Rectangle) -> bool:
        """Whether less than a gap is between the two."""
        return (
            self.left < other.right + GAP
            and other.left < self.right + GAP
            and self.bottom < other.top + GAP
            and other.bottom < self.top + GAP
        )


def add(tree: bpy.types.NodeTree, image: bpy.types.Image, middle: tuple[float, float]) -> None:
    """Add the node as Blender's own menu does, selected and active, and linked to its shader's color.

    One that is linked already is left so. middle: of the view, for a tree without a shader.
    """
    shader = _shader(tree)
    start = _beside(shader) if shader else (middle[0] - WIDTH / 2, middle[1] + HEIGHT / 2)
    taken = [_rectangle(node) for node in tree.nodes if not _holds(node, shader)]
    for node in tree.nodes:
        node.select = False
    is_around = any(node.bl_idname == "ShaderNodeOutputWorld" for node in tree.nodes)
    texture: Any = tree.nodes.new("ShaderNodeTexEnvironment" if is_around else "ShaderNodeTexImage")
    texture.image, texture.location = image, _free_spot(start, taken)
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
    left, top, *_ = _rectangle(shader)
    return left - 2 * GAP - WIDTH, top


def _rectangle(node: Any) -> Rectangle:  # noqa: ANN401 - a node
    """Where a node lies. Its dimensions are known once it was drawn, and are in pixels."""
    x: float = node.location.x
    y: float = node.location.y
    within = node.parent
    while within:
        x, y = x + within.location.x, y + within.location.y
        within = within.parent
    preferences = bpy.context.preferences
    scale = (preferences.system.ui_scale if preferences else 0.0) or 1.0  # 0 without a window
    width, height = (side / scale for side in node.dimensions)
    sockets = sum(socket.enabled and not socket.hide for socket in (*node.inputs, *node.outputs))
    return Rectangle(x, y, x + (width or node.width), y - (height or HEADER + SOCKET * sockets))


def _holds(frame: Any, shader: Any) -> bool:  # noqa: ANN401 - nodes
    """Whether a node is a frame around the shader, in which its texture belongs as well."""
    within = shader and shader.parent
    while within and within != frame:
        within = within.parent
    return bool(within)


def _free_spot(start: tuple[float, float], taken: list[Rectangle]) -> tuple[float, float]:
    """The upper left corner nearest to a start, above or below it, where the node covers no other."""
    left, top = start
    tops = [top, *(other.bottom - GAP for other in taken), *(other.top + GAP + HEIGHT for other in taken)]
    free = [
        y for y in tops if not any(Rectangle(left, y, left + WIDTH, y - HEIGHT).touches(o) for o in taken)
    ]
    return left, min(free, key=lambda y: abs(y - top))
