# SPDX-License-Identifier: GPL-3.0-or-later
"""A drawing becomes artwork: shapes that fill by the even-odd rule, in layers, with few colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .error import Stopped
from .flatten import flatten_all
from .layer import layers
from .merge import merge_colors
from .outline import Outline, outlines
from .ring import LIMIT, UNITS, Rings, areas, without_repeats
from .shape import Artwork, Shape, Solid, Subpath

if TYPE_CHECKING:
    from collections.abc import Callable

    from .options import Options
    from .shape import Drawing, Paint


def resolve(drawing: Drawing, options: Options, stop: Callable[[], bool]) -> Artwork:
    """Raises Stopped soon after stop() says so."""

    def check() -> None:
        if stop():
            raise Stopped

    size = max(drawing.width, drawing.height)
    tolerance = size * options.curve_tolerance
    drawn = outlines(drawing.elements, tolerance, check)
    rings = _rings(drawn, tolerance, UNITS / size)
    check()
    paints = _paints(drawn, rings, options)
    order = layers(rings, len(drawn), [[] for _ in drawn], check)
    shapes = tuple(
        Shape(
            o.element.name,
            o.element.groups,
            tuple(Subpath(points, closed=True) for points in o.chains),
            paint,
            layer,
        )
        for o, paint, layer in zip(drawn, paints, order, strict=True)
    )
    return Artwork(drawing.width, drawing.height, shapes, max(order, default=-1) + 1, dict(drawing.left_out))


def _rings(drawn: list[Outline], tolerance: float, scale: float) -> Rings:
    """The outlines as polygons on the grid."""
    chains = [chain for o in drawn for chain in o.chains]
    shape = np.repeat(np.arange(len(drawn)), [len(o.chains) for o in drawn])
    if not chains:
        return Rings(np.empty((0, 2), np.int64), np.zeros(1, np.int64), shape)
    flat = flatten_all(chains, np.full(len(chains), tolerance))
    with np.errstate(invalid="ignore"):
        points = np.clip(np.rint(flat.points * scale), -LIMIT, LIMIT).astype(np.int64)
    return without_repeats(Rings(points, flat.starts, shape))[0]


def _paints(drawn: list[Outline], rings: Rings, options: Options) -> list[Paint]:
    """Each outline's paint, with nearly equal colours merged; equal paints are one object."""
    area = np.bincount(rings.shape, weights=np.abs(areas(rings)), minlength=len(drawn)).tolist()
    weights: dict[Solid, float] = {}
    for o, weight in zip(drawn, area, strict=True):
        if isinstance(o.paint, Solid):
            weights[o.paint] = weights.get(o.paint, 0.0) + weight
    merged = merge_colors(weights, options.color_tolerance)
    same: dict[Paint, Paint] = {}
    return [
        same.setdefault(p, p)
        for p in (merged.get(o.paint, o.paint) if isinstance(o.paint, Solid) else o.paint for o in drawn)
    ]
