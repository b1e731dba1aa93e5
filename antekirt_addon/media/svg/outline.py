# SPDX-License-Identifier: GPL-3.0-or-later
"""Every element's fill and stroke as closed outlines in root user units, in painter's order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .dash import dash
from .flatten import Polylines, flatten_all
from .ring import chains, pieces
from .shape import Gradient
from .stroke import Pen, outline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from .shape import Element, Paint, Points, Rule, Stroke, Subpath

# A dash or a subpath of no length has this length, in stroke widths, so that its caps have a direction.
DOT = 1e-3
# Points closer than this, in stroke widths, are one for the pen.
SAME = 1e-5


@dataclass(slots=True)
class Outline:
    """Closed Bézier chains to be filled by a rule with one paint."""

    element: Element
    paint: Paint
    rule: Rule
    chains: list[Points]


@dataclass(frozen=True, slots=True)
class _Line:
    """A polyline for the pen, in its element's local units."""

    element: int
    points: Points
    bend: Points
    closed: bool


def outlines(elements: Sequence[Element], tolerance: float, check: Callable[[], None]) -> list[Outline]:
    """What is to be seen; tolerance: of strokes, which become polygons, in root user units."""
    matrices = np.array([(m.a, m.b, m.c, m.d, m.e, m.f) for m in (e.matrix for e in elements)]).reshape(-1, 6)
    flat = ~(np.abs(matrices[:, 0] * matrices[:, 3] - matrices[:, 1] * matrices[:, 2]) > 0)
    drawn = [index for index in range(len(elements)) if not flat[index]]
    fills = _fills(elements, [index for index in drawn if seen(elements[index].fill)], matrices)
    check()
    strokes = _strokes(
        elements, [index for index in drawn if _has_stroke(elements[index])], matrices, tolerance, check
    )

    result: list[Outline] = []
    for index in drawn:
        element = elements[index]
        pair: list[Outline] = []
        if element.fill and fills.get(index):
            pair.append(Outline(element, element.fill, element.fill_rule, fills[index]))
        if element.stroke and strokes.get(index):
            pair.insert(
                0 if element.stroke_first else 1,
                Outline(element, element.stroke.paint, "NONZERO", strokes[index]),
            )
        result += pair
    return result


def seen(paint: Paint | None) -> bool:
    """Whether anything of the paint is visible."""
    if isinstance(paint, Gradient):
        return any(stop.color.alpha > 0 for stop in paint.stops)
    return paint is not None and paint.alpha > 0


def _has_stroke(element: Element) -> bool:
    return element.stroke is not None and element.stroke.width > 0 and seen(element.stroke.paint)


def _fills(elements: Sequence[Element], chosen: list[int], matrices: Points) -> dict[int, list[Points]]:
    owner: list[int] = []
    local: list[Points] = []
    for index in chosen:
        for subpath in elements[index].subpaths:
            if len(subpath.points) > 3:
                owner.append(index)
                local.append(closed(subpath))
    if not local:
        return {}
    starts = np.cumsum([0, *map(len, local)])
    placed = _placed(np.concatenate(local), np.repeat(owner, np.diff(starts)), matrices)
    return _by_element(pieces(placed, starts), owner)


def closed(subpath: Subpath) -> Points:
    """SVG fills an open subpath as if a straight line closed it."""
    if subpath.closed:
        return subpath.points
    start, end = subpath.points[0], subpath.points[-1]
    return np.vstack((subpath.points, end + (start - end) / 3, start + (end - start) / 3, start))


def _strokes(
    elements: Sequence[Element],
    chosen: list[int],
    matrices: Points,
    tolerance: float,
    check: Callable[[], None],
) -> dict[int, list[Points]]:
    styles = {index: stroke for index in chosen if (stroke := elements[index].stroke)}
    # How far the matrix stretches at most: its greater singular value.
    stretch = np.array([np.linalg.norm(row[:4].reshape(2, 2), 2) for row in matrices[chosen]])
    local_tolerance = dict(zip(chosen, (tolerance / stretch).tolist(), strict=True))
    lines = [
        piece
        for line in _lines(elements, styles, local_tolerance)
        for piece in _dashed(line, styles[line.element])
    ]
    check()
    if not lines:
        return {}
    owner = np.array([line.element for line in lines])
    style = [styles[line.element] for line in lines]
    pen = Pen(
        closed=np.array([line.closed for line in lines]),
        half_width=np.array([stroke.width / 2 for stroke in style]),
        tolerance=np.array([local_tolerance[line.element] for line in lines]),
        miter_limit=np.array([stroke.miter_limit if stroke.join == "MITER" else 0.0 for stroke in style]),
        round_join=np.array([stroke.join == "ROUND" for stroke in style]),
        round_cap=np.array([stroke.cap == "ROUND" for stroke in style]),
        square_cap=np.array([stroke.cap == "SQUARE" for stroke in style]),
    )
    polylines = Polylines(
        np.concatenate([line.points for line in lines]),
        np.cumsum([0, *(len(line.points) for line in lines)]),
        np.concatenate([line.bend for line in lines]),
    )
    points, starts, line_of_ring = outline(polylines, pen)
    ring_owner = owner[line_of_ring]
    placed = _placed(points, np.repeat(ring_owner, np.diff(starts)), matrices)
    return _by_element(chains(placed, starts), ring_owner.tolist())


def _lines(
    elements: Sequence[Element], styles: dict[int, Stroke], tolerance: dict[int, float]
) -> list[_Line]:
    """Flat polylines in which each point differs from the one before; a lone point becomes a dot if its cap shows."""
    sources = [
        (index, subpath) for index in styles for subpath in elements[index].subpaths if len(subpath.points)
    ]
    if not sources:
        return []
    width = np.array([styles[index].width for index, _ in sources])
    limits = np.array([tolerance[index] for index, _ in sources])
    flat = flatten_all([subpath.points for _, subpath in sources], limits, width / 2)
    step = np.hypot(*np.diff(flat.points, axis=0, prepend=np.inf).T)
    keep = step > SAME * np.repeat(width, np.diff(flat.starts))
    keep[flat.starts[:-1]] = True

    result: list[_Line] = []
    bounds = flat.starts.tolist()
    for (index, subpath), begin, end, pen_width in zip(
        sources, bounds, bounds[1:], width.tolist(), strict=False
    ):
        kept = keep[begin:end]
        points, bend = flat.points[begin:end][kept], flat.bend[begin:end][kept]
        if subpath.closed and len(points) > 1 and np.hypot(*(points[-1] - points[0])) <= SAME * pen_width:
            bend[0, :2] = bend[-1, :2]
            points, bend = points[:-1], bend[:-1]
        if len(points) > 1:
            result.append(_Line(index, points, bend, subpath.closed))
        elif styles[index].cap != "BUTT":
            half = np.array([DOT * pen_width / 2, 0.0])
            result.append(
                _Line(index, np.vstack((points - half, points + half)), np.zeros((2, 4)), closed=False)
            )
    return result


def _dashed(line: _Line, stroke: Stroke) -> list[_Line]:
    if not stroke.dashes:
        return [line]
    parts = dash(line.points, line.bend, line.closed, stroke.dashes, stroke.dash_offset)
    if parts is None:
        return [line]
    if stroke.cap == "BUTT":
        parts = [part for part in parts if part.length > 0]
    return [_Line(line.element, *part.drawn(DOT * stroke.width), closed=False) for part in parts]


def _placed(points: Points, element: NDArray[np.int64], matrices: Points) -> Points:
    a, b, c, d, e, f = matrices[element].T
    x, y = points.T
    return np.column_stack((a * x + c * y + e, b * x + d * y + f))


def _by_element(parts: list[Points], owner: list[int]) -> dict[int, list[Points]]:
    result: dict[int, list[Points]] = {}
    for index, part in zip(owner, parts, strict=True):
        result.setdefault(index, []).append(part)
    return result
