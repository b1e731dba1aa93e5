# SPDX-License-Identifier: GPL-3.0-or-later
"""Chains of cubic segments become control points as Blender keeps them: a point between two handles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from ...media.svg.shape import Points

FREE, VECTOR, ALIGNED = 0, 2, 3  # the numbers of Blender's handle types
FEWEST_LINES, MOST_LINES = 2, 64


class ClosedSpline(NamedTuple):
    """A closed spline of length points, as Blender takes it.

    points, left_handles, right_handles: flat (x, y, 0, x, y, 0, …), three numbers for each.
    left_types, right_types: the types of the handles.
    resolution: into how many lines each of its segments is to be cut.
    """

    length: int
    points: NDArray[np.float32]
    left_handles: NDArray[np.float32]
    right_handles: NDArray[np.float32]
    left_types: NDArray[np.int32]
    right_types: NDArray[np.int32]
    resolution: int


def closed_splines(chains: Sequence[Points], tolerance: float) -> Iterator[ClosedSpline]:
    """The splines of closed chains (3n + 1, 2), to be drawn no further than tolerance from the curves."""
    chains = [_halved(chain) if len(chain) == 4 else chain for chain in chains]
    counts = np.array([len(chain) // 3 for chain in chains])
    starts = np.concatenate([[0], np.cumsum(counts)])
    segments = np.concatenate([chain[:-1] for chain in chains]).reshape(-1, 3, 2)
    start, one, two = segments[:, 0], segments[:, 1], segments[:, 2]
    following, previous = np.arange(len(start)) + 1, np.arange(len(start)) - 1
    following[starts[1:] - 1], previous[starts[:-1]] = starts[:-1], starts[1:] - 1
    end, left = start[following], two[previous]

    straight = _straight(start, one, two, end)
    smooth = ~straight & ~straight[previous] & _opposite(start - left, one - start)
    curved = np.where(smooth, ALIGNED, FREE)
    right_types = np.where(straight, VECTOR, curved).astype(np.int32)
    left_types = np.where(straight[previous], VECTOR, curved).astype(np.int32)
    lines = np.maximum.reduceat(line_counts(start, one, two, end, tolerance), starts[:-1])

    flat = np.zeros((3, len(start), 3), np.float32)
    flat[..., :2] = start, left, one
    points, before, after = flat.reshape(3, -1)
    for first, last, resolution in zip(
        starts[:-1].tolist(), starts[1:].tolist(), lines.tolist(), strict=True
    ):
        own, numbers = slice(first, last), slice(3 * first, 3 * last)
        yield ClosedSpline(
            last - first,
            points[numbers],
            before[numbers],
            after[numbers],
            left_types[own],
            right_types[own],
            resolution,
        )


def _halved(chain: Points) -> Points:
    """One segment that ends where it starts as two: Blender closes no spline of one point (de Casteljau)."""
    a, b, c, d = chain
    ab, bc, cd = (a + b) / 2, (b + c) / 2, (c + d) / 2
    abc, bcd = (ab + bc) / 2, (bc + cd) / 2
    return np.array([a, ab, abc, (abc + bcd) / 2, bcd, cd, d])


def _straight(start: Points, one: Points, two: Points, end: Points) -> NDArray[np.bool_]:
    """Whether both controls lie on the chord from start to end, for each segment of points (n, 2)."""
    chord = end - start
    square = (chord**2).sum(1)
    result = np.ones(len(start), np.bool_)
    for control in (one - start, two - start):
        along = (control * chord).sum(1)
        aside = control[:, 0] * chord[:, 1] - control[:, 1] * chord[:, 0]
        result &= (
            (np.abs(aside) <= 1e-6 * square) & (along >= -1e-9 * square) & (along <= (1 + 1e-9) * square)
        )
        result &= (square > 0) | ((control**2).sum(1) == 0)
    return result


def _opposite(arriving: Points, leaving: Points) -> NDArray[np.bool_]:
    """Whether a curve arrives and leaves in the same direction, to a thousandth."""
    aside = arriving[:, 0] * leaving[:, 1] - arriving[:, 1] * leaving[:, 0]
    along = (arriving * leaving).sum(1)
    result: NDArray[np.bool_] = (along > 0) & (np.abs(aside) <= 1e-3 * along)
    return result


def line_counts(start: Points, one: Points, two: Points, end: Points, tolerance: float) -> NDArray[np.int64]:
    """Lines enough for a segment; a cubic's chord over 1/n strays at most 3/4 · |second difference| / n²."""
    second_difference = np.maximum(
        np.hypot(*(start - 2 * one + two).T),
        np.hypot(*(one - 2 * two + end).T),
    )
    lines = np.ceil(np.sqrt(0.75 * second_difference / tolerance))
    result: NDArray[np.int64] = np.clip(lines, FEWEST_LINES, MOST_LINES).astype(np.int64)
    return result
