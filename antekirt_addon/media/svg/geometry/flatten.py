# SPDX-License-Identifier: GPL-3.0-or-later
"""Cubic Bézier chains become polylines, all of a drawing's in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...arrays import batches, cross, first_directions, norms, ranges, run_of_item, starts_of
from .polyline import Polylines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...arrays import Flags, Floats, Integers
    from ..shape import Points

# One segment never becomes more pieces than this, however large it is drawn.
MOST_PIECES = 256
# Points of chains that are worked on together.
BATCH = 30_000
# A segment of more than so many even pieces is seen whether fewer uneven ones do, at so many places; as much
# of a piece is needed between two of them at least.
FEW_PIECES, SAMPLES, LEAST = 4, 16, 1e-3
SAFE = 0.85  # of the tolerance, as a bend is not even between two places


def flatten_all(
    chains: Sequence[Points],
    tolerance: Floats,
    half_width: Floats | None = None,
) -> Polylines:
    """Each chain of (3n + 1, 2) points as a polyline that has its first and its last point.

    tolerance, half_width: for each chain; with half_width, which gives tangents besides, an outline at that
    distance keeps the tolerance.
    Piece counts by Wang's formula: sqrt(d (d - 1) / 8 · max |second difference| / tolerance) for degree d.
    With half_width they are fewer, and closer together where the chain bends more.
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
    bent = np.flatnonzero(count > FEW_PIECES) if half_width is not None else np.empty(0, np.int64)
    if half_width is not None and len(bent):
        own = chain_of[bent]
        density = _density((p0, p1, p2, p3), bent, tolerance[own], half_width[own])
        count[bent] = np.minimum(count[bent], np.maximum(np.ceil(density[:, -1]), 1).astype(np.int64))

    segment_of, piece = run_of_item(count), ranges(0, count)
    even = piece / count[segment_of]
    if len(bent):
        even = _spread(even, segment_of, bent, density)
    t = even[:, None]
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


def _density(
    controls: tuple[Points, Points, Points, Points], bent: Integers, tolerance: Floats, half_width: Floats
) -> Floats:
    """How many pieces some segments need up to each of their samples, (n, SAMPLES + 1).

    A piece of length s that turns by a lies s · a / 8 off its chord; its outline is a · half_width longer.
    """
    t = np.linspace(0.0, 1.0, SAMPLES + 1)[None, :, None]
    p0, p1, p2, p3 = (points[bent][:, None] for points in controls)
    a, b, c = p1 - p0, p2 - p1, p3 - p2
    at = (((c - 2 * b + a) * t + 3 * (b - a)) * t + 3 * a) * t
    steps = np.hypot(*np.moveaxis(np.diff(at, axis=1), 2, 0))
    along = (c - 2 * b + a) * t * t + 2 * (b - a) * t + a
    x, y = along[..., 0], along[..., 1]
    turn = np.arctan2(
        x[:, :-1] * y[:, 1:] - y[:, :-1] * x[:, 1:], x[:, :-1] * x[:, 1:] + y[:, :-1] * y[:, 1:]
    )
    turn = np.abs(turn)
    needed = np.sqrt(turn * (steps + turn * half_width[:, None]) / (8 * SAFE * tolerance[:, None]))
    needed = np.maximum(needed, turn / arc_step(tolerance, half_width)[:, None]) + LEAST
    return np.concatenate((np.zeros((len(bent), 1)), np.cumsum(needed, axis=1)), axis=1)


def _spread(even: Floats, segment_of: Integers, bent: Integers, density: Floats) -> Floats:
    """Where the pieces of segments begin; those of bent ones where these need them, not evenly."""
    number = np.full(int(segment_of[-1]) + 1, -1)
    number[bent] = np.arange(len(bent))
    own = number[segment_of]
    chosen = own >= 0
    samples = density / density[:, -1:] + np.arange(len(bent))[:, None]
    positions = np.linspace(0.0, 1.0, SAMPLES + 1) + np.arange(len(bent))[:, None]
    found = np.interp(even[chosen] + own[chosen], samples.ravel(), positions.ravel()) - own[chosen]
    result = even.copy()
    result[chosen] = np.where(even[chosen] > 0, np.clip(found, 0.0, 1.0), 0.0)
    return result


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
