# SPDX-License-Identifier: GPL-3.0-or-later
"""How large a page is: that of an artwork as its file was, that of anything else in millimeters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...media.svg.writing.page import PathMark
from ..scene_unit import meters
from ..vector.artwork_space import VIEWPORT

if TYPE_CHECKING:
    from collections.abc import Iterable

    import bpy

    from .piece import Piece

MILLIMETERS = 1000.0  # in a meter
BEYOND = 1e-3  # of the page: what lies less far outside is no part of it


@dataclass(frozen=True, slots=True)
class PageSize:
    """scale: units of the page in one of the scene. millimeters: of the real world in a unit of the page.

    width, height: of the viewport of an artwork, around its root; None if the page is that of its contents.
    """

    scale: float
    millimeters: float
    width: float | None = None
    height: float | None = None


def artwork_size(root: Any, scene: bpy.types.Scene) -> PageSize:  # noqa: ANN401 - by its type, an object has no custom properties
    """The size of an artwork's page: units and viewport are those of the file that it came from."""
    viewport = root.get(VIEWPORT)
    scale = root.matrix_world.to_scale()
    if viewport is None or len(viewport) != 3 or not (viewport[2] and scale.x and scale.y):
        return contents_size(scene)
    width, height, unit = map(float, viewport)
    unit *= abs(scale.x)
    return PageSize(1 / unit, unit * MILLIMETERS * meters(scene), width, height * abs(scale.y / scale.x))


def contents_size(scene: bpy.types.Scene) -> PageSize:
    """A unit for each millimeter."""
    return PageSize(MILLIMETERS * meters(scene), 1.0)


def bounds(pieces: Iterable[Piece], size: PageSize) -> tuple[tuple[float, float], tuple[float, float]]:
    """The corners of a page: of its viewport, and of what lies beyond that."""
    low, high = np.full(2, np.inf), np.full(2, -np.inf)
    for piece in pieces:
        line = piece.content.stroke if isinstance(piece.content, PathMark) else None
        rim = line.width / 2 if line else 0.0
        outlines = piece.content.subpaths if isinstance(piece.content, PathMark) else ()
        for loop in (*piece.loops, *(subpath.points[::3] for subpath in outlines)):
            low, high = np.minimum(low, loop[:, :2].min(0) - rim), np.maximum(high, loop[:, :2].max(0) + rim)
    if size.width is not None and size.height is not None:
        near, far = np.zeros(2), np.array([size.width, size.height])
        slack = BEYOND * far.max()
        low = np.where(low < near - slack, low, near)
        high = np.where(high > far + slack, high, far)
    least = 1e-3 * max(*(high - low), 1e-6)
    high = np.maximum(high, low + least)
    return (float(low[0]), float(low[1])), (float(high[0]), float(high[1]))
