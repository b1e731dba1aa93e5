# SPDX-License-Identifier: GPL-3.0-or-later
"""Cubic Bézier chains become polylines, all of a drawing's in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..shape import Points, Subpath

# One segment never becomes more pieces than this, however large it is drawn.
MOST_PIECES = 256


@dataclass(frozen=True, slots=True)
class Polylines:
    """Polylines end to end.

    points: (n, 2); starts: (r + 1,), polyline i is points[starts[i]:starts[i + 1]].
    bend: (n, 4), the directions in which a segment comes to a point and in which the next one leaves it;
        zeros inside of a segment and where there is none.
    """

    points: Points
    starts: NDArray[np.int64]
    bend: Points


def flatten(subpath: Subpath, tolerance: float) -> Points:
    """The subpath as points (n, 2), nowhere further than tolerance from it.

    A closed subpath's first point is not repeated at the end; an open one has its last point.
    """
    lines = flatten_all((subpath.points,), np.array([tolerance]))
    return lines.points[:-1] if subpath.closed else lines.points


def flatten_all(
    chains: Sequence[Points],
    tolerance: NDArray[np.float64],
    half_width: NDArray[np.float64] | None = None,
) -> Polylines:
    """Each chain of (3n + 1, 2) points as a polyline that has its first and its last point.

    tolerance, half_width: for each chain; with half_width an outline at that distance keeps the tolerance.
    Piece counts by Wang's formula: sqrt(d (d - 1) / 8 · max |second difference| / tolerance) for degree d.
    """
    points = np.concatenate(chains) if len(chains) > 1 else chains[0]
    counts = np.array([len(chain) for chain in chains])
    ends = np.cumsum(counts)
    segments = (counts - 1) // 3
    chain_of = np.repeat(np.arange(len(chains)), segments)
    step = np.arange(len(chain_of)) - np.repeat(np.cumsum(segments) - segments, segments)
    first = (ends - counts)[chain_of] + 3 * step

    p0, p1, p2, p3 = (points.take(first + k, axis=0) for k in range(4))
    bend = np.maximum(_length(p0 - 2 * p1 + p2), _length(p1 - 2 * p2 + p3))
    bend[_straight(p0, p1, p2, p3)] = 0.0
    pieces = np.sqrt(0.75 * bend / tolerance[chain_of])
    if half_width is not None:
        turn = _turn(p1 - p0, p2 - p1) + _turn(p2 - p1, p3 - p2)
        pieces = np.maximum(pieces, turn / arc_step(tolerance, half_width)[chain_of])
    count = np.clip(np.ceil(pieces - 1e-6), 1, MOST_PIECES).astype(np.int64)

    segment_of = np.repeat(np.arange(len(count)), count)
    piece = np.arange(len(segment_of)) - np.repeat(np.cumsum(count) - count, count)
    t = (piece / count[segment_of])[:, None]
    cubic, square, linear = p3 - p0 + 3 * (p1 - p2), 3 * (p0 - 2 * p1 + p2), 3 * (p1 - p0)
    flat = cubic.take(segment_of, axis=0) * t
    for coefficient in (square, linear):
        flat += coefficient.take(segment_of, axis=0)
        flat *= t
    flat += p0.take(segment_of, axis=0)

    per_chain = np.bincount(chain_of, weights=count, minlength=len(chains)).astype(np.int64)
    starts = np.concatenate(([0], np.cumsum(per_chain + 1)))
    target = np.arange(len(flat)) + chain_of[segment_of]
    result = np.empty((starts[-1], 2))
    result[target] = flat
    result[starts[1:] - 1] = points[ends - 1]
    bend = np.zeros((len(result), 4))
    at = target[piece == 0]
    bend[at, 2:] = _first_direction(p1 - p0, p2 - p0, p3 - p0)
    bend[at + count, :2] = _first_direction(p3 - p2, p3 - p1, p3 - p0)
    return Polylines(result, starts, bend)


def arc_step(tolerance: NDArray[np.float64], radius: NDArray[np.float64]) -> NDArray[np.float64]:
    """The angle of a circle's piece whose chord stays within tolerance of the arc, at most 45 degrees."""
    sagitta = np.clip(tolerance / np.maximum(radius, 1e-300), 1e-6, 0.07)
    step: NDArray[np.float64] = 2 * np.arccos(1 - sagitta)
    return step


def _straight(p0: Points, p1: Points, p2: Points, p3: Points) -> NDArray[np.bool_]:
    """Whether both controls lie on the straight line between the ends, which the curve then never leaves."""
    along = p3 - p0
    straight = np.ones(len(along), np.bool_)
    for control in (p1, p2):
        from_start, to_end = control - p0, p3 - control
        off = np.abs(along[:, 0] * from_start[:, 1] - along[:, 1] * from_start[:, 0])
        straight &= (from_start * along >= 0).all(axis=1) & (to_end * along >= 0).all(axis=1)
        straight &= off <= 1e-9 * (along * along).sum(axis=1)
    return straight


def _first_direction(*vectors: Points) -> Points:
    """Of each row the first vector that is not zero, at length 1."""
    chosen = vectors[-1]
    for vector in vectors[-2::-1]:
        chosen = np.where((vector != 0).any(axis=1, keepdims=True), vector, chosen)
    length = _length(chosen)[:, None]
    return np.divide(chosen, length, out=np.zeros_like(chosen), where=length > 0)


def _length(vectors: Points) -> NDArray[np.float64]:
    length: NDArray[np.float64] = np.hypot(vectors[:, 0], vectors[:, 1])
    return length


def _turn(before: Points, after: Points) -> NDArray[np.float64]:
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    turn: NDArray[np.float64] = np.abs(np.arctan2(cross, (before * after).sum(axis=1)))
    return turn
