# SPDX-License-Identifier: GPL-3.0-or-later
"""Outlines become ready for the even-odd rule: untangled, and cut to their clips and to the viewport.

An outline that needs nothing of that keeps its curves. All others become polygons, a batch of them at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .boolean import combine
from .pairs import TooComplex
from .ring import Rings, bounds, join
from .simple import borders, tangled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from .ring import Integers

    Flags = NDArray[np.bool_]

# Edges that are worked on together, and pairs of them to look at before an outline counts as too complex.
BATCH = 100_000
MOST_PAIRS = 10_000_000


@dataclass(frozen=True, slots=True)
class Settled:
    """rings: ready for the even-odd rule. source: for each the ring it was before, -1 where it was worked out anew.
    hopeless: shapes too complex to untangle, left as they were."""

    rings: Rings
    source: Integers
    hopeless: int


def settle(
    rings: Rings,
    nonzero: Flags,
    clips: Sequence[Sequence[Rings]],
    check: Callable[[], None],
) -> Settled:
    """nonzero, clips: for each shape; a clip fills by the even-odd rule, and all of a shape's clips cut it."""
    count = len(nonzero)
    tangle = np.zeros(count, np.bool_)
    for batch in _batches(rings, np.arange(count)):
        tangle[batch] = _tangled(rings, batch, check)
    needed, gone = _needed(rings, clips)
    anew = tangle | np.array([bool(needed[shape]) for shape in range(count)], np.bool_)

    kept = np.flatnonzero(~(anew | gone)[rings.shape])
    part = rings.select(kept, rings.shape[kept])
    border = borders(part, nonzero, check)
    results = [part.select(np.flatnonzero(border), part.shape[border])]
    hopeless = 0
    for batch in _batches(rings, np.flatnonzero(anew & ~gone)):
        rule, todo = nonzero[batch], [list(needed[shape]) for shape in batch.tolist()]
        subject = _part(rings, batch)
        while True:
            clip = [clips_left.pop() if clips_left else None for clips_left in todo]
            subject, failed = _combined(subject, rule, clip, check)
            hopeless += failed
            rule = np.zeros(len(batch), np.bool_)
            if not any(todo):
                break
        results.append(Rings(subject.points, subject.starts, batch[subject.shape]))
    source = np.concatenate((kept[border], np.full(sum(len(r.shape) for r in results[1:]), -1)))
    order = np.argsort(np.concatenate([r.shape for r in results]), kind="stable")
    return Settled(join(results), source[order], hopeless)


def regions(rings: Rings, nonzero: Flags, owner: Integers, count: int, check: Callable[[], None]) -> list[Rings]:
    """The union of each owner's shapes, as rings for the even-odd rule."""
    simple, _ = _combined(rings, nonzero, [None] * len(nonzero), check)
    merged = Rings(simple.points, simple.starts, owner[simple.shape])
    union, _ = _combined(merged, np.ones(count, np.bool_), [None] * count, check)
    return [_part(union, np.array([index])) for index in range(count)]


def _needed(rings: Rings, clips: Sequence[Sequence[Rings]]) -> tuple[list[list[Rings]], Flags]:
    """For each shape the clips that cut it, and whether it lies outside of one altogether."""
    low, high = bounds(rings)
    needed: list[list[Rings]] = [[] for _ in clips]
    gone = np.zeros(len(clips), np.bool_)
    if not any(clips):
        return needed, gone
    ends = np.searchsorted(rings.shape, np.arange(len(clips) + 1)).tolist()
    extents: dict[int, tuple[list[int], list[int], bool]] = {}
    for shape, own in enumerate(clips):
        begin, end = ends[shape], ends[shape + 1]
        if not own or begin == end:
            continue
        (left, top), (right, bottom) = low[begin:end].min(axis=0).tolist(), high[begin:end].max(axis=0).tolist()
        for clip in own:
            if id(clip) not in extents:
                extents[id(clip)] = _extent(clip)
            (x0, y0), (x1, y1), rectangle = extents[id(clip)]
            if x0 >= right or y0 >= bottom or x1 <= left or y1 <= top:
                gone[shape] = True
            elif not (rectangle and x0 <= left and y0 <= top and x1 >= right and y1 >= bottom):
                needed[shape].append(clip)
    return needed, gone


def _extent(clip: Rings) -> tuple[list[int], list[int], bool]:
    """The least and greatest x, y, and whether the clip is the rectangle between them."""
    if not len(clip.points):
        return [0, 0], [0, 0], False
    low, high = clip.points.min(axis=0), clip.points.max(axis=0)
    corners = ((clip.points == low) | (clip.points == high)).all()
    return low.tolist(), high.tolist(), bool(corners) and len(clip.points) == 4


def _batches(rings: Rings, shapes: Integers) -> Iterator[Integers]:
    """The shapes in runs of about BATCH edges."""
    edges = np.bincount(rings.shape, weights=np.diff(rings.starts), minlength=int(shapes.max(initial=0)) + 1)[shapes]
    run = (np.cumsum(edges) // BATCH).astype(np.int64)
    for cut in np.split(shapes, np.flatnonzero(np.diff(run)) + 1):
        if len(cut):
            yield cut


def _part(rings: Rings, shapes: Integers) -> Rings:
    """Some shapes, ascending, numbered from 0."""
    chosen = np.flatnonzero(np.isin(rings.shape, shapes))
    return rings.select(chosen, np.searchsorted(shapes, rings.shape[chosen]))


def _tangled(rings: Rings, shapes: Integers, check: Callable[[], None]) -> Flags:
    try:
        return tangled(_part(rings, shapes), len(shapes), MOST_PAIRS, check)
    except TooComplex:
        if len(shapes) == 1:
            return np.ones(1, np.bool_)
    middle = len(shapes) // 2
    return np.concatenate([_tangled(rings, half, check) for half in (shapes[:middle], shapes[middle:])])


def _combined(
    subject: Rings, nonzero: Flags, clip: Sequence[Rings | None], check: Callable[[], None]
) -> tuple[Rings, int]:
    """Like combine; a shape that is too complex by itself stays as it is, and is counted."""
    clipped = np.array([own is not None for own in clip], np.bool_)
    own = [Rings(c.points, c.starts, np.full(len(c.shape), shape)) for shape, c in enumerate(clip) if c is not None]
    cutters = join(own) if own else _part(subject, np.empty(0, np.int64))
    try:
        return combine(subject, nonzero, cutters, clipped, MOST_PAIRS, check), 0
    except TooComplex:
        if len(nonzero) == 1:
            return subject, 1
    middle = len(nonzero) // 2
    halves = []
    failed = 0
    for begin, end in ((0, middle), (middle, len(nonzero))):
        part, count = _combined(_part(subject, np.arange(begin, end)), nonzero[begin:end], clip[begin:end], check)
        halves.append(Rings(part.points, part.starts, part.shape + begin))
        failed += count
    return join(halves), failed
