# SPDX-License-Identifier: GPL-3.0-or-later
"""Painter's order: which of the pieces that lie in space must be drawn before which."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from .depth_comparison import nearer, on_plane, surface

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...arrays import Floats, Integers
    from .depth_comparison import Surface

    Clarity: TypeAlias = tuple[int, float]

TOLERANCE = 1e-6  # of all that there is: nearer to each other, pieces lie in one plane
# How far a demand is to be believed, before how clear it is: those of pieces that pass through each other are
# given up first.
THROUGH, BESIDE, PLANES, DRAWING = range(4)


@dataclass(frozen=True, slots=True, eq=False)
class Flat:
    """A piece as far as its order goes.

    loops: its outlines, (n, 3) each: on the page and how near. drawing: pieces with the same one keep their
    order among themselves.
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
    tolerance = TOLERANCE * extent[2] + noise
    surfaces = [surface(piece.loops, extent, tolerance) for piece in pieces]
    if all(one.is_flat for one in surfaces):
        ranked = _ranked(
            np.array([one.plane for one in surfaces]), low.min(axis=0), high.max(axis=0), tolerance
        )
        if ranked is not None and _keeps_drawings(pieces, ranked):
            return ranked
    graph = _Graph(np.array([points[:, 2].mean() for points in everything]), surfaces)
    for first, second, clarity in _constraints(pieces, surfaces, low, high, tolerance):
        graph.add(first, second, clarity)
    return graph.sorted()


def _ranked(planes: Floats, low: Floats, high: Floats, tolerance: float) -> list[int] | None:
    """The order of planes of which none cuts through another on the page; None if some do."""
    middle = on_plane(planes, (low[0] + high[0]) / 2, (low[1] + high[1]) / 2)
    order = np.argsort(middle, kind="stable")
    step = np.diff(middle[order]) > tolerance
    level = np.concatenate([[0], np.cumsum(step)])  # those of one plane keep the order that they came in
    order = order[np.lexsort((order, level))]
    for x, y in ((x, y) for x in (low[0], high[0]) for y in (low[1], high[1])):
        if (np.diff(on_plane(planes, x, y)[order]) < -2 * tolerance).any():
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
    pieces: Sequence[Flat], surfaces: Sequence[Surface], low: Floats, high: Floats, tolerance: float
) -> Iterator[tuple[int, int, Clarity]]:
    """Pairs of which the first must be drawn before the second, and how clear that is.

    It is as their planes are wherever both might be, or as they are at a point where both are.
    """
    planes = np.array([one.plane for one in surfaces])
    flat = np.array([one.is_flat for one in surfaces])
    for one, others in _overlapping(low, high):
        left, right = np.maximum(low[one], low[others]), np.minimum(high[one], high[others])
        difference = np.array(
            [
                on_plane(planes[one], x, y) - on_plane(planes[others], x, y)
                for x in (left[:, 0], right[:, 0])
                for y in (left[:, 1], right[:, 1])
            ]
        )
        least, most = difference.min(axis=0), difference.max(axis=0)
        both_flat = flat[one] & flat[others]
        for other, a, b, is_plain in zip(
            others.tolist(), least.tolist(), most.tolist(), both_flat.tolist(), strict=True
        ):
            first, second = min(one, other), max(one, other)
            drawing = pieces[one].drawing
            if drawing is not None and drawing is pieces[other].drawing:
                yield first, second, (DRAWING, 0.0)
            elif is_plain and a > -tolerance and b < tolerance:
                yield first, second, (PLANES, 0.0)
            elif is_plain and a > -tolerance:
                yield other, one, (PLANES, b)
            elif is_plain and b < tolerance:
                yield one, other, (PLANES, -a)
            elif found := nearer(surfaces[one], surfaces[other]):
                clarity = (BESIDE if found.is_everywhere else THROUGH, abs(found.by))
                yield (other, one, clarity) if found.by > 0 else (one, other, clarity)


def _overlapping(low: Floats, high: Floats) -> Iterator[tuple[int, Integers]]:
    """For each piece those of the following ones, along x, whose bounds overlap its own."""
    order = np.argsort(low[:, 0], kind="stable")
    last = np.searchsorted(low[order, 0], high[order, 0])
    for position, (one, end) in enumerate(zip(order.tolist(), last.tolist(), strict=True)):
        others = order[position + 1 : end]
        others = others[(low[others, 1] < high[one, 1]) & (high[others, 1] > low[one, 1])]
        if len(others):
            yield one, others


class _Graph:
    """What must be drawn before what; of a circle of such demands the least clear one gives way.

    middle: the nearness of each piece, by which those come that nothing is demanded of.
    """

    def __init__(self, middle: Floats, surfaces: Sequence[Surface]) -> None:
        self._surfaces = surfaces
        self._by_depth: list[int] = np.argsort(middle, kind="stable").tolist()
        self._rank = {number: rank for rank, number in enumerate(self._by_depth)}
        self._before: list[dict[int, Clarity]] = [{} for _ in self._by_depth]
        self._after: list[list[int]] = [[] for _ in self._by_depth]
        self._ready: list[int] = []

    def add(self, first: int, second: int, clarity: Clarity) -> None:
        self._before[second][first] = clarity
        self._after[first].append(second)

    def sorted(self) -> list[int]:
        """All pieces, each after those that must be drawn before it."""
        self._ready = [rank for rank, number in enumerate(self._by_depth) if not self._before[number]]
        result: list[int] = []
        done = [False] * len(self._by_depth)
        stuck = 0
        while len(result) < len(self._by_depth):
            if not self._ready:
                while done[self._by_depth[stuck]]:
                    stuck += 1
                self._open(self._circle(self._by_depth[stuck]))
                continue
            number = self._by_depth[heapq.heappop(self._ready)]
            done[number] = True
            result.append(number)
            for other in self._after[number]:
                self._give_up(number, other)
        return result

    def _give_up(self, first: int, second: int) -> None:
        """Demand no more that the first is drawn before the second."""
        if self._before[second].pop(first, None) is not None and not self._before[second]:
            heapq.heappush(self._ready, self._rank[second])

    def _circle(self, start: int) -> list[int]:
        """Pieces of which each must be drawn before the one that comes before it here, and so around."""
        way: dict[int, int] = {}
        at = start
        while at not in way:
            way[at] = len(way)
            at = next(iter(self._before[at]))
        return list(way)[way[at] :]

    def _open(self, circle: Sequence[int]) -> None:
        """Let one demand of a circle go: one of pieces that only might overlap, or the least clear."""
        pairs = [(circle[(n + 1) % len(circle)], second) for n, second in enumerate(circle)]
        apparent = [
            (first, second)
            for first, second in pairs
            if self._before[second][first][0] < DRAWING
            and not nearer(self._surfaces[first], self._surfaces[second])
        ]
        for first, second in apparent or [min(pairs, key=lambda pair: self._before[pair[1]][pair[0]])]:
            self._give_up(first, second)
