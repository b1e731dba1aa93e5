# SPDX-License-Identifier: GPL-3.0-or-later
"""Strokes become outlines to fill by the nonzero rule, all polylines in one go.

A pen walks along each polyline and back again (a closed one: once each way round) and leaves a line on its
right hand, half a stroke's width away. At each point it makes one of a few corners:

    straight, smooth     one point
    outer side of a turn miter tip, or an arc of 2 (bevel) or more (round) points
    inner side of a turn where both offset lines meet; if they are too short, by way of the point itself
    end of the line      a cap, which is the outer side of turning back

The winding number of a place is the number of times that the pen's pieces cover it, never negative, therefore
the nonzero rule gives their union.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .flatten import arc_step

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..shape import Points
    from .flatten import Polylines

    Floats = NDArray[np.float64]
    Indices = NDArray[np.int64]
    Flags = NDArray[np.bool_]

# Inside of a curve the pen turns gently; where it turns by more than this (at a cusp) its tip is round.
SMOOTH_TURN_COSINE = 0.5


@dataclass(frozen=True, slots=True)
class Style:
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
class _Walk:
    """The pen's way: for each step the vertex, its polyline and the steps before and after.

    starts: of each cycle. forth: where the pen comes in the polyline's direction.
    """

    vertex: Indices
    line: Indices
    forth: Flags
    before: Indices
    after: Indices
    turns_back: Flags
    starts: Indices


def outline(lines: Polylines, style: Style) -> tuple[Points, Indices, Indices]:
    """Closed polygons end to end: points (n, 2), starts (r + 1,) and for each the polyline it comes from.

    Consecutive points of a polyline differ; a polyline has at least two.
    """
    walk = _walk(lines, style)
    place = lines.points[walk.vertex]
    ahead = place[walk.after] - place
    length = np.hypot(ahead[:, 0], ahead[:, 1])
    leaving = ahead / length[:, None]
    coming = leaving[walk.before]
    bend = lines.bend[walk.vertex]
    corner = bend.any(axis=1)
    forth = walk.forth[:, None]
    coming = _truer(coming, np.where(forth, bend[:, :2], -bend[:, 2:]))
    leaving = _truer(leaving, np.where(forth, bend[:, 2:], -bend[:, :2]))
    half = style.half_width[walk.line]
    cross = coming[:, 0] * leaving[:, 1] - coming[:, 1] * leaving[:, 0]
    dot = np.clip((coming * leaving).sum(axis=1), -1.0, 1.0)

    cap = walk.turns_back
    straight = ~cap & (np.abs(cross) < 1e-9) & (dot > 0)
    outer = ~cap & ~straight & ((cross > 0) | (dot < -1 + 1e-9))
    inner = ~cap & ~straight & ~outer

    # A miter is 1 / cos(turn / 2) half widths long (SVG 2, 13.5.4).
    stretch = np.sqrt(2.0 / np.maximum(1.0 + dot, 1e-12))
    gentle = ~corner & (dot > SMOOTH_TURN_COSINE)
    miter = outer & (gentle | (corner & (stretch <= style.miter_limit[walk.line])))
    meets = inner & _offsets_meet(walk, inner, half * np.abs(cross) / np.maximum(1.0 + dot, 1e-12), length)
    arc = (outer & ~miter & (~corner | style.round_join[walk.line])) | (cap & style.round_cap[walk.line])

    angle = np.where(cap, np.pi, np.arctan2(cross, dot))
    angle[outer & (dot < -1 + 1e-9)] = np.pi
    step = arc_step(style.tolerance, style.half_width)[walk.line]
    count = np.where(straight | miter | meets, 1, np.where(inner, 3, 2))
    count[arc] = 1 + np.ceil(np.abs(angle[arc]) / step[arc] - 1e-6).astype(np.int64)

    # The offset at each point of a corner: the right-hand normal of coming, turned by a part of the angle.
    owner = np.repeat(np.arange(len(count)), count)
    first = np.cumsum(count) - count
    nth = np.arange(len(owner)) - first[owner]
    turned = angle[owner] * nth / np.maximum(count[owner] - 1, 1)
    pivot = (inner & ~meets)[owner]
    turned[pivot & (nth == 2)] = angle[owner][pivot & (nth == 2)]
    normal = np.column_stack((coming[:, 1], -coming[:, 0]))
    offset = normal[owner] * np.cos(turned)[:, None] + coming[owner] * np.sin(turned)[:, None]
    offset[pivot & (nth == 1)] = 0.0
    single = (miter | meets)[owner]
    both = normal + np.column_stack((leaving[:, 1], -leaving[:, 0]))
    offset[single] = (both / np.maximum(1.0 + dot, 1e-12)[:, None])[owner[single]]
    square = (cap & style.square_cap[walk.line])[owner]
    offset[square] += coming[owner[square]]

    points = place[owner] + offset * half[owner, None]
    starts = np.concatenate((first, [len(owner)]))[np.concatenate((walk.starts, [len(count)]))]
    return points, starts, walk.line[walk.starts]


def _walk(lines: Polylines, style: Style) -> _Walk:
    """Open polylines there and back; closed ones (their last point is not repeated) once each way round."""
    counts = np.diff(lines.starts)
    every = np.arange(len(counts))
    line_of_cycle = np.concatenate((every, every[style.closed]))
    backwards = np.arange(len(line_of_cycle)) >= len(counts)
    order = np.argsort(line_of_cycle, kind="stable")
    line_of_cycle, backwards = line_of_cycle[order], backwards[order]

    size = np.where(style.closed, counts, 2 * counts - 2)[line_of_cycle]
    starts = np.cumsum(size) - size
    cycle = np.repeat(np.arange(len(size)), size)
    nth = np.arange(len(cycle)) - starts[cycle]
    line = line_of_cycle[cycle]
    last = counts[line] - 1
    closed = style.closed[line]
    there = (nth <= last) & ~backwards[cycle]
    position = np.where(there, nth, np.where(closed, last - nth, 2 * last - nth))
    after = np.where(nth + 1 == size[cycle], starts[cycle], np.arange(len(cycle)) + 1)
    before = np.empty_like(after)
    before[after] = np.arange(len(after))
    turns_back = ~closed & ((position == 0) | (position == last))
    forth = there & (closed | (nth > 0))
    return _Walk(lines.starts[line] + position, line, forth, before, after, turns_back, starts)


def _truer(chord: Points, tangent: Points) -> Points:
    """A curve's own direction at its end, unless it is unknown or holds for no visible length."""
    return np.where(((chord * tangent).sum(axis=1) > SMOOTH_TURN_COSINE)[:, None], tangent, chord)


def _offsets_meet(walk: _Walk, inner: Flags, cut: Floats, length: Floats) -> Flags:
    """Whether what the inner corners cut off fits the edges on both sides of each."""
    lost = np.where(inner, cut, 0.0)
    fits = lost + lost[walk.after] <= length
    return fits & fits[walk.before]
