# SPDX-License-Identifier: GPL-3.0-or-later
"""Which strokes can be said as lines with a width: those of one colour, as wide everywhere, all seen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ...arrays import first_directions, norms
from ..paint import Solid
from ..shape import CenterLine, Subpath
from .backdrop import opaque
from .curve_dash import curve_dashes
from .ring_set import holds
from .stroke_polyline import DOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..paint import Stroke
    from ..shape import Element, Points
    from .element_outline import Outline
    from .ring_set import Rings

# How much a matrix may change widths by their direction, and the cosine of a turn that is no corner.
UNEVEN, SMOOTH = 1e-3, math.cos(math.radians(2))
# All dashes of a drawing that become lines, and the lines of a stroke that are looked at for crossings.
MOST_DASHES, FEW = 5_000, 200


def center_lines(
    drawn: Sequence[Outline], rings: Rings, clips: Sequence[Sequence[Rings]]
) -> list[CenterLine | None]:
    """For each outline the line in place of it, if it is a stroke of that kind.

    rings: the outlines before any cut.
    """
    starts = np.searchsorted(rings.shape_of_point(), np.arange(len(drawn) + 1)).tolist()
    found: list[CenterLine | None] = [None] * len(drawn)
    left = MOST_DASHES
    for nth, (outline, cutters) in enumerate(zip(drawn, clips, strict=True)):
        points = rings.points[starts[nth] : starts[nth + 1]]
        if not outline.centers or not len(points) or outline.element.surfaces:
            continue
        low, high = points.min(axis=0), points.max(axis=0)
        if isinstance(outline.paint, Solid) and all(holds(clip, low, high) for clip in cutters):
            line = _center_line(outline.element, left)
            if line and (opaque(outline.paint) or _never_meet(line)):
                found[nth] = line
                left -= len(line.subpaths) if outline.element.stroke.dashes else 0  # type: ignore[union-attr]
    return found


def _center_line(element: Element, most: int) -> CenterLine | None:
    """most: of its dashes."""
    m, stroke = element.matrix, element.stroke
    assert stroke
    scale = math.sqrt(abs(m.a * m.d - m.b * m.c))
    even = math.hypot(m.a, m.b), math.hypot(m.c, m.d)
    skew = abs(m.a * m.c + m.b * m.d)
    if max(abs(side - scale) for side in even) > UNEVEN * scale or skew > UNEVEN * scale**2:
        return None
    linear, offset = np.array([(m.a, m.b), (m.c, m.d)]), np.array((m.e, m.f))
    lines = [Subpath(_without_stops(own.points) @ linear + offset, own.closed) for own in element.subpaths]
    if not all(len(line.points) > 1 and np.isfinite(line.points).all() for line in lines):
        return None
    if stroke.dashes:
        dashed = _dashed(lines, stroke, scale, most)
        if dashed is None:
            return None
        lines = dashed
    if not lines:
        return None
    if stroke.cap == "SQUARE":
        lines = [line if line.closed else _longer(line, stroke.width * scale / 2) for line in lines]
    smooth = all(_is_smooth(line.points, closed=line.closed) for line in lines)
    return CenterLine(
        tuple(lines),
        stroke.width * scale,
        "ROUND" if stroke.cap == "ROUND" else "BUTT",
        "SMOOTH" if smooth else stroke.join,
        stroke.miter_limit,
    )


def _without_stops(points: Points) -> Points:
    """A chain without segments that have no length."""
    leaving, _ = _directions(points)
    moves = norms(leaving) > 0
    if moves.all():
        return points
    parts = points[1:].reshape(-1, 3, 2)[moves]
    return np.concatenate((points[:1], parts.reshape(-1, 2)))


def _dashed(lines: Sequence[Subpath], stroke: Stroke, scale: float, most: int) -> list[Subpath] | None:
    """The dashes of lines; None if they are not cut, or too many."""
    lengths = [length * scale for length in stroke.dashes]
    shortest = 0.0 if stroke.cap == "BUTT" else DOT * stroke.width * scale
    result: list[Subpath] = []
    for line in lines:
        own = curve_dashes(line, lengths, stroke.dash_offset * scale, shortest, most - len(result))
        if own is None:
            return None
        result += own
    whole = [Subpath(_without_stops(line.points), closed=False) for line in result]
    return [line for line in whole if len(line.points) > 1]


def _longer(line: Subpath, by: float) -> Subpath:
    """A line with straight pieces before and after it."""
    leaving, coming = _directions(line.points)
    start, end = line.points[0], line.points[-1]
    before, after = start - by * leaving[0], end + by * coming[-1]
    thirds = np.array([[2 / 3, 1 / 3], [1 / 3, 2 / 3]])
    return Subpath(
        np.vstack((before, thirds @ (before, start), line.points, thirds @ (end, after), after)), closed=False
    )


def _is_smooth(points: Points, *, closed: bool) -> bool:
    """Whether a chain has no corner."""
    leaving, coming = _directions(points)
    cosine = (coming * np.roll(leaving, -1, axis=0)).sum(axis=1)
    return bool((cosine if closed else cosine[:-1]).min(initial=1.0) > SMOOTH)


def _directions(points: Points) -> tuple[Points, Points]:
    """For each segment of a chain those in which it leaves its start and comes to its end."""
    parts = points[:-1].reshape(-1, 3, 2)
    start, one, two, end = parts[:, 0], parts[:, 1], parts[:, 2], points[3::3]
    leaving = first_directions(one - start, two - start, end - start)
    return leaving, first_directions(end - two, end - one, end - start)


def _never_meet(line: CenterLine) -> bool:
    """Whether no two lines of a stroke can cover each other, where one would see that."""
    count = len(line.subpaths)
    if count > FEW:
        return False
    reach = line.width * (1.0 if line.join != "MITER" else max(line.miter_limit, 1.0)) / 2
    low = np.array([own.points.min(axis=0) for own in line.subpaths]) - reach
    high = np.array([own.points.max(axis=0) for own in line.subpaths]) + reach
    meets = ((low[:, None] < high[None]) & (high[:, None] > low[None])).all(axis=2)
    return int(meets.sum()) == count
