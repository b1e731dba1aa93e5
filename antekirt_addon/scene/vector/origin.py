# SPDX-License-Identifier: GPL-3.0-or-later
"""The origins of objects in their middle, where they can be turned and scaled about.

Local space is centered on the viewport. So shapes are moved there by as much as their object is moved away
again, and their gradients and pictures with them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ...media.svg.paint import Gradient, Matrix, Solid
from ...media.svg.reading.bounding_box import bounds
from ...media.svg.reading.transform import compose
from ...media.svg.shape import Subpath

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...media.svg.paint import Paint
    from ...media.svg.shape import Artwork, Polygons, Shape
    from .artwork_space import ArtworkSpace


def middle(shapes: Sequence[Shape]) -> tuple[float, float]:
    """The middle of the box around shapes, in units of the file."""
    box = bounds(subpath for shape in shapes for subpath in shape.subpaths)
    assert box
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def centered(shapes: Sequence[Shape], space: ArtworkSpace) -> tuple[Shape, ...]:
    """The shapes, moved so that their middle is that of the viewport."""
    x, y = _way(shapes, space)
    paints = {id(shape.paint): shape.paint for shape in shapes}
    moved = {key: _moved_paint(paint, x, y) for key, paint in paints.items()}  # shared as they were
    return tuple(_moved(shape, moved[id(shape.paint)], x, y) for shape in shapes)


def centered_artwork(artwork: Artwork, space: ArtworkSpace) -> Artwork:
    """The same of all shapes of an artwork, and of their polygons."""
    x, y = _way(artwork.shapes, space)
    return replace(
        artwork, shapes=centered(artwork.shapes, space), polygons=_moved_polygons(artwork.polygons, x, y)
    )


def _way(shapes: Sequence[Shape], space: ArtworkSpace) -> tuple[float, float]:
    x, y = middle(shapes)
    return space.width / 2 - x, space.height / 2 - y


def _moved(shape: Shape, paint: Paint, x: float, y: float) -> Shape:
    return replace(
        shape,
        subpaths=_moved_subpaths(shape.subpaths, x, y),
        paint=paint,
        polygons=_moved_polygons(shape.polygons, x, y),
        line=shape.line and replace(shape.line, subpaths=_moved_subpaths(shape.line.subpaths, x, y)),
    )


def _moved_subpaths(subpaths: Sequence[Subpath], x: float, y: float) -> tuple[Subpath, ...]:
    return tuple(Subpath(subpath.points + np.array((x, y)), subpath.closed) for subpath in subpaths)


def _moved_polygons(polygons: Polygons | None, x: float, y: float) -> Polygons | None:
    return polygons and replace(polygons, points=polygons.points + np.array((x, y)))


def _moved_paint(paint: Paint, x: float, y: float) -> Paint:
    back = Matrix(e=-x, f=-y)
    if isinstance(paint, Solid):
        return paint
    if isinstance(paint, Gradient):
        return replace(paint, to_gradient=compose(paint.to_gradient, back))
    return replace(paint, to_picture=compose(paint.to_picture, back))
