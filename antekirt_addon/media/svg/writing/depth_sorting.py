# SPDX-License-Identifier: GPL-3.0-or-later
"""Painter's order: which of the pieces that lie in space must be drawn before which.

Pieces are seen along the third axis: (x, y) lies on the page, and what has the greater third coordinate, its
nearness, hides what lies beneath. A piece is taken as flat; all straight and flat things in perspective are,
if nearness is the inverse of distance.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...arrays import Floats, Integers

TOLERANCE = 1e-6  # of all that there is: nearer to each other, pieces lie in one plane
MOST_CORNERS = 200  # of a piece, that are looked at where it cuts through the plane of another


@dataclass(frozen=True, slots=True, eq=False)
class Flat:
    """A piece as far as its order goes.

    loops: its outlines, (n, 3) each. drawing: pieces with the same one keep their order among themselves.
    """

    loops: Sequence[Floats]
    drawing: object = None


def back_to_front(pieces: Sequence[Flat], noise: float = 0.0) -> list[int]:
    """The numbers of pieces, those first that others hide; as they came where that is all the same.

    noise: a difference of nearness that says nothing.
    """
    if len(pieces) < 2:
        return list(range(len(pieces)))
    everything = [np.concatenate(piece.loops) for piece in pieces]
    low = np.array([points.min(axis=0) for points in everything])
    high = np.array([points.max(axis=0) for points in everything])
    extent = np.maximum(high.max(axis=0) - low.min(axis=0), 1e-12)
    planes = np.array([_plane(points, extent) for points in everything])
    tolerance = TOLERANCE * extent[2] + noise
    ranked = _ranked(planes, low.min(axis=0), high.max(axis=0), tolerance)
    if ranked is not None and _keeps_drawings(pieces, ranked):
        return ranked
    middle = np.array([points[:, 2].mean() for points in everything])
    return _sorted_by(_constraints(pieces, planes, low, high, tolerance), middle)


def _plane(points: Floats, extent: Floats) -> Floats:
    """(a, b, c) of nearness = a·x + b·y + c; level through the middle if the points are far from any."""
    middle = points.mean(axis=0)
    away = (points - middle) / extent
    level = np.array([0.0, 0.0, middle[2]])
    if np.ptp(points[:, 2]) <= TOLERANCE * extent[2]:
        return level
    slope, *_ = np.linalg.lstsq(away[:, :2], away[:, 2], rcond=1e-9)
    if np.abs(away[:, :2] @ slope - away[:, 2]).max() > 0.02 * np.ptp(away[:, 2]) + TOLERANCE:
        return level
    a, b = slope * extent[2] / extent[:2]
    return np.array([a, b, middle[2] - a * middle[0] - b * middle[1]])


def _at(planes: Floats, x: Floats | float, y: Floats | float) -> Floats:
    nearness: Floats = planes[..., 0] * x + planes[..., 1] * y + planes[..., 2]
    return nearness


def _ranked(planes: Floats, low: Floats, high: Floats, tolerance: float) -> list[int] | None:
    """The order of planes of which none cuts through another on the page; None if some do."""
    corners = [(x, y) for x in (low[0], high[0]) for y in (low[1], high[1])]
    middle = _at(planes, (low[0] + high[0]) / 2, (low[1] + high[1]) / 2)
    order = np.argsort(middle, kind="stable")
    step = np.diff(middle[order]) > tolerance
    level = np.concatenate([[0], np.cumsum(step)])  # those of one plane keep the order that they came in
    order = order[np.lexsort((order, level))]
    for x, y in corners:
        if (np.diff(_at(planes, x, y)[order]) < -2 * tolerance).any():
            return None
    numbers: list[int] = order.tolist()
    return numbers


def _keeps_drawings(pieces: Sequence[Flat], ranked: Iterable[int]) -> bool:
    last: dict[int, int] = {}
    for number in ranked:
        drawing = pieces[number].drawing
        if drawing is not None:
            if last.get(id(drawing), -1) > number:
                return False
            last[id(drawing)] = number
    return True


def _constraints(
    pieces: Sequence[Flat], planes: Floats, low: Floats, high: Floats, tolerance: float
) -> list[tuple[int, int]]:
    """Pairs of which the first must be drawn before the second."""
    found: list[tuple[int, int]] = []
    for one, others in _overlapping(low, high):
        left, right = np.maximum(low[one], low[others]), np.minimum(high[one], high[others])
        difference = np.array(
            [
                _at(planes[one], x, y) - _at(planes[others], x, y)
                for x in (left[:, 0], right[:, 0])
                for y in (left[:, 1], right[:, 1])
            ]
        )
        above, below = difference.min(axis=0) > -tolerance, difference.max(axis=0) < tolerance
        for other, over, under in zip(others.tolist(), above.tolist(), below.tolist(), strict=True):
            drawing = pieces[one].drawing
            if (over and under) or (drawing is not None and drawing is pieces[other].drawing):
                found.append((min(one, other), max(one, other)))
            elif over or under:
                found.append((other, one) if over else (one, other))
            elif side := _nearer(pieces[one], pieces[other], planes[one] - planes[other]):
                found.append((other, one) if side > 0 else (one, other))
    return found


def _overlapping(low: Floats, high: Floats) -> Iterable[tuple[int, Integers]]:
    """For each piece those of the following ones, along x, whose bounds overlap its own."""
    order = np.argsort(low[:, 0], kind="stable")
    last = np.searchsorted(low[order, 0], high[order, 0])
    for position, (one, end) in enumerate(zip(order.tolist(), last.tolist(), strict=True)):
        others = order[position + 1 : end]
        others = others[(low[others, 1] < high[one, 1]) & (high[others, 1] > low[one, 1])]
        if len(others):
            yield one, others


def _nearer(one: Flat, other: Flat, difference: Floats) -> float:
    """How much nearer one is than the other where both are, at the point that says it most clearly; or 0.

    difference: of their planes.
    """
    own, their = _outline(one), _outline(other)
    meeting = [points[_inside(points, loops)] for points, loops in ((own[0], their), (their[0], own))]
    meeting.append(_crossings(own[1], their[1]))
    points = np.concatenate(meeting)
    if not len(points):
        return 0.0
    along = _at(difference, points[:, 0], points[:, 1])
    return float(along[np.abs(along).argmax()])


def _outline(piece: Flat) -> tuple[Floats, Floats]:
    """Some corners (n, 2), and the edges (m, 2, 2) between them."""
    edges = []
    step = max(1, sum(map(len, piece.loops)) // MOST_CORNERS)
    for loop in piece.loops:
        corners = loop[::step, :2] if len(loop) > 2 * step else loop[:, :2]
        edges.append(np.stack([corners, np.roll(corners, -1, axis=0)], axis=1))
    every = np.concatenate(edges)
    return every[:, 0], every


def _inside(points: Floats, outline: tuple[Floats, Floats]) -> Floats:
    """Whether each point lies in an outline: a ray to the right crosses it oddly often."""
    start, end = outline[1][:, 0], outline[1][:, 1]
    x, y = points[:, :1], points[:, 1:]
    spans = (start[:, 1] > y) != (end[:, 1] > y)
    height = np.where(end[:, 1] == start[:, 1], 1.0, end[:, 1] - start[:, 1])
    crossing = start[:, 0] + (y - start[:, 1]) * (end[:, 0] - start[:, 0]) / height
    inside: Floats = (spans & (crossing > x)).sum(axis=1) % 2 == 1
    return inside


def _crossings(own: Floats, their: Floats) -> Floats:
    """Where edges cross each other."""
    p, r = own[:, None, 0], own[:, None, 1] - own[:, None, 0]
    q, s = their[None, :, 0], their[None, :, 1] - their[None, :, 0]
    area = r[..., 0] * s[..., 1] - r[..., 1] * s[..., 0]
    safe = np.where(area == 0, 1.0, area)
    way = q - p
    t = (way[..., 0] * s[..., 1] - way[..., 1] * s[..., 0]) / safe
    u = (way[..., 0] * r[..., 1] - way[..., 1] * r[..., 0]) / safe
    met = (area != 0) & (t > 0) & (t < 1) & (u > 0) & (u < 1)
    points: Floats = (p + t[..., None] * r)[met]
    return points


def _sorted_by(constraints: Iterable[tuple[int, int]], middle: Floats) -> list[int]:
    """An order that keeps the constraints; if they contradict each other, the furthest comes first."""
    after: list[list[int]] = [[] for _ in middle]
    waiting = [0] * len(middle)
    for first, second in constraints:
        after[first].append(second)
        waiting[second] += 1
    by_depth = np.argsort(middle, kind="stable").tolist()
    rank = {number: position for position, number in enumerate(by_depth)}
    ready = [rank[number] for number in by_depth if not waiting[number]]
    heapq.heapify(ready)
    done: set[int] = set()
    result: list[int] = []
    stuck = iter(by_depth)
    while len(result) < len(middle):
        number = by_depth[heapq.heappop(ready)] if ready else next(one for one in stuck if one not in done)
        if number in done:
            continue
        done.add(number)
        result.append(number)
        for other in after[number]:
            waiting[other] -= 1
            if not waiting[other] and other not in done:
                heapq.heappush(ready, rank[other])
    return result
