# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes of many points: a filled curve, or a mesh if Blender fills that wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from ...media.svg.geometry.fill_polygons import polygons_of
from ..artwork import shape_name
from . import layer_spacing
from .bezier_points import closed_splines
from .fill_outline import TOLERANCE, fill_outlines
from .filled_curve import add_spline, is_filled_right, new_curve
from .origin import centered_artwork
from .polygon_choice import exceeds_curves
from .triangulation import fill_mesh, triangulate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ...media.arrays import Integers
    from ...media.svg.shape import Artwork, Polygons, Shape
    from .artwork_space import ArtworkSpace
    from .curve_grouping import CurveGroup


def large_shape(
    group: CurveGroup,
    artwork: Artwork,
    numbers: Sequence[int],
    space: ArtworkSpace,
    slots: Sequence[int],
) -> bpy.types.Curve | bpy.types.Mesh:
    """What draws the shapes of a group, of which there is one unless polygons fill all of them.

    numbers: those of the shapes in the artwork, which has their polygons; slots: their material slots.
    """
    if not exceeds_curves(group.shapes[0]):
        curve = _curve(group.name, group.shapes[0], space)
        if curve:
            return curve
    assert artwork.polygons
    order = np.argsort(numbers)
    ascending = np.sort(numbers).tolist()
    polygons = polygons_of(artwork.polygons, ascending)
    part = replace(artwork, shapes=tuple(artwork.shapes[n] for n in ascending), polygons=polygons)
    if group.origin:
        part = centered_artwork(part, space)
    assert part.polygons
    return _mesh(group.name, part.polygons, space, order, np.array(slots, np.int32))


def _curve(name: str, shape: Shape, space: ArtworkSpace) -> bpy.types.Curve | None:
    """A shape as a filled curve, None if Blender does not fill it right."""
    curve = new_curve(name)
    for _, outlines in fill_outlines([shape], space):
        for spline in closed_splines(outlines[0], TOLERANCE * space.size):
            add_spline(curve, spline, 0)
    trial = bpy.data.objects.new(name, curve)
    right = is_filled_right(trial)
    bpy.data.objects.remove(trial)
    if not right:
        bpy.data.curves.remove(curve)
        return None
    return curve


def _mesh(
    name: str, polygons: Polygons, space: ArtworkSpace, order: Integers, slots: NDArray[np.int32]
) -> bpy.types.Mesh:
    """Polygons as a mesh, in one layer; order: for each of their shapes its number in the object."""
    data = bpy.data.meshes.new(name)
    faces, owners = zip(*triangulate(polygons, max(space.width, space.height), data), strict=True)
    points = space.to_local(polygons.points)
    fill_mesh(data, points, np.zeros(len(points)), np.concatenate(faces))
    layer: Any = data.attributes.new(layer_spacing.ATTRIBUTE, "INT", "POINT")
    layer.data.foreach_set("value", np.zeros(len(points), np.int32))
    if len(order) > 1:
        shape = order[polygons.shape[np.concatenate(owners)]]
        own: Any = data.attributes.new(shape_name.ATTRIBUTE, "INT", "FACE")
        own.data.foreach_set("value", shape.astype(np.int32))
        slot: Any = data.attributes.new("material_index", "INT", "FACE")
        slot.data.foreach_set("value", slots[shape])
    return data
