# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes become filled 2D curves."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

import bpy

from . import layer_spacing
from .bezier_points import closed_splines
from .curve_grouping import curve_groups
from .fill_outline import TOLERANCE, fill_outlines
from .material_slot import material_slots
from .origin import centered, middle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...media.svg.shape import Artwork
    from .artwork_material import ArtworkMaterials
    from .artwork_space import ArtworkSpace
    from .bezier_points import ClosedSpline
    from .curve_grouping import CurveGroup
    from .transaction import Transaction
    from .vector_settings import VectorSettings


def build_curves(
    artwork: Artwork,
    settings: VectorSettings,
    space: ArtworkSpace,
    materials: ArtworkMaterials,
    transaction: Transaction,
) -> Iterator[float]:
    """Make the curve objects, still without their splines; yields progress."""
    gathered = curve_groups(artwork.shapes, settings.grouping)
    if settings.origin_to_center:
        gathered = [_centered(group, space) for group in gathered]
    slots_of_groups = []
    for done, group in enumerate(gathered):
        curve = transaction.add(bpy.data.curves.new(group.name, "CURVE"))
        _style(curve)
        slots_of_shapes = material_slots(group.shapes)
        for shape, slot in zip(group.shapes, slots_of_shapes, strict=True):
            if slot == len(curve.materials):  # before splines: these may only name slots there are
                curve.materials.append(materials.for_shape(shape))
                yield done / len(gathered)
        obj = transaction.new_object(group.name, curve, group.shapes)
        layer = group.layer
        if group.head is not None:
            obj.parent = transaction.drawn[group.head][0]
            layer -= gathered[group.head].layer
        obj[layer_spacing.LAYER] = layer
        obj.location = (*_place(group, gathered, space), layer * space.spacing)
        slots_of_groups.append(slots_of_shapes)
    transaction.filling = _splines(gathered, slots_of_groups, space, transaction)


def _centered(group: CurveGroup, space: ArtworkSpace) -> CurveGroup:
    """A group whose object has its origin in its middle."""
    return replace(group, shapes=centered(group.shapes, space), origin=middle(group.shapes))


def _place(group: CurveGroup, gathered: Sequence[CurveGroup], space: ArtworkSpace) -> tuple[float, float]:
    """Where the object of a group lies in that of its head, or in the artwork."""
    if group.origin is None:
        return 0.0, 0.0
    x, y = space.to_local_point(*group.origin)
    head = gathered[group.head].origin if group.head is not None else None
    if head is None:
        return x, y
    left, up = space.to_local_point(*head)
    return x - left, y - up


def _splines(
    gathered: Sequence[CurveGroup],
    slots_of_groups: Sequence[Sequence[int]],
    space: ArtworkSpace,
    transaction: Transaction,
) -> Iterator[int]:
    """Add the splines to the curve objects; yields their points."""
    splines_of_shapes = _closed_splines(gathered, space)
    for (obj, _), slots_of_shapes in zip(transaction.drawn, slots_of_groups, strict=True):
        for slot in slots_of_shapes:
            for spline in next(splines_of_shapes):
                _add_spline(obj.data, spline, slot)
                yield spline.count


def _closed_splines(gathered: Sequence[CurveGroup], space: ArtworkSpace) -> Iterator[list[ClosedSpline]]:
    """The splines of each shape of each group."""
    for _, outlines in fill_outlines([shape for group in gathered for shape in group.shapes], space):
        chains = [chain for own in outlines for chain in own]
        every = closed_splines(chains, [0.0] * len(chains), TOLERANCE * space.size)
        yield from (list(islice(every, len(own))) for own in outlines)


def _style(curve: Any) -> None:  # noqa: ANN401 - by its type, BOTH is only of 3D
    curve.dimensions = "2D"
    curve.fill_mode = "BOTH"


def _add_spline(curve: Any, closed: ClosedSpline, slot: int) -> None:  # noqa: ANN401 - an object may have data of any kind
    spline = curve.splines.new("BEZIER")
    points = spline.bezier_points
    points.add(closed.count - 1)
    points.foreach_set("co", closed.points)
    points.foreach_set("handle_left", closed.left_handles)
    points.foreach_set("handle_right", closed.right_handles)
    points.foreach_set("handle_left_type", closed.left_types)
    points.foreach_set("handle_right_type", closed.right_types)
    spline.resolution_u = closed.resolution
    spline.use_cyclic_u = True
    spline.material_index = slot
