# SPDX-License-Identifier: GPL-3.0-or-later
"""Which shapes are filled by polygons; the others are curves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...media.svg.paint import Picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...media.svg.shape import Shape
    from .vector_settings import VectorChoice

# Blender's fill costs the square of the splines, and more points than these it may well fill wrong.
MOST_SPLINES, SAFE_POINTS = 1000, 1000
# One outline of more points than these may lose what lies beyond a pinch, though that is rare.
MANY_POINTS = 32


def filled_by_polygons(import_as: VectorChoice) -> Callable[[Shape], bool]:
    """Tells it of a shape of an artwork that becomes this; pictures are meshes whatever the rest becomes."""
    if import_as == "CURVES":
        return lambda shape: isinstance(shape.paint, Picture) or is_large(shape) or is_doubtful(shape)
    return lambda _: True


def is_large(shape: Shape) -> bool:
    """Whether Blender may fail to fill a shape as a curve, so that polygons are kept for it."""
    return exceeds_curves(shape) or sum(len(part.points) // 3 for part in shape.subpaths) > SAFE_POINTS


def is_doubtful(shape: Shape) -> bool:
    """Whether it has to be tried if Blender fills a shape of few points, which has polygons in case."""
    many = len(shape.subpaths) > 1 or len(shape.subpaths[0].points) // 3 > MANY_POINTS
    return many and not is_large(shape)


def exceeds_curves(shape: Shape) -> bool:
    """Whether no curve is to be tried."""
    return shape.polygons is not None or len(shape.subpaths) > MOST_SPLINES
