# SPDX-License-Identifier: GPL-3.0-or-later
"""Cubic Bézier chains become polylines, all of a drawing's in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...arrays import batches, cross, first_directions, norms, ranges, run_of_item, starts_of
from .polyline import Polylines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...arrays import Flags, Floats
    from ..shape import Points

# One segment never becomes more pieces than this, however large it is drawn.
MOST_PIECES = 256
# Points of chains that are worked on together.
BATCH = 30_000


def flatten_all(
    chains: Sequence[Points],
    tolerance: Floats,
    half_width: Floats | None = None,
) -> Polylines:
    """Each chain of (3n + 1, 2) points as a polyline that has its first and its last point.

    tolerance, half_width: for each chain; with half_width, which gives tangents besides, an outline at that
    distance keeps the tolerance.
    Piece counts by Wang's formula: sqrt(d (d - 1) / 8 · max |second difference| / tolerance) for degree d.
    """
    points = np.cumsum([len(chain) for chain in chains])
    parts = [
        _flattened(chains[a:b], tolerance[a:b], None if half_width is None else half_width[a:b])
        for a, b in batches(points, BATCH)
    ]
    if len(parts) == 1:
        return parts[0]
    return Polylines(
        np.concatenate([part.points for part in parts]),
        starts_of(np.concatenate([np.diff(part.starts) for part in parts])),
        np.concatenate([part.tangents for part in parts]),
    )


def _flattened(chains: Sequence[Points], tolerance: Floats, half_width: Floats | None) -> Polylines:
    """The same of few chains."""
    points = np.concatenate(chains) if len(chains) > 1 else chains[0]
    counts = np.array([len(chain) for chain in chains])
    ends = np.cumsum(counts)
    segments = (counts - 1) // 3
    chain_of = run_of_item(segments)
    first = (ends - counts)[chain_of] + 3 * ranges(0, segments)

    p0, p1, p2, p3 = (points.take(first + k, axis=0) for k in range(4))
    difference = np.maximum(norms(p0 - 2 * p1 + p2), norms(p1 - 2 * p2 + p3))
    difference[_straight(p0, p1, p2, p3)] = 0.0
    pieces = np.sqrt(0.75 * difference / tolerance[chain_of])
    if half_width is not None:
        turn = _turn(p1 - p0, p2 - p1) + _turn(p2 - p1, p3 - p2)
        pieces = np.maximum(pieces, turn / arc_step(tolerance, half_width)[chain_of])
    count = np.clip(np.ceil(pieces - 1e-6), 1, MOST_PIECES).astype(np.int64)

    segment_of, piece = run_of_item(count), ranges(0, count)
    t = (piece / count[segment_of])[:, None]
    cubic, square, linear = p3 - p0 + 3 * (p1 - p2), 3 * (p0 - 2 * p1 + p2), 3 * (p1 - p0)
    flat = cubic.take(segment_of, axis=0) * t
    for coefficient in (square, linear):
        flat += coefficient.take(segment_of, axis=0)
        flat *= t
    flat += p0.take(segment_of, axis=0)

    per_chain = np.bincount(chain_of, weights=count, minlength=len(chains)).astype(np.int64)
    starts = starts_of(per_chain + 1)
    target = np.arange(len(flat)) + chain_of[segment_of]
    result = np.empty((starts[-1], 2))
    result[target] = flat
    result[starts[1:] - 1] = points[ends - 1]
    if half_width is None:
        return Polylines(result, starts, np.empty((0, 4)))
    tangents = np.zeros((len(result), 4))
    at = target[piece == 0]
    tangents[at, 2:] = first_directions(p1 - p0, p2 - p0, p3 - p0)
    tangents[at + count, :2] = first_directions(p3 - p2, p3 - p1, p3 - p0)
    return Polylines(result, starts, tangents)


def arc_step(tolerance: Floats, radius: Floats) -> Floats:
    """The angle of a circle's piece whose chord stays within tolerance of the arc, at most 45 degrees."""
    sagitta = np.clip(tolerance / np.maximum(radius, 1e-300), 1e-6, 0.07)
    step: Floats = 2 * np.arccos(1 - sagitta)
    return step


def _straight(p0: Points, p1: Points, p2: Points, p3: Points) -> Flags:
    """Whether both controls lie on the straight line between the ends, which the curve then never leaves."""
    along = p3 - p0
    straight = np.ones(len(along), np.bool_)
    for control in (p1, p2):
        from_start, to_end = control - p0, p3 - control
        off = np.abs(cross(along, from_start))
        straight &= (from_start * along >= 0).all(axis=1) & (to_end * along >= 0).all(axis=1)
        straight &= off <= 1e-9 * (along * along).sum(axis=1)
    return straight


def _turn(before: Points, after: Points) -> Floats:
    """The angle between each two vectors."""
    turn: Floats = np.abs(np.arctan2(cross(before, after), (before * after).sum(axis=1)))
    return turn
