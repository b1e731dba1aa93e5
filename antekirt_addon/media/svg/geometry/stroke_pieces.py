# SPDX-License-Identifier: GPL-3.0-or-later
"""Strokes as polygons that may overlap, in time that grows with their points, however often they cross.

Between a stroke's outline and the line that it runs along lies, for each two neighbours on the outline, a
piece with two corners on either. All of them together are the stroke.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ...arrays import cross, run_of_item, starts_of
from ..shape import Polygons
from .rectangle_clip import clip_to_rectangle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from ...arrays import Flags, Floats, Integers
    from ..shape import Points
    from .element_outline import Outline

    Box: TypeAlias = tuple[Points, Points]  # its least and its greatest x, y

# Pieces are of no account with less than this part of the square of what they lie in.
NOTHING = 1e-15


def stroke_pieces(strokes: Sequence[Outline], boxes: Sequence[Box | None], size: float) -> list[Polygons]:
    """What fills each stroke, of shape 0 each. boxes: what lies outside is cut off; size: of the viewport."""
    counts = [sum(map(len, stroke.centers)) for stroke in strokes]
    border = np.concatenate([chain[:-1:3] for stroke in strokes for chain in stroke.chains])
    center = np.concatenate([own for stroke in strokes for own in stroke.centers])
    starts = starts_of([len(own) for stroke in strokes for own in stroke.centers])
    following = np.arange(1, len(border) + 1)
    following[starts[1:] - 1] = starts[:-1]
    corners, sizes, point = _pieces(border, center, following, NOTHING * size**2)
    shape = run_of_item(counts)[point]
    order = np.argsort(shape, kind="stable")
    begins = starts_of(sizes)[:-1][order]
    own_first = starts_of(counts)
    cuts = np.searchsorted(shape[order], np.arange(len(strokes) + 1)).tolist()
    sizes = sizes[order]
    corners = corners[np.repeat(begins - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())]
    ends = starts_of(sizes)
    result = []
    for nth, box in enumerate(boxes):
        part, own = slice(cuts[nth], cuts[nth + 1]), slice(*own_first[nth : nth + 2].tolist())
        some = corners[ends[part.start] : ends[part.stop]]
        on_center = some >= len(border)
        numbers = np.where(on_center, some - len(border) + counts[nth], some) - own.start
        polygons = Polygons(
            np.concatenate((border[own], center[own])),
            numbers,
            ends[part.start : part.stop + 1] - ends[part.start],
            np.zeros(part.stop - part.start, np.int64),
        )
        result.append(_cut(polygons, *box) if box else polygons)
    return result


def _pieces(
    border: Points, center: Points, following: Integers, least: float
) -> tuple[Integers, Integers, Integers]:
    """Corners of all pieces, end to end, numbers of the center's points coming after those of the border's;
    how many each has, and for each the point that it begins at."""
    count = len(border)
    here = np.arange(count)
    quad = np.stack((here + count, here, following, following + count), axis=1)
    c, q = center, border
    r, d = border[following], center[following]
    first, second = cross(q - c, r - c), cross(r - c, d - c)
    others = cross(r - q, d - q), cross(d - q, c - q)
    convex = np.min(np.abs((first, second, *others)), axis=0) > least
    for area in (second, *others):
        convex &= (area > 0) == (first > 0)
    left, right = ~convex & (np.abs(first) > least), ~convex & (np.abs(second) > least)
    kinds: list[tuple[Integers, Floats]] = [
        (quad[convex], first[convex]),
        (quad[left][:, (0, 1, 2)], first[left]),
        (quad[right][:, (0, 2, 3)], second[right]),
    ]
    # The files' y points down, so that what is counterclockwise to the eye has a negative area.
    turned = [np.where((area > 0)[:, None], some[:, ::-1], some) for some, area in kinds]
    sizes = np.repeat((4, 3, 3), [len(some) for some in turned])
    point = np.concatenate([here[convex], here[left], here[right]])
    return np.concatenate([some.ravel() for some in turned]), sizes, point


def _cut(polygons: Polygons, low: Points, high: Points) -> Polygons:
    """What of convex polygons lies in a box."""
    points, starts = polygons.points[polygons.corners], polygons.starts
    if not len(starts) - 1:
        return polygons
    least, most = np.minimum.reduceat(points, starts[:-1]), np.maximum.reduceat(points, starts[:-1])
    inside: Flags = np.all((least >= low) & (most <= high), axis=1)
    across = np.flatnonzero(~inside & ((least < high) & (most > low)).all(axis=1)).tolist()
    parts = [
        clip_to_rectangle(points[starts[n] : starts[n + 1]], low.tolist(), high.tolist()) for n in across
    ]
    parts = [part for part in parts if len(part) > 2]
    kept = inside[run_of_item(np.diff(starts))]
    sizes = np.concatenate((np.diff(starts)[inside], [len(part) for part in parts])).astype(np.int64)
    count = len(polygons.points)
    anew = np.arange(count, count + sum(map(len, parts)))
    return replace(
        polygons,
        points=np.concatenate([polygons.points, *parts]),
        corners=np.concatenate((polygons.corners[kept], anew)),
        starts=starts_of(sizes),
        shape=np.zeros(len(sizes), np.int64),
    )
