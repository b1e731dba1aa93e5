# SPDX-License-Identifier: GPL-3.0-or-later
"""The layers of an artwork as few planes, one behind the other, each with the outline of what is in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..error import checking
from ..paint import Picture
from .fill_polygons import outline_rings, reversed_corners
from .polygon_partition import partition
from .ring_set import UNITS, Rings, join_rings
from .self_intersection_removal import unite

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..shape import Artwork, Polygons, Shape


class PlaneOutlines(NamedTuple):
    """rings: of each plane, simple ones, on the grid. scale: units of the grid to one of the artwork."""

    rings: list[Rings]
    scale: float


def planes_of(artwork: Artwork, most: int) -> list[list[Shape]]:
    """The shapes of each plane in painter's order, the furthest plane first; neighbouring layers share one.

    A picture that lets light through is in none: what it shows lies on others.
    """
    solid = [s for s in artwork.shapes if not isinstance(s.paint, Picture) or s.paint.is_opaque]
    layers = sorted({shape.layer for shape in solid})
    count = min(most, len(layers))
    plane_of = {layer: number * count // len(layers) for number, layer in enumerate(layers)}
    planes: list[list[Shape]] = [[] for _ in range(count)]
    for shape in sorted(solid, key=lambda shape: shape.layer):
        planes[plane_of[shape.layer]].append(shape)
    return planes


def outlined(
    artwork: Artwork, planes: Sequence[Sequence[Shape]], curve_tolerance: float, stop: Callable[[], bool]
) -> PlaneOutlines:
    """What all shapes of each plane cover together.

    curve_tolerance: that with which the artwork was made. Raises Stopped soon after stop() says so.
    """
    scale = UNITS / max(artwork.width, artwork.height)
    shapes = [shape for plane in planes for shape in plane]
    owner = np.repeat(np.arange(len(planes)), [len(plane) for plane in planes])
    rings = outline_rings(shapes, curve_tolerance * UNITS / scale, scale)
    nonzero = np.zeros(len(shapes), np.bool_)
    return PlaneOutlines(unite(rings, nonzero, owner, len(planes), checking(stop)), scale)


def filled(outlines: PlaneOutlines, stop: Callable[[], bool]) -> Polygons:
    """The simple polygons that fill outlines, those of each as a shape of its own."""
    numbered = [replace(o, shape=np.full(len(o.shape), number)) for number, o in enumerate(outlines.rings)]
    polygons = partition(join_rings(numbered), checking(stop))
    return replace(polygons, points=polygons.points / outlines.scale, corners=reversed_corners(polygons))
