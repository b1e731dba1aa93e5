# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of two pieces that lie in space is nearer, where both are seen.

(x, y) of a point lies on the page, its third coordinate is its nearness. What is straight and flat is so in
perspective too, if nearness is the inverse of distance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...arrays import Flags, Floats

BENT = 0.02  # of all depth of a piece: how far a flat one may lie off its plane
UNDECIDED = 0.05  # of what it is at most: by less the other may be nearer somewhere
MOST_CORNERS = 200  # of a piece, that are looked at


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """A piece: some of its corners (n, 3), the edges between them (m, 2, 2), and its plane.

    plane: (a, b, c) of nearness = a·x + b·y + c; level through the middle if it is not flat.
    """

    corners: Floats
    edges: Floats
    plane: Floats
    is_flat: bool

    def at(self, points: Floats) -> Floats:
        """Its nearness at points (n, 2) within it: that of its plane, or else of the next corner."""
        if self.is_flat:
            return on_plane(self.plane, points[:, 0], points[:, 1])
        away = ((points[:, None] - self.corners[None, :, :2]) ** 2).sum(axis=2)
        nearness: Floats = self.corners[away.argmin(axis=1), 2]
        return nearness

    def holds(self, points: Floats) -> Flags:
        """Whether each of points (n, 2) lies within: a ray to the right crosses its outline oddly often."""
        start, end = self.edges[:, 0], self.edges[:, 1]
        x, y = points[:, :1], points[:, 1:]
        spans = (start[:, 1] > y) != (end[:, 1] > y)
        height = np.where(end[:, 1] == start[:, 1], 1.0, end[:, 1] - start[:, 1])
        crossing = start[:, 0] + (y - start[:, 1]) * (end[:, 0] - start[:, 0]) / height
        inside: Flags = (spans & (crossing > x)).sum(axis=1) % 2 == 1
        return inside


def surface(loops: Sequence[Floats], extent: Floats, tolerance: float) -> Surface:
    """The surface of outlines (n, 3) among pieces of a total extent in x, y and nearness."""
    step = max(1, sum(map(len, loops)) // MOST_CORNERS)
    kept = [loop[::step] if len(loop) > 2 * step else loop for loop in loops]
    edges = [np.stack([loop[:, :2], np.roll(loop[:, :2], -1, axis=0)], axis=1) for loop in kept]
    corners = np.concatenate(kept)
    plane, is_flat = _plane(corners, extent, tolerance)
    return Surface(corners, np.concatenate(edges), plane, is_flat)


def on_plane(plane: Floats, x: Floats | float, y: Floats | float) -> Floats:
    """The nearness of planes (…, 3) at a point of the page."""
    nearness: Floats = plane[..., 0] * x + plane[..., 1] * y + plane[..., 2]
    return nearness


class Nearer(NamedTuple):
    """by: how much nearer one is than another, where that is clearest. is_everywhere: wherever both are."""

    by: float
    is_everywhere: bool


def nearer(one: Surface, other: Surface) -> Nearer | None:
    """Which of two is nearer where both are seen; None if that is nowhere."""
    own = one.corners[other.holds(one.corners[:, :2])]
    their = other.corners[one.holds(other.corners[:, :2])]
    both = _crossings(one.edges, other.edges)
    difference = np.concatenate(
        [
            own[:, 2] - other.at(own[:, :2]),
            one.at(their[:, :2]) - their[:, 2],
            one.at(both) - other.at(both),
        ]
    )
    if not len(difference):
        return None
    by = float(difference[np.abs(difference).argmax()])
    against = float((-difference if by > 0 else difference).max())
    return Nearer(by, against <= UNDECIDED * abs(by))


def _plane(points: Floats, extent: Floats, tolerance: float) -> tuple[Floats, bool]:
    middle = points.mean(axis=0)
    level = np.array([0.0, 0.0, middle[2]])
    depth = np.ptp(points[:, 2])
    if depth <= tolerance:
        return level, True
    away = (points - middle) / extent
    slope, *_ = np.linalg.lstsq(away[:, :2], away[:, 2], rcond=1e-9)
    off = np.abs(away[:, :2] @ slope - away[:, 2]).max() * extent[2]
    if off > BENT * depth + tolerance:
        return level, False
    a, b = slope * extent[2] / extent[:2]
    return np.array([a, b, middle[2] - a * middle[0] - b * middle[1]]), True


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
