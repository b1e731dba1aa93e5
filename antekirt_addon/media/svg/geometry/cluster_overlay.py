# SPDX-License-Identifier: GPL-3.0-or-later
"""How the outlines of clusters and those below them lie over each other, for many clusters at once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...arrays import batches, cross, norms, run_of_item
from .backdrop import opaque
from .boolean import overlay
from .edge_set import Edges
from .ring_set import Rings, holds, join_rings
from .self_intersection_removal import MARGIN, part_near
from .work_limit import TooComplex, WorkLimit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ...arrays import Flags, Integers
    from .self_intersection_removal import Simplified
    from .translucent_cluster import Cluster, Stack

# Of one cluster.
MOST_OUTLINES, MOST_EDGES = 60, 40_000
# What is looked at below of all clusters of a drawing; what of it has no more points is not cut.
MOST_BELOW = 10_000
FEW_POINTS = 64
# Faces of one cluster, and of all.
MOST_FACES, ALL_FACES = 250, 12_000
# Numbers of outlines for edges that are worked on together, and in all.
BATCH, ALL_WORK = 100_000, 4_000_000
# Pairs of edges to look at in one batch, and in all.
AT_ONCE, IN_ALL = 4_000_000, 16_000_000


@dataclass(frozen=True, slots=True)
class Face:
    """All that some outlines cover together and no other ones of those that were looked at.

    members, below: which they are, ascending. area: in square grid units; thickness: about, in grid units.
    """

    members: tuple[int, ...]
    below: tuple[int, ...]
    area: float
    thickness: float


@dataclass(frozen=True, slots=True)
class ClusterOverlay:
    """The faces of a cluster, and edges with the numbers of the faces on both sides, or -1."""

    faces: list[Face]
    edges: Edges
    left: Integers
    right: Integers


NO_EDGES = Edges(np.empty((0, 2), np.int64), np.empty((0, 2), np.int64), np.empty(0, np.int64))
NO_SIDES = np.empty((2, 0), np.int64)


@dataclass(frozen=True, slots=True)
class _Task:
    """numbers: the outlines whose rings are looked at; base: one that lies beneath all of them, or -1."""

    cluster: Cluster
    numbers: list[int]
    rings: list[Rings]
    base: list[int]

    @property
    def edges(self) -> int:
        return sum(len(part.points) for part in self.rings)


class Overlayer:
    """Looks at the clusters of a stack of outlines."""

    def __init__(self, stack: Stack, simple: Simplified, check: Callable[[], None]) -> None:
        rings = simple.rings
        self._nonzero = simple.pieced
        self._stack = stack
        self._rings = rings
        self._first = np.searchsorted(rings.shape, np.arange(len(stack.paints) + 1)).tolist()
        self._limit = WorkLimit(IN_ALL, AT_ONCE, check)
        self._below = MOST_BELOW
        self._faces = ALL_FACES
        self._check = check

    def overlays(self, clusters: Sequence[Cluster]) -> Iterator[tuple[Cluster, ClusterOverlay | None]]:
        """How each cluster lies over what is below; None if that would take too long to find out."""
        tasks: list[_Task] = []
        for number, cluster in enumerate(clusters):
            if number % 64 == 0:
                self._check()
            task = self._task(cluster)
            if task is None or task.edges > MOST_EDGES:
                yield cluster, None
            elif len(task.numbers) == 1:
                yield (
                    cluster,
                    ClusterOverlay(
                        [Face((*task.numbers,), (*task.base,), 1.0, math.inf)], NO_EDGES, *NO_SIDES
                    ),
                )
            else:
                tasks.append(task)
        tasks.sort(key=lambda task: len(task.numbers))
        work = np.cumsum([task.edges * len(task.numbers) for task in tasks])
        some = int(np.searchsorted(work, ALL_WORK, side="right"))
        for first, last in batches(work[:some], BATCH):
            yield from self._batch(tasks[first:last])
        yield from ((task.cluster, None) for task in tasks[some:])

    def _task(self, cluster: Cluster) -> _Task | None:
        """What has to be looked at: of what is below only what is seen."""
        low, high = self._stack.low[cluster.members].min(0), self._stack.high[cluster.members].max(0)
        numbers, rings, base = list(cluster.members), [self._own(n) for n in cluster.members], []
        for number in reversed(cluster.below):
            if len(numbers) > MOST_OUTLINES or self._below <= 0:
                return None
            self._below -= 1
            own = self._own(number)
            part = None if holds(own, low, high) else _cut(own, low, high)
            if part is None:
                if opaque(self._stack.paints[number]) and not self._stack.surfaces[number]:
                    base.append(number)
                    break
                part = own
            if len(part.shape):
                numbers.append(number)
                rings.append(part)
        return _Task(cluster, numbers, rings, base) if len(numbers) <= MOST_OUTLINES else None

    def _own(self, number: int) -> Rings:
        first, last = self._first[number : number + 2]
        starts = self._rings.starts[first : last + 1]
        points = self._rings.points[starts[0] : starts[-1]]
        return Rings(points, starts - starts[0], np.zeros(last - first, np.int64))

    def _batch(self, tasks: Sequence[_Task]) -> Iterator[tuple[Cluster, ClusterOverlay | None]]:
        """Overlays of some clusters; of halves of them where they are too complex."""
        if self._faces <= 0:
            yield from ((task.cluster, None) for task in tasks)
            return
        parts = [part for task in tasks for part in task.rings]
        counts = [len(part.shape) for part in parts]
        column = np.concatenate([np.arange(len(task.numbers)) for task in tasks])
        group = np.repeat(run_of_item([len(task.numbers) for task in tasks]), counts)
        joined = join_rings(parts)  # all of one shape, therefore in their order
        joined = Rings(joined.points, joined.starts, group)
        nonzero = np.zeros((len(tasks), int(column.max()) + 1), np.bool_)
        for row, task in zip(nonzero, tasks, strict=True):
            row[: len(task.numbers)] = [number in self._nonzero for number in task.numbers]
        try:
            found = overlay(joined, np.repeat(column, counts), nonzero, self._limit)
        except TooComplex:
            if len(tasks) == 1:
                yield tasks[0].cluster, None
                return
            middle = len(tasks) // 2
            yield from self._batch(tasks[:middle])
            yield from self._batch(tasks[middle:])
            return
        order = np.argsort(found.edges.group, kind="stable")
        edges = found.edges.some(order)
        sides = [_bits(side[order]) for side in (found.left, found.right)]
        cuts = np.searchsorted(edges.group, np.arange(len(tasks) + 1))
        for nth, task in enumerate(tasks):
            own = slice(cuts[nth], cuts[nth + 1])
            some = Edges(edges.start[own], edges.end[own], edges.group[own])
            count = len(np.unique(np.concatenate((sides[0][own], sides[1][own]))))
            self._faces -= count
            is_much = count > MOST_FACES or self._faces < 0
            yield task.cluster, None if is_much else _faces(task, some, sides[0][own], sides[1][own])


def _cut(rings: Rings, low: Integers, high: Integers) -> Rings | None:
    """What of some rings has to be looked at within a box; None if they fill it."""
    return rings if len(rings.points) <= FEW_POINTS else part_near(rings, low - MARGIN, high + MARGIN)


def _bits(flags: Flags) -> Integers:
    """Each row as one number."""
    number: Integers = flags.astype(np.int64) @ (1 << np.arange(flags.shape[1], dtype=np.int64))
    return number


def _faces(task: _Task, edges: Edges, left: Integers, right: Integers) -> ClusterOverlay:
    """The faces between edges; left, right: which of the task's outlines are there, as bits."""
    own = (1 << len(task.cluster.members)) - 1
    seen, face = np.unique(np.concatenate((left, right)), return_inverse=True)
    face = face.reshape(2, -1)
    double = cross(edges.start.astype(np.float64), edges.end.astype(np.float64))
    length = norms(edges.end - edges.start)
    area = np.bincount(face[0], double, len(seen)) - np.bincount(face[1], double, len(seen))
    border = np.bincount(face.ravel(), np.tile(length, 2), len(seen))
    number = np.cumsum(seen & own != 0) - 1
    number[seen & own == 0] = -1
    faces = []
    for bits, size, around in zip(seen.tolist(), np.abs(area).tolist(), border.tolist(), strict=True):
        if bits & own:
            there = [n for nth, n in enumerate(task.numbers) if bits >> nth & 1]
            members = tuple(n for n in there if n in task.cluster.members)
            below = tuple(sorted({*there, *task.base} - {*members}))
            faces.append(Face(members, below, size / 2, size / max(around, 1.0)))
    return ClusterOverlay(faces, edges, number[face[0]], number[face[1]])
