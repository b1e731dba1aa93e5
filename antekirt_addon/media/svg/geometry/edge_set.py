# SPDX-License-Identifier: GPL-3.0-or-later
"""Straight edges of many shapes on the integer grid (see ring_set.py), as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...arrays import Flags, Integers
    from .ring_set import Rings


@dataclass(frozen=True, slots=True)
class Edges:
    """Directed straight edges, start and end (n, 2) on the grid; only those of a group concern each other."""

    start: Integers
    end: Integers
    group: Integers

    def __len__(self) -> int:
        return len(self.group)

    def some(self, which: Integers | Flags) -> Edges:
        """Those with these numbers, or where the flag is set."""
        chosen: Integers = (
            np.flatnonzero(which) if which.dtype == np.bool_ else which.astype(np.int64, copy=False)
        )
        return Edges(*self.ends(chosen), self.group.take(chosen))

    def ends(self, which: Integers) -> tuple[Integers, Integers]:
        """Where those with these numbers start and end."""
        return self.start.take(which, axis=0), self.end.take(which, axis=0)

    def ascending(self) -> tuple[Edges, Flags]:
        """Each from its lexicographically lesser end to the greater, and (n, 1) which were turned for it."""
        start, end = self.start, self.end
        descends = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
        turned = descends[:, None]
        return self.turned(turned), turned

    def turned(self, which: Flags) -> Edges:
        """The same edges, those marked in (n, 1) the other way round."""
        start, end = self.start, self.end
        return Edges(np.where(which, end, start), np.where(which, start, end), self.group)


def edges_of(rings: Rings) -> Edges:
    """The edge from each point of each ring to the next one, in the points' order; groups are the shapes."""
    return Edges(rings.points, rings.points.take(rings.following(), axis=0), rings.shape_of_point())


def join_edges(parts: Sequence[Edges]) -> Edges:
    """All edges, one part after the other."""
    return Edges(
        np.concatenate([part.start for part in parts]),
        np.concatenate([part.end for part in parts]),
        np.concatenate([part.group for part in parts]),
    )
