# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - sockets are of many types, and what is linked to them of more
"""Gradients as shader nodes: a point in local space → t along the gradient → a colour of the ramp.

All objects of an artwork share their local space, so a gradient lies right however its shapes are shared
out, and moves with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .color_ramp import ramp

if TYPE_CHECKING:
    from collections.abc import Sequence

    import bpy

    from ...media.svg.paint import Gradient
    from .artwork_space import ArtworkSpace
    from .color_conversion import Backdrop
    from .color_ramp import RampStop

WIDEST_FOCUS = 0.999  # on the circle itself and beyond, parts of the plane have no colour


def gradient_colors(
    tree: bpy.types.ShaderNodeTree, gradient: Gradient, space: ArtworkSpace, backdrop: Backdrop | None
) -> bpy.types.Node:
    """The node whose outputs Color and Alpha show the gradient."""
    nodes = _Nodes(tree)
    u, v = nodes.affine(space.from_local(gradient.to_gradient))
    along = u if gradient.kind == "LINEAR" else _radial(nodes, u, v, gradient.focus)
    if gradient.spread == "REPEAT":
        along = nodes.math("FRACT", along)
    elif gradient.spread == "REFLECT":
        along = nodes.math("PINGPONG", along, 1.0)
    return nodes.ramp(along, ramp(gradient.stops, backdrop))


def _radial(nodes: _Nodes, u: Any, v: Any, focus: tuple[float, float]) -> Any:
    """t where the point lies on the circle of radius t around focus · (1 - t) (SVG 1.1, 13.2.3).

    With d from the focus F to the point, t is the positive root of (1 - F·F) t² - 2 F·d t - d·d = 0.
    """
    length = (focus[0] ** 2 + focus[1] ** 2) ** 0.5
    if length < 1e-6:
        return nodes.math("SQRT", nodes.add(nodes.math("MULTIPLY", u, u), nodes.math("MULTIPLY", v, v)))
    x, y = (part * min(1.0, WIDEST_FOCUS / length) for part in focus)
    rest = 1.0 - x * x - y * y
    dx, dy = nodes.add(u, -x), nodes.add(v, -y)
    across = nodes.add(nodes.math("MULTIPLY", dx, x), nodes.math("MULTIPLY", dy, y))
    square = nodes.add(nodes.math("MULTIPLY", dx, dx), nodes.math("MULTIPLY", dy, dy))
    root = nodes.math(
        "SQRT", nodes.add(nodes.math("MULTIPLY", across, across), nodes.math("MULTIPLY", square, rest))
    )
    return nodes.math("DIVIDE", nodes.add(across, root), rest)


class _Nodes:
    """Adds nodes from left to right."""

    def __init__(self, tree: bpy.types.ShaderNodeTree) -> None:
        self.tree = tree
        self.column = -12

    def affine(self, rows: tuple[tuple[float, float, float], tuple[float, float, float]]) -> tuple[Any, Any]:
        coordinates = self._new("ShaderNodeTexCoord")
        return self._component(coordinates, rows[0]), self._component(coordinates, rows[1])

    def _component(self, coordinates: bpy.types.Node, row: tuple[float, float, float]) -> Any:
        dot: Any = self._new("ShaderNodeVectorMath")
        dot.operation = "DOT_PRODUCT"
        dot.inputs[1].default_value = (row[0], row[1], 0.0)
        self.tree.links.new(coordinates.outputs["Object"], dot.inputs[0])
        return self.add(dot.outputs["Value"], row[2])

    def add(self, one: Any, two: Any) -> Any:
        return self.math("ADD", one, two)

    def math(self, operation: str, *values: Any) -> Any:
        node: Any = self._new("ShaderNodeMath")
        node.operation = operation
        for socket, value in zip(node.inputs, values, strict=False):
            if isinstance(value, float):
                socket.default_value = value
            else:
                self.tree.links.new(value, socket)
        return node.outputs["Value"]

    def ramp(self, along: Any, stops: Sequence[RampStop]) -> bpy.types.Node:
        node: Any = self._new("ShaderNodeValToRGB")
        elements = node.color_ramp.elements
        for element, stop in zip([elements[0], elements[1]], (stops[0], stops[-1]), strict=True):
            element.position, element.color = stop.offset, stop.color
        for stop in stops[1:-1]:
            elements.new(stop.offset).color = stop.color
        self.tree.links.new(along, node.inputs["Fac"])
        return node  # type: ignore[no-any-return]

    def _new(self, kind: str) -> bpy.types.Node:
        node = self.tree.nodes.new(kind)
        node.location = (170 * self.column, 0)
        node.hide = True
        self.column += 1
        return node
