# SPDX-License-Identifier: GPL-3.0-or-later
"""Formulas written as the nodes of a group: each call adds one, and gives its output for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import bpy

COLUMN, ROW, ROWS = 180.0, 44.0, 12  # how the nodes lie, folded up, to be read downwards


class GroupBuilder:
    """Adds the nodes of a group, and what goes in and out. A term is an output of a node, or a constant."""

    def __init__(self, tree: bpy.types.NodeTree) -> None:
        self.tree: Any = tree
        self._count = 0
        self.input: Any = tree.nodes.new("NodeGroupInput")
        self.output: Any = tree.nodes.new("NodeGroupOutput")
        self.input.location = (-COLUMN, 0.0)

    def socket(
        self,
        name: str,
        way: str,
        kind: str = "NodeSocketVector",
        *,
        value: Any = None,  # noqa: ANN401 - of that kind
        description: str = "",
    ) -> Any:  # noqa: ANN401 - a socket
        """A new input or output of the group. value: what an input is that nothing is linked to."""
        made = self.tree.interface.new_socket(name, in_out=way, socket_type=kind)
        made.description = description
        if value is not None:
            made.default_value = value
        node = self.input if way == "INPUT" else self.output
        return (node.outputs if way == "INPUT" else node.inputs)[name]

    def factor(self, name: str, value: float, description: str) -> Any:  # noqa: ANN401 - a socket
        """A new input from 0 to 1, shown as a slider."""
        socket = self.socket(name, "INPUT", "NodeSocketFloat", value=value, description=description)
        made = self.tree.interface.items_tree[name]
        made.subtype, made.min_value, made.max_value = "FACTOR", 0.0, 1.0
        return socket

    def give(self, name: str, value: Any, kind: str = "NodeSocketVector") -> None:  # noqa: ANN401 - a socket
        self.output.location = (COLUMN * (1 + self._count // ROWS), 0.0)
        self.tree.links.new(value, self.socket(name, "OUTPUT", kind))

    def add(self, kind: str, **settings: Any) -> Any:  # noqa: ANN401 - a node and its properties
        node = self.tree.nodes.new(kind)
        node.hide = True
        node.location = (COLUMN * (self._count // ROWS), -ROW * (self._count % ROWS))
        self._count += 1
        for name, value in settings.items():
            setattr(node, name, value)
        return node

    def math(self, operation: str, *values: Any) -> Any:  # noqa: ANN401 - sockets or numbers
        return self.fed(self.add("ShaderNodeMath", operation=operation), values).outputs[0]

    def vector(self, operation: str, *values: Any) -> Any:  # noqa: ANN401 - sockets or vectors
        node = self.fed(self.add("ShaderNodeVectorMath", operation=operation), values)
        return node.outputs["Value" if operation in {"LENGTH", "DOT_PRODUCT"} else "Vector"]

    def separated(self, vector: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401 - sockets
        x, y, z = self.fed(self.add("ShaderNodeSeparateXYZ"), [vector]).outputs
        return x, y, z

    def combined(self, *values: Any) -> Any:  # noqa: ANN401 - sockets or numbers
        return self.fed(self.add("ShaderNodeCombineXYZ"), values).outputs[0]

    def mix(self, kind: str, factor: Any, one: Any, other: Any) -> Any:  # noqa: ANN401 - sockets
        """From one of a kind of values, where a factor is 0, to another, where it is 1."""
        node = self.add("ShaderNodeMix", data_type=kind)
        name = {"RGBA": "Color", "VECTOR": "Vector", "FLOAT": "Float"}[kind]
        by_identifier = {socket.identifier: socket for socket in node.inputs}
        for which, source in (("Factor_Float", factor), (f"A_{name}", one), (f"B_{name}", other)):
            self.tree.links.new(source, by_identifier[which])
        return next(socket for socket in node.outputs if socket.identifier == f"Result_{name}")

    def choice(self, chosen: Any, otherwise: Any, value: Any) -> Any:  # noqa: ANN401 - sockets
        """A vector where a number is 1, another where it is 0."""
        return self.mix("VECTOR", chosen, otherwise, value)

    def turned(self, vector: Any, angle: Any) -> Any:  # noqa: ANN401 - sockets
        """A vector turned about the z axis."""
        node = self.add("ShaderNodeVectorRotate", rotation_type="Z_AXIS")
        self.tree.links.new(vector, node.inputs["Vector"])
        self.tree.links.new(angle, node.inputs["Angle"])
        return node.outputs["Vector"]

    def lot(self, place: Any) -> Any:  # noqa: ANN401 - sockets
        """Three numbers from 0 to 1 drawn for a place in the plane, the same in Cycles and EEVEE."""
        node = self.add("ShaderNodeTexWhiteNoise", noise_dimensions="2D")
        self.tree.links.new(place, node.inputs["Vector"])
        return node.outputs["Color"]

    def fed(self, node: Any, values: Any) -> Any:  # noqa: ANN401 - a node; sockets or constants
        for socket, value in zip(node.inputs, values, strict=False):
            if hasattr(value, "links"):
                self.tree.links.new(value, socket)
            else:
                socket.default_value = value
        return node
