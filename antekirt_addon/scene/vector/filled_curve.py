# SPDX-License-Identifier: GPL-3.0-or-later
"""A filled 2D curve of Blender's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

if TYPE_CHECKING:
    from .bezier_points import ClosedSpline


def new_curve(name: str) -> bpy.types.Curve:
    """A curve that fills its splines by the even-odd rule."""
    curve: Any = bpy.data.curves.new(name, "CURVE")
    curve.dimensions = "2D"
    curve.fill_mode = "BOTH"
    return curve  # type: ignore[no-any-return]


def add_spline(curve: Any, closed: ClosedSpline, slot: int) -> None:  # noqa: ANN401 - an object may have data of any kind
    """Add a spline that shows the material of a slot."""
    spline = curve.splines.new("BEZIER")
    points = spline.bezier_points
    points.add(closed.length - 1)
    points.foreach_set("co", closed.points)
    points.foreach_set("handle_left", closed.left_handles)
    points.foreach_set("handle_right", closed.right_handles)
    points.foreach_set("handle_left_type", closed.left_types)
    points.foreach_set("handle_right_type", closed.right_types)
    spline.resolution_u = closed.resolution
    spline.use_cyclic_u = True
    spline.material_index = slot


def is_filled_right(obj: bpy.types.Object) -> bool:
    """Whether the triangles of a flat curve's fill lie beside each other and end at its outlines alone.

    Blender's fill goes by distances of 0.00003 units, so that it may shut holes or fold where there are
    thousands of points; which ones, nobody can tell beforehand.
    """
    curve: Any = obj.data
    count, corners = _triangles(obj)
    curve.fill_mode = "NONE"
    lines, _ = _triangles(obj)
    curve.fill_mode = "BOTH"
    sides = np.concatenate([corners[:, (0, 1)], corners[:, (1, 2)], corners[:, (2, 0)]])
    ways, back = sides @ (count, 1), sides @ (1, count)
    # Each side runs one way in one triangle; where no other runs back is the rim.
    return len(np.unique(ways)) == len(ways) and int(np.isin(back, ways, invert=True).sum()) == lines


def filled_area(obj: bpy.types.Object) -> float:
    """How much the fill of a flat curve covers, what it covers twice being counted twice."""
    mesh: Any = obj.to_mesh()
    area = np.empty(len(mesh.polygons), np.float32)
    mesh.polygons.foreach_get("area", area)
    obj.to_mesh_clear()
    return float(area.sum(dtype=np.float64))


def _triangles(obj: bpy.types.Object) -> tuple[int, Any]:
    """How many points a curve has as a mesh, and the triangles (n, 3) between them."""
    mesh: Any = obj.to_mesh()
    corners = np.empty(len(mesh.loops), np.int32)
    mesh.loops.foreach_get("vertex_index", corners)
    count = len(mesh.vertices)
    obj.to_mesh_clear()
    return count, corners.astype(np.int64).reshape(-1, 3)
