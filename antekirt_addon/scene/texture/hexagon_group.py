# SPDX-License-Identifier: GPL-3.0-or-later
"""The node group that lays hexagons over the plane and says which part of the picture each of them shows.

After M. S. Mikkelsen, "Practical Real-Time Hex-Tiling" (JCGT 11:3, 2022). The centers of the hexagons are the
corners of equilateral triangles; a point belongs to the hexagons of the three corners of its triangle, by its
barycentric coordinates. Each hexagon shows the picture shifted and turned by lot.

Other than there, a center has always the same of the three places: the corners have three colors so that
those of each triangle differ, and a color is a place. So a place goes on to another hexagon only where its
weight is 0, and EEVEE, which takes the level of detail from how coordinates differ between pixels, shows no
line there.
"""

from __future__ import annotations

from math import sqrt, tau
from typing import TYPE_CHECKING, Any

from ..shared_group import shared_group
from .group_builder import GroupBuilder

if TYPE_CHECKING:
    import bpy

# Of a triangle, in the shorter side of the picture: no hexagon reaches the next tile.
SIDE = 1 / (2 * sqrt(3))
HEIGHT = SIDE * sqrt(3) / 2
KIND = "hexagons 1"
PLACES = ("1", "2", "3")


def hexagons() -> bpy.types.ShaderNodeTree:
    """The group: coordinates in; the coordinates to read the picture at, and their weights, out."""
    return shared_group(KIND, "Hexagons", _hexagons)


def _hexagons(tree: bpy.types.NodeTree) -> None:
    group = GroupBuilder(tree)
    vector = group.socket("Vector", "INPUT")
    rotation = group.factor("Rotation", 1.0, "How far each piece may be turned")
    inset = group.factor("Inset", 0.0, "How far from the border of the picture the pieces are taken")
    sides = group.socket("Sides", "INPUT", value=(1.0, 1.0, 1.0), description="The shorter one is 1")
    point = group.vector("MULTIPLY", vector, sides)
    # What is the same everywhere: Cycles works it out once. The third part of a lot is for the angle.
    scale = group.vector("DIVIDE", (1.0, 1.0, 1.0), sides)
    least = group.vector("MULTIPLY", inset, scale)
    arc = group.math("MULTIPLY", rotation, tau)
    width = group.vector("MULTIPLY_ADD", least, (-2.0, -2.0, 0.0), (1.0, 1.0, 0.0))
    widths = group.vector("ADD", width, group.combined(0.0, 0.0, arc))
    across, along, _ = group.separated(least)
    leasts = group.combined(across, along, group.math("MULTIPLY", arc, -0.5))
    weights = []
    for place, corner in zip(PLACES, _corners(group, point), strict=True):
        middle = group.vector("MULTIPLY_ADD", group.lot(corner), widths, leasts)
        angle = group.separated(middle)[2]
        from_center = group.vector("MULTIPLY_ADD", corner, (-SIDE, -HEIGHT, 0.0), point)
        read = group.vector("MULTIPLY_ADD", group.turned(from_center, angle), scale, middle)
        group.give(f"Vector {place}", read)
        weights.append(group.separated(corner)[2])
    for place, weight in zip(PLACES, weights, strict=True):
        group.give(f"Weight {place}", weight, "NodeSocketFloat")


def _corners(group: GroupBuilder, point: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401 - sockets
    """For each place a corner of a point's triangle: column, row and weight, as one vector.

    Rows are HEIGHT apart, each half a column further to the right than the last, so columns count in halves.
    """
    row = group.vector("DOT_PRODUCT", point, (0.0, 1 / HEIGHT, 0.0))
    column = group.vector("DOT_PRODUCT", point, (1 / SIDE, -0.5 / HEIGHT, 0.0))
    first_row, first_column = group.math("FLOOR", row), group.math("FLOOR", column)
    up, along = group.math("SUBTRACT", row, first_row), group.math("SUBTRACT", column, first_column)
    beyond = group.math("SUBTRACT", group.math("ADD", up, along), 1.0)  # the diagonal of a rhombus
    is_upper = group.math("GREATER_THAN", beyond, 0.0)  # of its two triangles
    excess = group.math("MAXIMUM", beyond, 0.0)
    start = group.math("MULTIPLY_ADD", first_row, 0.5, first_column)
    near = group.combined(  # the corner at the start, or the one opposite to it
        group.math("MULTIPLY_ADD", is_upper, 1.5, start),
        group.math("ADD", first_row, is_upper),
        group.math("ABSOLUTE", beyond),
    )
    right = group.combined(group.math("ADD", start, 1.0), first_row, group.math("SUBTRACT", along, excess))
    above = group.combined(
        group.math("ADD", start, 0.5), group.math("ADD", first_row, 1.0), group.math("SUBTRACT", up, excess)
    )
    color = group.math(  # 0, 1 or 2: that of the near one
        "FLOORED_MODULO", group.math("SUBTRACT", first_column, first_row), 3.0
    )
    is_third = group.math("SUBTRACT", color, 1.0)

    def by_color(first: Any, second: Any, third: Any) -> Any:  # noqa: ANN401 - sockets
        """The choice heeds what is above 1 as 1, and below 0 as 0."""
        return group.choice(is_third, group.choice(color, first, second), third)

    return by_color(near, above, right), by_color(right, near, above), by_color(above, right, near)
