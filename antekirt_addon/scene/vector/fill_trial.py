# SPDX-License-Identifier: GPL-3.0-or-later
"""Which shapes with holes, or with a long outline, Blender fails to fill as curves.

Where corners of several holes lie in one line with another corner, Blender's fill may lose most of a shape,
even of a triangle with two small holes. It depends on the last digits, so that it must be tried.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import bpy
import numpy as np

from ...media.svg.geometry.fill_polygons import polygons_of
from .bezier_points import closed_splines
from .curve_grouping import curve_groups
from .fill_outline import TOLERANCE, fill_outlines
from .filled_curve import add_spline, filled_area, new_curve
from .polygon_choice import is_doubtful

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from ...media.arrays import Floats
    from ...media.svg.shape import Artwork, Polygons, Shape
    from .artwork_space import ArtworkSpace

# Less than this part of a thin shape must be missing, however little that is.
MOST_LOST = 0.1


def with_fills(artwork: Artwork, space: ArtworkSpace) -> Generator[float, None, Artwork]:
    """The artwork, in which polygons fill such shapes; of all doubtful ones it has some. Yields progress."""
    doubtful = [shape for shape in artwork.shapes if is_doubtful(shape)]
    if not doubtful:
        return artwork
    assert artwork.polygons
    every = _areas(artwork.polygons) * space.scale**2
    area = {id(shape): float(every[n]) for n, shape in enumerate(artwork.shapes) if is_doubtful(shape)}
    wrong: set[int] = set()
    for group in curve_groups(doubtful, "LAYERS"):
        if not _is_right(group.shapes, space, area):
            for shape in group.shapes:
                if len(group.shapes) == 1 or not _is_right([shape], space, area):
                    wrong.add(id(shape))
                yield 0.0
        yield 0.0
    shapes = list(artwork.shapes)
    for number, shape in enumerate(artwork.shapes):
        if id(shape) in wrong:
            shapes[number] = replace(shape, polygons=polygons_of(artwork.polygons, [number]))
    return replace(artwork, shapes=tuple(shapes))


def _is_right(shapes: Sequence[Shape], space: ArtworkSpace, area: dict[int, float]) -> bool:
    """Whether shapes of one layer, filled together, cover as much as they should."""
    curve = new_curve("Trial")
    length = 0.0
    for _, outlines in fill_outlines(shapes, space):
        for chains in outlines:
            for spline in closed_splines(chains, TOLERANCE * space.size):
                add_spline(curve, spline, 0)
            length += sum(float(np.hypot(*np.diff(chain[::3], axis=0).T).sum()) for chain in chains)
    trial = bpy.data.objects.new("Trial", curve)
    covered = filled_area(trial)
    bpy.data.objects.remove(trial)
    bpy.data.curves.remove(curve)
    expected = sum(area[id(shape)] for shape in shapes)
    return abs(covered - expected) <= min(TOLERANCE * space.size * length, MOST_LOST * expected)


def _areas(polygons: Polygons) -> Floats:
    """How much the polygons of each shape cover, in square units of the file."""
    here = polygons.points[polygons.corners]
    following = np.arange(1, len(here) + 1)
    following[polygons.starts[1:] - 1] = polygons.starts[:-1]
    there = here[following]
    twice = np.add.reduceat(here[:, 0] * there[:, 1] - here[:, 1] * there[:, 0], polygons.starts[:-1])
    area: Floats = np.bincount(polygons.shape, np.abs(twice) / 2).astype(np.float64)
    return area
