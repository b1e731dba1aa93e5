# SPDX-License-Identifier: GPL-3.0-or-later
"""The polylines that a pen follows: strokes in their elements' local units, flat and cut into dashes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .dash import dash
from .flatten import flatten_all
from .ring_set import finite_pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..shape import Points, Stroke, Subpath

# All dashes of a drawing; lines that would need more are drawn whole.
MOST_DASHES = 50_000
# A dash or a subpath of no length has this length, in stroke widths, so that its caps have a direction.
DOT = 1e-3
# Points closer than this, in stroke widths, are one for the pen.
SAME = 1e-5


@dataclass(frozen=True, slots=True)
class Pen:
    """How an element is drawn. tolerance: of curves, far: where the world ends; local units."""

    stroke: Stroke
    tolerance: float
    far: float


@dataclass(frozen=True, slots=True)
class Line:
    """points: (n, 2), n > 1, each differs from the one before, a closed line's first is not repeated.
    bend: (n, 4), as in Polylines. element: whose line it is."""

    element: int
    points: Points
    bend: Points
    closed: bool


def lines(
    sources: Sequence[tuple[int, Subpath]], pens: dict[int, Pen], check: Callable[[], None]
) -> list[Line]:
    """sources: elements' numbers and subpaths; pens: for each element."""
    left = MOST_DASHES
    result: list[Line] = []
    for line in _whole(sources, pens):
        stroke = pens[line.element].stroke
        dashes = dash(line, stroke.dashes, stroke.dash_offset, left) if stroke.dashes else None
        if dashes is None:
            result.append(line)
            continue
        check()
        left -= len(dashes)
        shown = [one for one in dashes if one.length > 0 or stroke.cap != "BUTT"]
        result += [Line(line.element, *one.drawn(DOT * stroke.width), closed=False) for one in shown]
    return result


def _whole(sources: Sequence[tuple[int, Subpath]], pens: dict[int, Pen]) -> list[Line]:
    """A lone point becomes a dot if its cap shows."""
    parts, elements, closed = _finite(sources, pens)
    if not parts:
        return []
    width = np.array([pens[element].stroke.width for element in elements])
    flat = flatten_all(parts, np.array([pens[element].tolerance for element in elements]), width / 2)
    step = np.hypot(*np.diff(flat.points, axis=0, prepend=np.inf).T)
    keep = step > SAME * np.repeat(width, np.diff(flat.starts))
    keep[flat.starts[:-1]] = True

    result: list[Line] = []
    cuts = flat.starts.tolist()
    for nth, element in enumerate(elements):
        part = slice(cuts[nth], cuts[nth + 1])
        points, bend = flat.points[part][keep[part]], flat.bend[part][keep[part]]
        stroke = pens[element].stroke
        if closed[nth] and len(points) > 1 and np.hypot(*(points[-1] - points[0])) <= SAME * stroke.width:
            bend[0, :2] = bend[-1, :2]
            points, bend = points[:-1], bend[:-1]
        if len(points) > 1:
            result.append(Line(element, points, bend, closed[nth]))
        elif stroke.cap != "BUTT":
            half = np.array([DOT * stroke.width / 2, 0.0])
            result.append(
                Line(element, np.vstack((points - half, points + half)), np.zeros((2, 4)), closed=False)
            )
    return result


def _finite(
    sources: Sequence[tuple[int, Subpath]], pens: dict[int, Pen]
) -> tuple[list[Points], list[int], list[bool]]:
    """The chains that make sense, their elements, and whether they are closed."""
    sources = [(element, subpath) for element, subpath in sources if len(subpath.points)]
    if not sources:
        return [], [], []
    starts = np.cumsum([0, *(len(subpath.points) for _, subpath in sources)])
    far = np.array([pens[element].far for element, _ in sources])
    parts, left = finite_pieces(np.concatenate([subpath.points for _, subpath in sources]), starts, far)
    return parts, [sources[nth][0] for nth in left], [sources[nth][1].closed for nth in left]
