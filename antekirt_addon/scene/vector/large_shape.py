# SPDX-License-Identifier: GPL-3.0-or-later
"""A shape of many points: a filled curve, or a mesh if Blender fills that wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from ...media.svg.geometry.fill_polygons import polygons_of
from . import layer_spacing
from .bezier_points import closed_splines
from .fill_outline import TOLERANCE, fill_outlines
from .filled_curve import add_spline, is_filled_right, new_curve
from .origin import centered_artwork
from .polygon_choice import exceeds_curves
from .triangulation import fill_mesh, triangulate

if TYPE_CHECKING:
    from ...media.svg.shape import Artwork, Polygons, Shape
    from .artwork_space import ArtworkSpace
    from .curve_grouping import CurveGroup


def large_shape(
    group: CurveGroup, artwork: Artwork, number: int, space: ArtworkSpace
) -> bpy.types.Curve | bpy.types.Mesh:
    """What draws the one shape of a group; number: the shape's in the artwork, which has its polygons."""
    if not exceeds_curves(group.shapes[0]):
        curve = _curve(group.name, group.shapes[0], space)
        if curve:
            return curve
    assert artwork.polygons
    part = replace(
        artwork, shapes=(artwork.shapes[number],), polygons=polygons_of(artwork.polygons, [number])
    )
    if group.origin:
        part = centered_artwork(part, space)
    assert part.polygons
    return _mesh(group.name, part.polygons, space)


def _curve(name: str, shape: Shape, space: ArtworkSpace) -> bpy.types.Curve | None:
    """A shape as a filled curve, None if Blender does not fill it right."""
    curve = new_curve(name)
    for _, outlines in fill_outlines([shape], space):
        for spline in closed_splines(outlines[0], [0.0] * len(outlines[0]), TOLERANCE * space.size):
            add_spline(curve, spline, 0)
    trial = bpy.data.objects.new(name, curve)
    right = is_filled_right(trial)
    bpy.data.objects.remove(trial)
    if not right:
        bpy.data.curves.remove(curve)
        return None
    return curve


def _mesh(name: str, polygons: Polygons, space: ArtworkSpace) -> bpy.types.Mesh:
    """Polygons as a mesh, in one layer."""
    data = bpy.data.meshes.new(name)
    faces = [some for some, _ in triangulate(polygons, max(space.width, space.height), data)]
    points = space.to_local(polygons.points)
    fill_mesh(data, points, np.zeros(len(points)), np.concatenate(faces))
    layer: Any = data.attributes.new(layer_spacing.ATTRIBUTE, "INT", "POINT")
    layer.data.foreach_set("value", np.zeros(len(points), np.int32))
    return data
