# SPDX-License-Identifier: GPL-3.0-or-later
"""Strokes become outlines to fill by the nonzero rule, all polylines in one go.

Each polyline is followed there and back again (a closed one: once each way round), and offset to the right
hand by half the stroke's width. At each point the offset line has one of a few corners:

    straight, smooth     one point
    outer side of a turn miter tip, or an arc of 2 (bevel) or more (round) points
    inner side of a turn where both offset lines meet; if they are too short, by way of the point itself
    end of the line      a cap, which is the outer side of turning back

The winding number of a point is the number of times that the stroke's pieces cover it, never negative,
therefore the nonzero rule gives their union.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...arrays import cross, norms, ranges, run_of_item, starts_of
from .flatten import arc_step

if TYPE_CHECKING:
    from ...arrays import Flags, Floats, Integers
    from ..shape import Points
    from .polyline import Polylines

# Inside of a curve the line turns gently; where it turns by more than this (at a cusp) the corner is round.
SMOOTH_TURN_COSINE = 0.5


@dataclass(frozen=True, slots=True)
class LineStyles:
    """How each polyline is drawn; arrays with one value for each.

    miter_limit: 0 where the join is no miter. round_join, round_cap, square_cap: else bevel, else butt.
    """

    closed: Flags
    half_width: Floats
    tolerance: Floats
    miter_limit: Floats
    round_join: Flags
    round_cap: Flags
    square_cap: Flags


@dataclass(frozen=True, slots=True)
class _Circuit:
    """The way around all polylines: for each step the vertex, its polyline and the steps before and after.

    starts: of each cycle. forth: where the step comes in the polyline's direction.
    """

    vertex: Integers
    line: Integers
    forth: Flags
    before: Integers
    after: Integers
    turns_back: Flags
    starts: Integers


def stroke_outlines(lines: Polylines, styles: LineStyles) -> tuple[Points, Integers, Integers, Points]:
    """Closed polygons end to end: points (n, 2), starts (r + 1,), for each the polyline that it comes from,
    and for each point that of the polyline that it belongs to (n, 2).

    Consecutive points of a polyline differ; a polyline has at least two.
    """
    circuit = _circuit(lines, styles)
    point = lines.points[circuit.vertex]
    ahead = point[circuit.after] - point
    length = norms(ahead)
    leaving = ahead / length[:, None]
    coming = leaving[circuit.before]
    tangents = lines.tangents[circuit.vertex]
    corner = tangents.any(axis=1)
    forth = circuit.forth[:, None]
    coming = _truer(coming, np.where(forth, tangents[:, :2], -tangents[:, 2:]))
    leaving = _truer(leaving, np.where(forth, tangents[:, 2:], -tangents[:, :2]))
    half = styles.half_width[circuit.line]
    sine = cross(coming, leaving)
    cosine = np.clip((coming * leaving).sum(axis=1), -1.0, 1.0)

    cap = circuit.turns_back
    straight = ~cap & (np.abs(sine) < 1e-9) & (cosine > 0)
    outer = ~cap & ~straight & ((sine > 0) | (cosine < -1 + 1e-9))
    inner = ~cap & ~straight & ~outer

    # A miter is 1 / cos(turn / 2) half widths long (SVG 2, 13.5.4).
    stretch = np.sqrt(2.0 / np.maximum(1.0 + cosine, 1e-12))
    gentle = ~corner & (cosine > SMOOTH_TURN_COSINE)
    miter = outer & (gentle | (corner & (stretch <= styles.miter_limit[circuit.line])))
    meets = inner & _offsets_meet(
        circuit, inner, half * np.abs(sine) / np.maximum(1.0 + cosine, 1e-12), length
    )
    arc = (outer & ~miter & (~corner | styles.round_join[circuit.line])) | (
        cap & styles.round_cap[circuit.line]
    )

    angle = np.where(cap, np.pi, np.arctan2(sine, cosine))
    angle[outer & (cosine < -1 + 1e-9)] = np.pi
    step = arc_step(styles.tolerance, styles.half_width)[circuit.line]
    count = np.where(straight | miter | meets, 1, np.where(inner, 3, 2))
    count[arc] = 1 + np.ceil(np.abs(angle[arc]) / step[arc] - 1e-6).astype(np.int64)

    # The offset at each point of a corner: the right-hand normal of coming, turned by a part of the angle.
    owner, nth = run_of_item(count), ranges(0, count)
    turned = angle[owner] * nth / np.maximum(count[owner] - 1, 1)
    pivot = (inner & ~meets)[owner]
    turned[pivot & (nth == 2)] = angle[owner][pivot & (nth == 2)]
    normal = np.column_stack((coming[:, 1], -coming[:, 0]))
    offset = normal[owner] * np.cos(turned)[:, None] + coming[owner] * np.sin(turned)[:, None]
    offset[pivot & (nth == 1)] = 0.0
    single = (miter | meets)[owner]
    both = normal + np.column_stack((leaving[:, 1], -leaving[:, 0]))
    offset[single] = (both / np.maximum(1.0 + cosine, 1e-12)[:, None])[owner[single]]
    square = (cap & styles.square_cap[circuit.line])[owner]
    offset[square] += coming[owner[square]]

    points = point[owner] + offset * half[owner, None]
    starts = starts_of(count)[np.concatenate((circuit.starts, [len(count)]))]
    return points, starts, circuit.line[circuit.starts], point[owner]


def _circuit(lines: Polylines, styles: LineStyles) -> _Circuit:
    """Open polylines there and back; closed ones (their last point is not repeated) once each way round."""
    counts = np.diff(lines.starts)
    every = np.arange(len(counts))
    line_of_cycle = np.concatenate((every, every[styles.closed]))
    backwards = np.arange(len(line_of_cycle)) >= len(counts)
    order = np.argsort(line_of_cycle, kind="stable")
    line_of_cycle, backwards = line_of_cycle[order], backwards[order]

    size = np.where(styles.closed, counts, 2 * counts - 2)[line_of_cycle]
    starts = np.cumsum(size) - size
    cycle, nth = run_of_item(size), ranges(0, size)
    line = line_of_cycle[cycle]
    last = counts[line] - 1
    closed = styles.closed[line]
    there = (nth <= last) & ~backwards[cycle]
    position = np.where(there, nth, np.where(closed, last - nth, 2 * last - nth))
    after = np.where(nth + 1 == size[cycle], starts[cycle], np.arange(len(cycle)) + 1)
    before = np.empty_like(after)
    before[after] = np.arange(len(after))
    turns_back = ~closed & ((position == 0) | (position == last))
    forth = there & (closed | (nth > 0))
    return _Circuit(lines.starts[line] + position, line, forth, before, after, turns_back, starts)


def _truer(chord: Points, tangent: Points) -> Points:
    """A curve's own direction at its end, unless it is unknown or holds for no visible length."""
    return np.where(((chord * tangent).sum(axis=1) > SMOOTH_TURN_COSINE)[:, None], tangent, chord)


def _offsets_meet(circuit: _Circuit, inner: Flags, cut: Floats, length: Floats) -> Flags:
    """Whether what the inner corners cut off fits the edges on both sides of each."""
    lost = np.where(inner, cut, 0.0)
    fits = lost + lost[circuit.after] <= length
    return fits & fits[circuit.before]
