# SPDX-License-Identifier: GPL-3.0-or-later
"""Outlines that must be looked at together with what lies beneath them, because light comes through.

That is an outline whose paint lets light through, or those on one surface that lie over each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from ..fading import faded_paint
from .backdrop import opaque
from .ring_set import bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ...arrays import Flags, Integers
    from ..paint import Paint
    from ..shape import Surface
    from .element_outline import Outline
    from .ring_set import Rings

# Pairs of boxes that are compared, and pairs that overlap, before all must stay as it is.
MOST_COMPARED, MOST_OVERLAPPING = 300_000_000, 4_000_000
AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True)
class Stack:
    """Outlines in painter's order: their paints, on which surfaces they are, and the boxes around them."""

    paints: list[Paint]
    surfaces: list[tuple[Surface, ...]]
    low: Integers
    high: Integers
    is_there: Flags

    @classmethod
    def of(cls, drawn: Sequence[Outline], rings: Rings) -> Stack:
        """Without surfaces that change nothing."""
        paints = [o.paint for o in drawn]
        surfaces = [o.element.surfaces for o in drawn]
        low, high = np.zeros((2, len(drawn), 2), np.int64)
        present, first = np.unique(rings.shape, return_index=True)
        if len(present):
            ring_low, ring_high = bounds(rings)
            low[present] = np.minimum.reduceat(ring_low, first)
            high[present] = np.maximum.reduceat(ring_high, first)
        is_there = np.zeros(len(drawn), np.bool_)
        is_there[present] = True
        stack = cls(paints, surfaces, low, high, is_there)
        stack._simplify()
        return stack

    def units(self) -> list[list[int]]:
        """The outlines of each outermost surface, and each other one that lets light through."""
        numbers = [n for n in np.flatnonzero(self.is_there).tolist() if self.is_blended(n)]
        runs = groupby(numbers, lambda n: id(self.surfaces[n][0]) if self.surfaces[n] else -1 - n)
        return [list(run) for _, run in runs]

    def is_blended(self, number: int) -> bool:
        """Whether what lies below an outline, or on its surface, has to do with how it looks."""
        return bool(self.surfaces[number]) or not opaque(self.paints[number])

    def _simplify(self) -> None:
        numbers = [n for n in np.flatnonzero(self.is_there).tolist() if self.surfaces[n]]
        for _, run in groupby(numbers, lambda n: id(self.surfaces[n][0])):
            own = list(run)
            if any(surface.mode != "normal" for n in own for surface in self.surfaces[n]):
                continue
            for n in own:
                self.surfaces[n] = tuple(s for s in self.surfaces[n] if s.opacity < 1.0)
            if len(own) == 1:
                (only,) = own
                for surface in self.surfaces[only]:
                    self.paints[only] = faded_paint(self.paints[only], surface.opacity)
                self.surfaces[only] = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    """members: outlines of one unit that hang together; below: earlier ones that may be seen there.

    Both ascend.
    """

    members: list[int]
    below: list[int]


def clusters(stack: Stack, units: Sequence[list[int]], check: Callable[[], None]) -> list[Cluster] | None:
    """The clusters of all units; None if they are too many to be looked at."""
    members = np.array([n for unit in units for n in unit], np.int64)
    unit = np.full(len(stack.paints), -1, np.int64)
    unit[members] = np.repeat(np.arange(len(units)), [len(own) for own in units])
    earlier = _overlapping(stack, members, check)
    if earlier is None:
        return None
    root = {n: n for n in members.tolist()}

    def find(n: int) -> int:
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    below: dict[int, list[Integers]] = {}
    for n, others in zip(members.tolist(), earlier, strict=True):
        for other in others[unit[others] == unit[n]].tolist():
            one, two = sorted((find(n), find(other)))
            root[two] = one
        below[n] = [others[unit[others] != unit[n]]]
    found: dict[int, Cluster] = {}
    for n in members.tolist():
        cluster = found.setdefault(find(n), Cluster([], []))
        cluster.members.append(n)
    for cluster in found.values():
        parts = [part for n in cluster.members for part in below[n]]
        cluster.below.extend(np.unique(np.concatenate(parts)).tolist())
    return list(found.values())


def _overlapping(stack: Stack, members: Integers, check: Callable[[], None]) -> list[Integers] | None:
    """For each of some outlines the earlier ones whose boxes overlap its own; None if that is too much."""
    count = len(stack.paints)
    if len(members) * count > MOST_COMPARED:
        return None
    low, high = stack.low.astype(np.int32), stack.high.astype(np.int32)
    result: list[Integers] = []
    total = 0
    step = max(1, AT_ONCE // count)
    for first in range(0, len(members), step):
        check()
        some = members[first : first + step]
        meets = (np.arange(count) < some[:, None]) & stack.is_there
        for axis in (0, 1):
            meets &= low[some, axis, None] < high[:, axis]
            meets &= high[some, axis, None] > low[:, axis]
        rows, columns = np.nonzero(meets)
        total += len(rows)
        if total > MOST_OVERLAPPING:
            return None
        result += np.split(columns, np.searchsorted(rows, np.arange(1, len(some))))
    return result
