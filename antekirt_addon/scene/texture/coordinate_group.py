# SPDX-License-Identifier: GPL-3.0-or-later
"""Node groups that give coordinates: in scene units whatever an object's scale, and wound around things."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

from ..shared_group import shared_group
from .group_builder import GroupBuilder

if TYPE_CHECKING:
    import bpy

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


def _scene_units(tree: bpy.types.NodeTree) -> None:
    group = GroupBuilder(tree)
    center = group.socket("Center", "INPUT")
    lengths = []
    for axis in ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)):
        led = group.add(
            "ShaderNodeVectorTransform", vector_type="VECTOR", convert_from="OBJECT", convert_to="WORLD"
        )
        led.inputs["Vector"].default_value = axis  # 5.3 has another before it
        lengths.append(group.vector("LENGTH", led.outputs[0]))
    coordinates = group.add("ShaderNodeTexCoord").outputs["Object"]
    offset = group.vector("SUBTRACT", coordinates, center)
    group.give("Vector", group.vector("MULTIPLY", offset, group.combined(*lengths)))


def _cylinder(tree: bpy.types.NodeTree) -> None:
    group = GroupBuilder(tree)
    x, y, z = group.separated(group.socket("Vector", "INPUT"))
    angle = group.math("ARCTAN2", x, group.math("MULTIPLY", y, -1.0))
    radius = group.vector("LENGTH", group.combined(x, y, 0.0))
    group.give("Once Around", group.combined(group.math("DIVIDE", angle, 2 * pi), z, 0.0))
    group.give("By Length", group.combined(group.math("MULTIPLY", angle, radius), z, 0.0))


def _sphere(tree: bpy.types.NodeTree) -> None:
    group = GroupBuilder(tree)
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
    group = GroupBuilder(tree)
    x, y, z = group.separated(group.socket("Vector", "INPUT"))
    distance = group.math("MAXIMUM", group.math("MULTIPLY", z, -1.0), NEAREST)
    sides = [group.math("DIVIDE", side, distance) for side in (x, y)]
    group.give("Vector", group.combined(*sides, 0.0))
