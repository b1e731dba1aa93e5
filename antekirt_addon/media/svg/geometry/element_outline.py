# SPDX-License-Identifier: GPL-3.0-or-later
"""Every element's fill and stroke as closed outlines in root user units, in painter's order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ...arrays import batches, starts_of
from ..paint import Gradient
from .polyline import Polylines
from .ring_set import chains, finite_pieces, pieces
from .stroke_outline import LineStyles, stroke_outlines
from .stroke_polyline import StrokeStyle, stroked_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ...arrays import Floats, Integers
    from ..paint import Paint
    from ..shape import Element, Points, Rule, Subpath

# A matrix with a greater number in it is nonsense.
LARGEST = 1e12
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# Points that are mapped together.
BATCH = 30_000


@dataclass(slots=True)
class Outline:
    """Closed Bézier chains to be filled by a rule with one paint.

    centers: of a stroke, whose chains are polygons, for each of their points that of the line within.
    """

    element: Element
    paint: Paint
    rule: Rule
    chains: list[Points]
    centers: list[Points] = field(default_factory=list)


def outlines(
    elements: Sequence[Element], tolerance: float, far: float, check: Callable[[], None]
) -> list[Outline]:
    """All that is to be seen.

    tolerance: of strokes, as polygons; far: how far from the origin points may lie; both in root units.
    """
    matrices = np.array([(m.a, m.b, m.c, m.d, m.e, m.f) for m in (e.matrix for e in elements)]).reshape(-1, 6)
    with np.errstate(all="ignore"):
        area = np.abs(matrices[:, 0] * matrices[:, 3] - matrices[:, 1] * matrices[:, 2])
        drawn = np.flatnonzero((area > 0) & (np.abs(matrices) < LARGEST).all(axis=1)).tolist()
        fills = _fills(elements, [index for index in drawn if _seen(elements[index].fill)], matrices, far)
    check()
    stretch = _stretch(matrices).tolist()
    styles = {
        index: StrokeStyle(stroke, tolerance / stretch[index], far / stretch[index])
        for index in drawn
        if (stroke := elements[index].stroke) and stroke.width > 0 and _seen(stroke.paint)
    }
    strokes = _strokes(elements, styles, matrices, check)

    result: list[Outline] = []
    for index in drawn:
        element = elements[index]
        pair: list[Outline] = []
        if element.fill and index in fills:
            pair.append(Outline(element, element.fill, element.fill_rule, fills[index]))
        if element.stroke and index in strokes:
            pair.append(Outline(element, element.stroke.paint, "NONZERO", *strokes[index]))
        result += reversed(pair) if element.stroke_first else pair
    return result


def closed(subpath: Subpath) -> Points:
    """SVG fills an open subpath as if a straight line closed it."""
    if subpath.closed:
        return subpath.points
    start, end = subpath.points[0], subpath.points[-1]
    return np.vstack((subpath.points, end + (start - end) / 3, start + (end - start) / 3, start))


def _seen(paint: Paint | None) -> bool:
    """Whether anything of the paint is visible."""
    if isinstance(paint, Gradient):
        return any(stop.color.alpha > 0 for stop in paint.stops)
    return paint is not None and paint.alpha > 0


def _fills(
    elements: Sequence[Element], chosen: list[int], matrices: Points, far: float
) -> dict[int, list[Points]]:
    """The outlines of some elements' fills, by the elements' numbers, in root units."""
    owner: list[int] = []
    local: list[Points] = []
    for index in chosen:
        for subpath in elements[index].subpaths:
            if len(subpath.points) > 3:
                owner.append(index)
                local.append(closed(subpath))
    plain = (matrices == IDENTITY).all(axis=1)
    parts: list[Points] = []
    kept: list[int] = []
    for begin, end in batches(np.cumsum([len(chain) for chain in local]), BATCH):
        some, own = local[begin:end], np.array(owner[begin:end])
        points, starts = np.concatenate(some), starts_of([len(chain) for chain in some])
        if (
            plain[own].all() and np.abs(points).max() <= far
        ):  # as nearly always: then they need no second copy
            parts += some
            kept += owner[begin:end]
            continue
        mapped = _mapped(points, np.repeat(own, np.diff(starts)), matrices)
        finite, left = finite_pieces(mapped, starts, np.full(len(own), far))
        parts += finite
        kept += own[left].tolist()
    return _by_element(parts, kept)


def _strokes(
    elements: Sequence[Element], styles: dict[int, StrokeStyle], matrices: Points, check: Callable[[], None]
) -> dict[int, tuple[list[Points], list[Points]]]:
    """The outlines of all strokes and their centers, by the elements' numbers, in root units."""
    found = stroked_lines(
        [(index, subpath) for index in styles for subpath in elements[index].subpaths], styles, check
    )
    if not found:
        return {}
    used = [styles[line.element] for line in found]
    line_styles = LineStyles(
        closed=np.array([line.closed for line in found]),
        half_width=np.array([style.stroke.width / 2 for style in used]),
        tolerance=np.array([style.tolerance for style in used]),
        miter_limit=np.array(
            [style.stroke.miter_limit if style.stroke.join == "MITER" else 0.0 for style in used]
        ),
        round_join=np.array([style.stroke.join == "ROUND" for style in used]),
        round_cap=np.array([style.stroke.cap == "ROUND" for style in used]),
        square_cap=np.array([style.stroke.cap == "SQUARE" for style in used]),
    )
    polylines = Polylines(
        np.concatenate([line.points for line in found]),
        starts_of([len(line.points) for line in found]),
        np.concatenate([line.tangents for line in found]),
    )
    points, starts, line_of_ring, center = stroke_outlines(polylines, line_styles)
    owner = np.array([line.element for line in found])[line_of_ring]
    of_point = np.repeat(owner, np.diff(starts))
    outlines = _by_element(chains(_mapped(points, of_point, matrices), starts), owner.tolist())
    centers = _by_element(pieces(_mapped(center, of_point, matrices), starts), owner.tolist())
    return {index: (own, centers[index]) for index, own in outlines.items()}


def _stretch(matrices: Points) -> Floats:
    """How far each matrix stretches at most: its greater singular value."""
    a, b, c, d = matrices[:, :4].T
    with np.errstate(all="ignore"):
        squares, area = a * a + b * b + c * c + d * d, a * d - b * c
        stretch: Floats = np.sqrt((squares + np.sqrt(np.maximum(squares**2 - 4 * area**2, 0.0))) / 2)
    return stretch


def _mapped(points: Points, element: Integers, matrices: Points) -> Points:
    """Local points in root units; element: for each point."""
    a, b, c, d, e, f = matrices.take(element, axis=0).T
    x, y = points.T
    return np.column_stack((a * x + c * y + e, b * x + d * y + f))


def _by_element(parts: list[Points], owner: list[int]) -> dict[int, list[Points]]:
    """Each element's parts."""
    result: dict[int, list[Points]] = {}
    for index, part in zip(owner, parts, strict=True):
        result.setdefault(index, []).append(part)
    return result
