# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes become filled 2D curves."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from . import layer_spacing
from .bezier_points import closed_splines
from .curve_grouping import curve_groups
from .fill_outline import TOLERANCE, fill_outlines
from .fill_trial import with_fills
from .filled_curve import add_spline, new_curve
from .large_shape import large_shape
from .material_slot import material_slots, paint_slots
from .origin import centered, middle
from .polygon_choice import is_large

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import bpy

    from ...media.svg.shape import Artwork
    from .artwork_material import ArtworkMaterials
    from .artwork_space import ArtworkSpace
    from .bezier_points import ClosedSpline
    from .curve_grouping import CurveGroup
    from .transaction import Transaction
    from .vector_settings import VectorSettings

MATERIALS_AT_ONCE = 32  # two milliseconds
POINTS_AT_ONCE = 500  # two milliseconds


def build_curves(
    artwork: Artwork,
    settings: VectorSettings,
    space: ArtworkSpace,
    materials: ArtworkMaterials,
    transaction: Transaction,
) -> Iterator[float]:
    """Make the curve objects, still without their splines; yields progress."""
    artwork = yield from with_fills(artwork, space)
    gathered = curve_groups(artwork.shapes, settings.grouping)
    large = _large_shapes(gathered, artwork)
    if settings.origin_to_center:
        gathered = [_centered(group, space) for group in gathered]
    slots_of_groups = []
    for done, group in enumerate(gathered):
        is_pieced = group.shapes[0].polygons is not None
        slots_of_shapes = paint_slots(group.shapes) if is_pieced else material_slots(group.shapes)
        if done in large:
            data = large_shape(group, artwork, large[done], space, slots_of_shapes)
        else:
            data = new_curve(group.name)
        transaction.add(data)
        for shape, slot in zip(group.shapes, slots_of_shapes, strict=True):
            if slot == len(data.materials):  # before splines: these may only name slots there are
                data.materials.append(materials.for_shape(shape))
                if slot % MATERIALS_AT_ONCE == 0:
                    yield done / len(gathered)
        obj = transaction.new_object(group.name, data, group.shapes)
        layer = group.layer
        if group.head is not None:
            obj.parent = transaction.drawn[group.head][0]
            layer -= gathered[group.head].layer
        obj[layer_spacing.LAYER] = layer
        obj.location = (*_place(group, gathered, space), layer * space.spacing)
        slots_of_groups.append(slots_of_shapes)
    empty = [
        (transaction.drawn[nth][0], group, slots)
        for nth, (group, slots) in enumerate(zip(gathered, slots_of_groups, strict=True))
        if nth not in large
    ]
    transaction.filling = _splines(empty, space)


def _large_shapes(gathered: Sequence[CurveGroup], artwork: Artwork) -> dict[int, list[int]]:
    """The groups of a large shape or of those that polygons fill, with the shapes' numbers in the artwork."""
    numbers = {id(shape): number for number, shape in enumerate(artwork.shapes)}
    return {
        nth: [numbers[id(shape)] for shape in group.shapes]
        for nth, group in enumerate(gathered)
        if group.shapes[0].polygons or (len(group.shapes) == 1 and is_large(group.shapes[0]))
    }


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
    empty: Sequence[tuple[bpy.types.Object, CurveGroup, Sequence[int]]], space: ArtworkSpace
) -> Iterator[int]:
    """Add to curve objects the splines of their groups, for each shape with its slot; yields their points."""
    splines_of_shapes = _closed_splines([group for _, group, _ in empty], space)
    points = 0
    for obj, _, slots_of_shapes in empty:
        for slot in slots_of_shapes:
            for spline in next(splines_of_shapes):
                add_spline(obj.data, spline, slot)
                points += spline.length
            if points > POINTS_AT_ONCE:
                yield points
                points = 0
    yield points


def _closed_splines(gathered: Sequence[CurveGroup], space: ArtworkSpace) -> Iterator[list[ClosedSpline]]:
    """The splines of each shape of each group."""
    for _, outlines in fill_outlines([shape for group in gathered for shape in group.shapes], space):
        chains = [chain for own in outlines for chain in own]
        every = closed_splines(chains, TOLERANCE * space.size)
        yield from (list(islice(every, len(own))) for own in outlines)
