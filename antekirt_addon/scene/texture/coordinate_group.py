# SPDX-License-Identifier: GPL-3.0-or-later
"""Node groups that give coordinates: in scene units whatever an object's scale, and wound around things."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING, Any

from .shared_group import shared_group

if TYPE_CHECKING:
    import bpy

STEP = 220.0  # from one column of nodes to the next
NEAREST = 1e-6  # before a projector, in its direction


def scene_units() -> bpy.types.ShaderNodeTree:
    """Object coordinates from a center, measured in the world along the object's own axes.

    Without a driver, so that one material does for objects of any scale: the lengths of the axes are those
    of three vectors led from the object into the world.
    """
    return shared_group("scene units 1", "Scene Units", _scene_units)


def cylinder() -> bpy.types.ShaderNodeTree:
    """What is wound around Z, seen from the front in the middle: once around, or by its length."""
    return shared_group("cylinder 1", "Cylinder Coordinates", _cylinder)


def sphere() -> bpy.types.ShaderNodeTree:
    """What is wound around the middle, seen from the front there: once around, or by its length."""
    return shared_group("sphere 1", "Sphere Coordinates", _sphere)


def projector() -> bpy.types.ShaderNodeTree:
    """Where a ray from a projector goes through the plane at a distance of one."""
    return shared_group("projector 1", "Projector Coordinates", _projector)


def planar() -> bpy.types.ShaderNodeTree:
    """Coordinates on the side of a box that the surface looks to, upright and never mirrored."""
    return shared_group("planar 1", "Box Coordinates", _planar)


class _Builder:
    """Adds the nodes of a group from left to right, and what goes in and out."""

    def __init__(self, tree: bpy.types.NodeTree) -> None:
        self.tree: Any = tree
        self.column = 0.0
        self.input = self.add("NodeGroupInput")
        self.output = self.add("NodeGroupOutput")

    def socket(self, name: str, way: str, kind: str = "NodeSocketVector") -> Any:  # noqa: ANN401 - a socket
        self.tree.interface.new_socket(name, in_out=way, socket_type=kind)
        node = self.input if way == "INPUT" else self.output
        return (node.outputs if way == "INPUT" else node.inputs)[name]

    def give(self, name: str, value: Any) -> None:  # noqa: ANN401 - a socket
        self.output.location = (self.column, 0.0)
        self.tree.links.new(value, self.socket(name, "OUTPUT"))

    def add(self, kind: str, **settings: Any) -> Any:  # noqa: ANN401 - a node and its properties
        node = self.tree.nodes.new(kind)
        node.location = (self.column, 0.0)
        self.column += STEP
        for name, value in settings.items():
            setattr(node, name, value)
        return node

    def math(self, operation: str, *values: Any) -> Any:  # noqa: ANN401 - sockets or numbers
        return self._fed(self.add("ShaderNodeMath", operation=operation), values).outputs[0]

    def vector(self, operation: str, *values: Any) -> Any:  # noqa: ANN401 - sockets or vectors
        node = self._fed(self.add("ShaderNodeVectorMath", operation=operation), values)
        return node.outputs["Value" if operation in {"LENGTH", "DOT_PRODUCT"} else "Vector"]

    def separated(self, vector: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401 - sockets
        x, y, z = self._fed(self.add("ShaderNodeSeparateXYZ"), [vector]).outputs
        return x, y, z

    def combined(self, *values: Any) -> Any:  # noqa: ANN401 - sockets or numbers
        return self._fed(self.add("ShaderNodeCombineXYZ"), values).outputs[0]

    def choice(self, chosen: Any, otherwise: Any, value: Any) -> Any:  # noqa: ANN401 - sockets
        """A vector where a number is 1, another where it is 0."""
        node = self.add("ShaderNodeMix", data_type="VECTOR")
        by_identifier = {one.identifier: one for one in node.inputs}
        for name, source in (("Factor_Float", chosen), ("A_Vector", otherwise), ("B_Vector", value)):
            self.tree.links.new(source, by_identifier[name])
        return next(one for one in node.outputs if one.identifier == "Result_Vector")

    def _fed(self, node: Any, values: Any) -> Any:  # noqa: ANN401 - a node; sockets or values
        for socket, value in zip(node.inputs, values, strict=False):
            if hasattr(value, "links"):
                self.tree.links.new(value, socket)
            else:
                socket.default_value = value
        return node


def _scene_units(tree: bpy.types.NodeTree) -> None:
    group = _Builder(tree)
    center = group.socket("Center", "INPUT")
    lengths = []
    for axis in ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)):
        led = group.add(
            "ShaderNodeVectorTransform", vector_type="VECTOR", convert_from="OBJECT", convert_to="WORLD"
        )
        led.inputs[0].default_value = axis
        lengths.append(group.vector("LENGTH", led.outputs[0]))
    coordinates = group.add("ShaderNodeTexCoord").outputs["Object"]
    offset = group.vector("SUBTRACT", coordinates, center)
    group.give("Vector", group.vector("MULTIPLY", offset, group.combined(*lengths)))


def _cylinder(tree: bpy.types.NodeTree) -> None:
    group = _Builder(tree)
    x, y, z = group.separated(group.socket("Vector", "INPUT"))
    angle = group.math("ARCTAN2", x, group.math("MULTIPLY", y, -1.0))
    radius = group.vector("LENGTH", group.combined(x, y, 0.0))
    group.give("Once Around", group.combined(group.math("DIVIDE", angle, 2 * pi), z, 0.0))
    group.give("By Length", group.combined(group.math("MULTIPLY", angle, radius), z, 0.0))


def _sphere(tree: bpy.types.NodeTree) -> None:
    group = _Builder(tree)
    vector = group.socket("Vector", "INPUT")
    x, y, z = group.separated(vector)
    angle = group.math("ARCTAN2", x, group.math("MULTIPLY", y, -1.0))
    height = group.math("ARCTAN2", z, group.vector("LENGTH", group.combined(x, y, 0.0)))
    around = group.combined(angle, height, 0.0)
    once = (1 / (2 * pi), 1 / pi, 0.0)
    group.give("Once Around", group.vector("MULTIPLY", around, once))
    radius = group.vector("LENGTH", vector)
    group.give("By Length", group.vector("MULTIPLY", around, group.combined(radius, radius, 0.0)))


def _projector(tree: bpy.types.NodeTree) -> None:
    group = _Builder(tree)
    x, y, z = group.separated(group.socket("Vector", "INPUT"))
    distance = group.math("MAXIMUM", group.math("MULTIPLY", z, -1.0), NEAREST)
    sides = [group.math("DIVIDE", side, distance) for side in (x, y)]
    group.give("Vector", group.combined(*sides, 0.0))


def _planar(tree: bpy.types.NodeTree) -> None:
    group = _Builder(tree)
    x, y, z = group.separated(group.socket("Vector", "INPUT"))
    led = group.add(
        "ShaderNodeVectorTransform", vector_type="NORMAL", convert_from="WORLD", convert_to="OBJECT"
    )
    tree.links.new(group.add("ShaderNodeNewGeometry").outputs["Normal"], led.inputs[0])
    across, along, up = group.separated(led.outputs[0])
    signs = [group.math("SIGN", part) for part in (across, along, up)]
    sizes = [group.math("ABSOLUTE", part) for part in (across, along, up)]
    front = group.combined(group.math("MULTIPLY", x, group.math("MULTIPLY", signs[1], -1.0)), z, 0.0)
    side = group.combined(group.math("MULTIPLY", y, signs[0]), z, 0.0)
    above = group.combined(group.math("MULTIPLY", x, signs[2]), y, 0.0)
    is_side = group.math("GREATER_THAN", sizes[0], sizes[1])
    is_above = group.math("GREATER_THAN", sizes[2], group.math("MAXIMUM", sizes[0], sizes[1]))
    group.give("Vector", group.choice(is_above, group.choice(is_side, front, side), above))
