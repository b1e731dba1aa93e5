# SPDX-License-Identifier: GPL-3.0-or-later
"""What Grease Pencil draws of shapes: the polygons that fill them, or the lines that they are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ...media.arrays import ranges, run_of_item, starts_of
from ...media.svg.geometry.flatten import flatten_all
from ..grease_pencil_compat import Strokes
from .color_conversion import linear_over
from .fill_outline import TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...media.arrays import Flags, Floats, Integers
    from ...media.svg.shape import Artwork, CenterLine, Points, Shape
    from .artwork_space import ArtworkSpace


def drawn_strokes(
    artwork: Artwork, lines: Flags, slots: Integers, space: ArtworkSpace, *, lit: bool
) -> tuple[Strokes, Integers]:
    """What draws an artwork in painter's order, and for each stroke the number of its shape.

    lines, slots: for each shape whether it is drawn as its line, and the slot of its material.
    """
    fills, shape_of_fill = _fills(artwork, lines, slots, space, lit=lit)
    drawn, shape_of_line = _lines(artwork.shapes, np.flatnonzero(lines), slots, space)
    both = Strokes(*(np.concatenate((getattr(fills, n), getattr(drawn, n))) for n in Strokes.__slots__))
    shape = np.concatenate((shape_of_fill, shape_of_line))
    order = np.argsort(shape, kind="stable")
    return some_strokes(both, order), shape[order]


def some_strokes(strokes: Strokes, chosen: Integers) -> Strokes:
    """Those of these numbers."""
    starts, sizes = starts_of(strokes.sizes), strokes.sizes[chosen]
    own = [getattr(strokes, name)[chosen] for name in Strokes.__slots__[1:]]
    return Strokes(strokes.points[ranges(starts[:-1][chosen], sizes)], *own)


def _fills(
    artwork: Artwork, lines: Flags, slots: Integers, space: ArtworkSpace, *, lit: bool
) -> tuple[Strokes, Integers]:
    polygons = artwork.polygons
    if polygons is None:
        return _strokes(np.empty((0, 2)), np.empty(0, np.int64), slots, np.empty(0, np.int64)), slots[:0]
    chosen = np.flatnonzero(~lines[polygons.shape])
    sizes, shape = np.diff(polygons.starts)[chosen], polygons.shape[chosen]
    corners = polygons.corners[ranges(polygons.starts[:-1][chosen], sizes)]
    tints = np.array([_tint(shape, lit=lit) for shape in artwork.shapes])
    return _strokes(space.to_local(polygons.points)[corners], sizes, slots, shape, tints=tints[shape]), shape


def _lines(
    shapes: Sequence[Shape], chosen: Integers, slots: Integers, space: ArtworkSpace
) -> tuple[Strokes, Integers]:
    own = [line for number in chosen.tolist() if (line := shapes[number].line)]
    count = [len(line.subpaths) for line in own]
    shape, line_of_stroke = np.repeat(chosen, count), run_of_item(count)
    subpaths = [subpath for line in own for subpath in line.subpaths]
    if not subpaths:
        return _strokes(np.empty((0, 2)), np.empty(0, np.int64), slots, shape), shape
    widths = np.array([line.width for line in own])[line_of_stroke]
    tolerance = np.full(len(widths), TOLERANCE * max(space.width, space.height))
    flat = flatten_all([subpath.points for subpath in subpaths], tolerance, widths / 2)
    closed = np.array([subpath.closed for subpath in subpaths])
    keep = np.ones(len(flat.points), np.bool_)
    keep[flat.starts[1:][closed] - 1] = False  # a closed one goes on to its first point by itself
    strokes = _strokes(
        space.to_local(flat.points[keep]),
        np.diff(flat.starts) - closed,
        slots,
        shape,
        widths=widths * space.scale,
        closed=closed,
        is_round=np.array([line.cap == "ROUND" for line in own])[line_of_stroke],
        bevels=np.array([_bevel(line) for line in own])[line_of_stroke],
    )
    return strokes, shape


def _bevel(line: CenterLine) -> float:
    """The angle of a corner between whose sides a line is cut off; 0 if its corners are round.

    A miter is 1 / sin(angle / 2) line widths long (SVG 2, 13.5.4).
    """
    if line.join == "MITER":
        return 2 * math.asin(min(1 / max(line.miter_limit, 1.0), 1.0))
    return math.pi if line.join == "BEVEL" else 0.0


def _strokes(
    points: Points,
    sizes: Integers,
    slots: Integers,
    shape: Integers,
    *,
    widths: Floats | None = None,
    closed: Flags | None = None,
    is_round: Flags | None = None,
    bevels: Floats | None = None,
    tints: Floats | None = None,
) -> Strokes:
    """Strokes of some shapes with points (n, 2); what is not said is that of a fill."""
    count = len(sizes)
    return Strokes(
        np.column_stack([points, np.zeros(len(points))]).astype(np.float32),
        sizes,
        slots[shape],
        np.zeros(count) if widths is None else widths,
        np.ones(count, np.bool_) if closed is None else closed,
        np.zeros(count, np.bool_) if is_round is None else is_round,
        np.zeros(count) if bevels is None else bevels,
        np.zeros((count, 4)) if tints is None else tints,
    )


def _tint(shape: Shape, *, lit: bool) -> tuple[float, float, float, float]:
    """The colour, linear, that covers that of a shape's material, and by how much it does."""
    if not shape.band:
        return 0.0, 0.0, 0.0, 0.0
    red, green, blue, _ = linear_over(shape.band, None if lit else shape.backdrop)
    return red, green, blue, 1.0
