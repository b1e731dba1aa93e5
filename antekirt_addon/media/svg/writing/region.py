# SPDX-License-Identifier: GPL-3.0-or-later
"""Polygons that share edges as the outlines around them, and which of them belong together.

The winding number of the outlines is, everywhere, the sum of those of the polygons: filled by the nonzero
rule they cover what these cover.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...arrays import run_of_item
from ..shape import Subpath

if TYPE_CHECKING:
    from ...arrays import Floats, Integers

BITS = 32


def edges_of(corners: Integers, sizes: Integers) -> Integers:
    """The directed edges (n, 2) of polygons whose corners lie end to end."""
    following = np.arange(len(corners)) + 1
    ends = np.cumsum(sizes)
    following[ends - 1] = ends - sizes
    return np.column_stack([corners, corners[following]])


def components(edges: Integers, polygon: Integers, kind: Integers) -> Integers:
    """A number for each polygon, the same where polygons of one kind share an edge.

    polygon: of each edge, ascending. kind: of each polygon.
    """
    code = _code(np.sort(edges, axis=1))
    order = np.argsort(code, kind="stable")
    code, owner = code[order], polygon[order]
    shared = (code[1:] == code[:-1]) & (kind[owner[1:]] == kind[owner[:-1]])
    one, other = owner[:-1][shared], owner[1:][shared]
    least: Integers = np.arange(len(kind))
    while True:
        before = least
        least = least[least]
        lower = np.minimum(least[one], least[other])
        for side in (one, other):
            np.minimum.at(least, least[side], lower)
        if (least == before).all():
            return least


def outlines(edges: Integers) -> list[Integers]:
    """Closed chains of points around polygons, given their directed edges: those between two cancel out."""
    there, back = _code(edges), _code(edges[:, ::-1])
    codes, count = np.unique(there, return_counts=True)
    found = np.searchsorted(codes, back)
    found[found == len(codes)] = 0
    returned = np.zeros(len(codes), np.int64)
    met = codes[found] == back
    np.add.at(returned, found[met], 1)
    left = np.repeat(codes, np.maximum(count - returned, 0))
    leaving: dict[int, list[int]] = {}
    for start, end in zip((left >> BITS).tolist(), (left & ((1 << BITS) - 1)).tolist(), strict=True):
        leaving.setdefault(start, []).append(end)
    chains: list[Integers] = []
    for start in list(leaving):
        while leaving[start]:
            chain, at = [start], leaving[start].pop()
            while at != start:
                chain.append(at)
                at = leaving[at].pop()
            chains.append(np.array(chain))
    return chains


def polygon_subpath(points: Floats) -> Subpath:
    """A closed polygon (n, 2) as a chain of straight segments."""
    start, end = points, np.roll(points, -1, axis=0)
    chain = np.empty((3 * len(points) + 1, 2))
    chain[:-1:3], chain[1::3], chain[2::3] = start, start + (end - start) / 3, end - (end - start) / 3
    chain[-1] = points[0]
    return Subpath(chain, closed=True)


def areas(points: Floats, corners: Integers, sizes: Integers) -> Floats:
    """The signed area of each polygon, above 0 where its corners run from x to y."""
    edges = edges_of(corners, sizes)
    (x, y), (u, v) = points[edges[:, 0], :2].T, points[edges[:, 1], :2].T
    owner = run_of_item(sizes)
    area: Floats = np.bincount(owner, weights=(x * v - u * y) / 2, minlength=len(sizes)).astype(np.float64)
    return area


def _code(edges: Integers) -> Integers:
    code: Integers = (edges[:, 0] << BITS) + edges[:, 1]
    return code
