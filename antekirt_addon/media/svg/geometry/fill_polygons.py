# SPDX-License-Identifier: GPL-3.0-or-later
"""What fills the shapes of an artwork, as simple polygons, for all that cannot fill outlines with holes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ...arrays import ranges, run_of_item, starts_of
from ..error import checking
from ..shape import Polygons
from .flatten import flatten_all
from .polygon_partition import join_polygons, partition
from .ring_set import LIMIT, UNITS, Rings, without_repeats

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ...arrays import Integers
    from ..shape import Artwork, Shape

FEW = 10  # corners are sorted rather than all points gone through if they are less than one part in these


def with_polygons(
    artwork: Artwork,
    curve_tolerance: float,
    wanted: Callable[[Shape], bool],
    stop: Callable[[], bool],
) -> Artwork:
    """The artwork with the polygons of the wanted ones of its shapes.

    curve_tolerance: that with which the artwork was made, so that none of its outlines cross now.
    Raises Stopped soon after stop() says so.
    """
    check = checking(stop)
    chosen = [number for number, shape in enumerate(artwork.shapes) if wanted(shape)]
    own = [_numbered(part, n) for n in chosen if (part := artwork.shapes[n].polygons)]
    outlined = [number for number in chosen if not artwork.shapes[number].polygons]
    scale = UNITS / max(artwork.width, artwork.height)
    rings = outline_rings(
        [artwork.shapes[number] for number in outlined], curve_tolerance * UNITS / scale, scale
    )
    filled = partition(rings, check)
    polygons = Polygons(
        filled.points / scale,
        reversed_corners(filled),
        filled.starts,
        np.array(outlined, np.int64)[filled.shape],
    )
    return replace(artwork, polygons=join_polygons([polygons, *own]))


def polygons_of(polygons: Polygons, shapes: Sequence[int]) -> Polygons:
    """Those of some shapes, ascending, which are numbered anew from 0 on."""
    if not len(polygons.shape) or list(shapes) == list(range(int(polygons.shape[-1]) + 1)):
        return polygons
    first = np.searchsorted(polygons.shape, shapes)
    count = np.searchsorted(polygons.shape, shapes, side="right") - first
    chosen = ranges(first, count)
    sizes = np.diff(polygons.starts)[chosen]
    used, corners = _used(polygons.corners[ranges(polygons.starts[chosen], sizes)], len(polygons.points))
    return Polygons(polygons.points[used], corners, starts_of(sizes), run_of_item(count))


def _used(corners: Integers, count: int) -> tuple[Integers, Integers]:
    """Which of so many points some corners are, ascending, and the corners by their numbers among these."""
    if len(corners) < count / FEW:
        used, own = np.unique(corners, return_inverse=True)
        return used, own
    is_used = np.zeros(count, np.bool_)
    is_used[corners] = True
    return np.flatnonzero(is_used), (np.cumsum(is_used) - 1)[corners]


def outline_rings(shapes: Sequence[Shape], tolerance: float, scale: float) -> Rings:
    """The outlines of shapes as polygons on the grid: just those that were seen not to cross."""
    chains = [subpath.points for shape in shapes for subpath in shape.subpaths]
    if not chains:
        return Rings(np.empty((0, 2), np.int64), np.zeros(1, np.int64), np.empty(0, np.int64))
    lines = flatten_all(chains, np.full(len(chains), tolerance))
    points = np.rint(np.clip(lines.points * scale, -LIMIT, LIMIT)).astype(np.int64)
    shape = run_of_item([len(shape.subpaths) for shape in shapes])
    return without_repeats(Rings(points, lines.starts, shape))[0]


def reversed_corners(polygons: Polygons) -> Integers:
    """The corners the other way round: the files' y points down."""
    polygon = run_of_item(np.diff(polygons.starts))
    mirrored = polygons.starts[polygon] + polygons.starts[polygon + 1] - 1 - np.arange(len(polygon))
    return polygons.corners.take(mirrored)


def _numbered(polygons: Polygons, shape: int) -> Polygons:
    return replace(polygons, shape=np.full(len(polygons.shape), shape))
