# SPDX-License-Identifier: GPL-3.0-or-later
"""The lines that strokes run along, in their elements' local units: flattened, and cut into dashes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...arrays import norms, starts_of
from .dash import dash
from .flatten import flatten_all
from .polyline import StrokedLine
from .ring_set import finite_pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..paint import Stroke
    from ..shape import Points, Subpath

# All dashes of a drawing; lines that would need more are drawn whole.
MOST_DASHES = 50_000
# A dash or a subpath of no length has this length, in stroke widths, so that its caps have a direction.
DOT = 1e-3
# Points closer than this, in stroke widths, are one.
SAME = 1e-5


@dataclass(frozen=True, slots=True)
class StrokeStyle:
    """How an element is stroked. tolerance: of curves; far: how far from the origin; both in local units."""

    stroke: Stroke
    tolerance: float
    far: float


def stroked_lines(
    sources: Sequence[tuple[int, Subpath]], styles: dict[int, StrokeStyle], check: Callable[[], None]
) -> list[StrokedLine]:
    """The lines to stroke. sources: elements' numbers and subpaths; styles: for each element."""
    left = MOST_DASHES
    result: list[StrokedLine] = []
    for line in _whole(sources, styles):
        stroke = styles[line.element].stroke
        dashes = dash(line, stroke.dashes, stroke.dash_offset, left) if stroke.dashes else None
        if dashes is None:
            result.append(line)
            continue
        check()
        left -= len(dashes)
        shown = [one for one in dashes if one.length > 0 or stroke.cap != "BUTT"]
        result += [StrokedLine(line.element, *one.drawn(DOT * stroke.width), closed=False) for one in shown]
    return result


def _whole(sources: Sequence[tuple[int, Subpath]], styles: dict[int, StrokeStyle]) -> list[StrokedLine]:
    """The lines before they are cut into dashes; a lone point becomes a dot if its cap shows."""
    parts, elements, closed = _finite(sources, styles)
    if not parts:
        return []
    width = np.array([styles[element].stroke.width for element in elements])
    flat = flatten_all(parts, np.array([styles[element].tolerance for element in elements]), width / 2)
    step = norms(np.diff(flat.points, axis=0, prepend=np.inf))
    keep = step > SAME * np.repeat(width, np.diff(flat.starts))
    keep[flat.starts[:-1]] = True

    result: list[StrokedLine] = []
    cuts = flat.starts.tolist()
    for nth, element in enumerate(elements):
        part = slice(cuts[nth], cuts[nth + 1])
        points, tangents = flat.points[part][keep[part]], flat.tangents[part][keep[part]]
        stroke = styles[element].stroke
        if closed[nth] and len(points) > 1 and np.hypot(*(points[-1] - points[0])) <= SAME * stroke.width:
            tangents[0, :2] = tangents[-1, :2]
            points, tangents = points[:-1], tangents[:-1]
        if len(points) > 1:
            result.append(StrokedLine(element, points, tangents, closed[nth]))
        elif stroke.cap != "BUTT":
            half = np.array([DOT * stroke.width / 2, 0.0])
            result.append(
                StrokedLine(
                    element, np.vstack((points - half, points + half)), np.zeros((2, 4)), closed=False
                )
            )
    return result


def _finite(
    sources: Sequence[tuple[int, Subpath]], styles: dict[int, StrokeStyle]
) -> tuple[list[Points], list[int], list[bool]]:
    """The chains that make sense, their elements, and whether they are closed."""
    sources = [(element, subpath) for element, subpath in sources if len(subpath.points)]
    if not sources:
        return [], [], []
    starts = starts_of([len(subpath.points) for _, subpath in sources])
    far = np.array([styles[element].far for element, _ in sources])
    parts, left = finite_pieces(np.concatenate([subpath.points for _, subpath in sources]), starts, far)
    return parts, [sources[nth][0] for nth in left], [sources[nth][1].closed for nth in left]
