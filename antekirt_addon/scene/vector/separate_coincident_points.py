# SPDX-License-Identifier: GPL-3.0-or-later
"""Points of a shape that lie on each other are moved away from each other, by less than can be seen.

Blender's fill loses half of a shape whose outline passes twice through one point, or whose hole has a point
in common with the outline around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ...media.svg.shape import Points

FURTHEST = 1 << 24  # cells; beyond, points count as one


def separated(shapes: Sequence[Sequence[Points]], distance: float) -> list[Sequence[Points]]:
    """The closed chains (3n + 1, 2) of shapes, each inner one of coinciding points moved into its ring."""
    counts = np.array([sum(len(chain) // 3 for chain in chains) for chains in shapes])
    anchors = np.concatenate([chain[:-1:3] for chains in shapes for chain in chains])
    cells = np.clip(np.floor(anchors / (distance / 4)), -FURTHEST, FURTHEST - 1).astype(np.int64)
    owner = np.repeat(np.arange(len(shapes)), counts)
    _, cell, population = np.unique(
        (owner * 2 * FURTHEST + cells[:, 0]) * 2 * FURTHEST + cells[:, 1],
        return_inverse=True,
        return_counts=True,
    )
    crowded = np.bincount(owner, weights=population[cell] > 1, minlength=len(shapes)) > 0
    ends = np.cumsum(counts)
    return [
        _separated_chains(chains, cell[end - count : end], distance) if busy else chains
        for chains, busy, count, end in zip(
            shapes, crowded.tolist(), counts.tolist(), ends.tolist(), strict=True
        )
    ]


def _separated_chains(chains: Sequence[Points], cell: NDArray[np.int64], distance: float) -> Sequence[Points]:
    """The chains of one shape, given the cell of each anchor; the largest ring keeps its point."""
    owner = np.repeat(np.arange(len(chains)), [len(chain) // 3 for chain in chains])
    first = np.cumsum([0] + [len(chain) // 3 for chain in chains])
    area = np.array([_twice_area(chain[::3]) for chain in chains])
    inward = np.where(area > 0, distance, -distance)  # to the left of the way around is a distance above 0
    moved = [chain.copy() for chain in chains]
    kept: set[int] = set()
    for index in np.argsort(-np.abs(area)[owner], kind="stable").tolist():
        if cell[index] in kept:
            _move(moved[owner[index]], index - int(first[owner[index]]), float(inward[owner[index]]))
        kept.add(int(cell[index]))
    return moved


def _move(chain: Points, index: int, distance: float) -> None:
    """Move an anchor, with its controls, to the left of its chain's way, along the middle of its corner."""
    last = len(chain) - 1
    at = 3 * index
    before = (at or last) - 1
    along = _unit(chain[at] - chain[before - 2]) + _unit(chain[at + 3] - chain[at])
    left = _unit(np.array([-along[1], along[0]]))
    for point in {at, before, at + 1} | ({last} if at == 0 else set()):
        chain[point] += distance * left


def _unit(vector: Points) -> Points:
    length = float(np.hypot(*vector))
    return vector / length if length else vector


def _twice_area(ring: Points) -> float:
    """Twice the signed area of a ring (n + 1, 2) that ends where it starts."""
    x, y = ring.T
    return float(x[:-1] @ y[1:] - x[1:] @ y[:-1])
