# SPDX-License-Identifier: GPL-3.0-or-later
"""Outlines become simple: without self-intersections, and cut to their clips and to the viewport.

The even-odd rule fills what comes out. An outline that needs nothing of that keeps its curves. All others
become polygons, a batch of them at a time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ...arrays import starts_of
from .boolean import combine
from .pieced_shape import boxed_rings, pieced_shapes
from .rectangle_clip import clip_to_rectangle
from .ring_set import Rings, areas, bounds, join_rings, pieces, without_repeats
from .self_intersection import borders, crossing_share, self_intersecting
from .work_limit import TooComplex, WorkLimit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ...arrays import Flags, Integers
    from .pieced_shape import Box

# A clip is cut to a shape's bounds and this much around them, in grid units.
MARGIN = 4
# Edges that are worked on together.
BATCH = 100_000
# Pairs of edges to look at before an outline counts as too complex, and before all that are left do.
AT_ONCE, IN_ALL, FOR_EACH_EDGE = 8_000_000, 24_000_000, 40
# Of outlines that are too complex, the edges of one that goes if more than this part of all pairs cross: what
# fills it wrong would take very long for it, too. Hatchings that only lie close stay.
LONGEST, TANGLED = 5_000, 1e-3


@dataclass(frozen=True, slots=True)
class Simplified:
    """rings: ready for the even-odd rule. source: for each the ring it was before, -1 where it is new.
    unresolved: the number of shapes that are too complex and were left as they were.
    pieced: shapes that stay as they are, to be drawn piece by piece, and the box to which each is cut."""

    rings: Rings
    source: Integers
    unresolved: int
    pieced: dict[int, Box | None] = field(default_factory=dict)


def simplify(
    rings: Rings,
    nonzero: Flags,
    clips: Sequence[Sequence[Rings]],
    check: Callable[[], None],
    may_be_pieced: Flags | None = None,
) -> Simplified:
    """Rings of all shapes, ready for the even-odd rule.

    nonzero, clips: for each shape. A clip fills by the even-odd rule; all of a shape's clips cut it.
    may_be_pieced: for each shape whether something can draw it without that it is made simple.
    """
    count = len(nonzero)
    limit = _limit(rings, check)
    crossed = np.zeros(count, np.bool_)
    for batch in _batches(rings, np.arange(count)):
        crossed[batch] = _self_intersecting(rings, batch, limit)
    needed, gone = _needed(rings, clips)
    anew = crossed | np.array([bool(needed[shape]) for shape in range(count)], np.bool_)
    pieced: dict[int, Box | None] = {}
    if may_be_pieced is not None and (asked := crossed & may_be_pieced & ~gone).any():
        pieced = pieced_shapes(rings, np.flatnonzero(asked), needed)
    in_pieces = np.zeros(count, np.bool_)
    in_pieces[list(pieced)] = True

    kept = np.flatnonzero(~(anew | gone)[rings.shape])
    part = rings.select(kept, rings.shape[kept])
    border = borders(part, nonzero, check)
    results = [part.select(np.flatnonzero(border), part.shape[border])]
    unresolved = 0
    for batch in _batches(rings, np.flatnonzero(anew & ~gone & ~in_pieces)):
        rule, todo = nonzero[batch], [list(needed[shape]) for shape in batch.tolist()]
        subject = _part(rings, batch)
        while True:
            clip = [clips_left.pop() if clips_left else None for clips_left in todo]
            subject, failed = _combined(subject, rule, clip, limit)
            unresolved += failed
            rule = np.zeros(len(batch), np.bool_)
            if not any(todo):
                break
        results.append(Rings(subject.points, subject.starts, batch[subject.shape]))
    source = np.concatenate((kept[border], np.full(sum(len(r.shape) for r in results[1:]), -1)))
    if pieced:
        whole, origin = boxed_rings(rings, pieced)
        results.append(whole)
        source = np.concatenate((source, origin))
    order = np.argsort(np.concatenate([r.shape for r in results]), kind="stable")
    return Simplified(join_rings(results), source[order], unresolved, pieced)


def _limit(rings: Rings, check: Callable[[], None]) -> WorkLimit:
    """What simplifying these rings may cost."""
    more = FOR_EACH_EDGE * len(rings.points)
    return WorkLimit(IN_ALL + more, AT_ONCE + more, check)


def unite(
    rings: Rings, nonzero: Flags, owner: Integers, count: int, check: Callable[[], None]
) -> list[Rings]:
    """The union of each owner's shapes, as rings for the even-odd rule."""
    limit = _limit(rings, check)
    simple, _ = _combined(rings, nonzero, [None] * len(nonzero), limit)
    merged = Rings(simple.points, simple.starts, owner[simple.shape])
    union, _ = _combined(merged, np.ones(count, np.bool_), [None] * count, limit)
    return [_part(union, np.array([index])) for index in range(count)]


def _needed(rings: Rings, clips: Sequence[Sequence[Rings]]) -> tuple[list[list[Rings]], Flags]:
    """For each shape the clips that cut it, and whether it lies outside of one altogether."""
    needed: list[list[Rings]] = [[] for _ in clips]
    gone = np.zeros(len(clips), np.bool_)
    present = np.zeros(len(clips), np.bool_)
    present[rings.shape] = True
    pairs = [(shape, clip) for shape in np.flatnonzero(present).tolist() for clip in clips[shape]]
    if not pairs:
        return needed, gone
    first = np.searchsorted(rings.shape, np.flatnonzero(present))
    low, high = bounds(rings)
    low, high = np.minimum.reduceat(low, first), np.maximum.reduceat(high, first)
    row = (np.cumsum(present) - 1)[[shape for shape, _ in pairs]]
    low, high = low.take(row, axis=0), high.take(row, axis=0)

    unique = {id(clip): clip for _, clip in pairs}
    extents = [_extent(clip) for clip in unique.values()]
    number = dict(zip(unique, range(len(unique)), strict=True))
    which = np.array([number[id(clip)] for _, clip in pairs])
    clip_low, clip_high, rectangle = (np.array(part)[which] for part in zip(*extents, strict=True))
    outside = ((clip_low >= high) | (clip_high <= low)).any(axis=1)
    within = rectangle & (clip_low <= low).all(axis=1) & (clip_high >= high).all(axis=1)
    gone[[pairs[pair][0] for pair in np.flatnonzero(outside)]] = True
    for pair in np.flatnonzero(~within & ~outside).tolist():
        shape, clip = pairs[pair]
        near = part_near(clip, low[pair] - MARGIN, high[pair] + MARGIN)
        if near is None:
            continue
        needed[shape].append(near)
        gone[shape] |= not len(near.shape)
    return needed, gone


def part_near(clip: Rings, low: Integers, high: Integers) -> Rings | None:
    """What of a clip lies within a rectangle, None if that is the rectangle itself."""
    if len(clip.points) <= 4:
        return clip
    ring_low, ring_high = bounds(clip)
    is_near = ((ring_low <= high) & (ring_high >= low)).all(axis=1)
    near = np.flatnonzero(is_near)
    part = clip if is_near.all() else clip.select(near, clip.shape[near])
    polygons = [
        clip_to_rectangle(ring, low.tolist(), high.tolist())
        for ring in pieces(part.points.astype(np.float64), part.starts)
    ]
    if not polygons:
        return part
    points = np.rint(np.concatenate(polygons)).astype(np.int64)
    rings, _ = without_repeats(Rings(points, starts_of([len(polygon) for polygon in polygons]), part.shape))
    area = areas(rings)
    some = np.flatnonzero(area)
    whole = len(some) == 1 and abs(float(area[some[0]])) == float((high - low).prod())
    rings = rings.select(some, rings.shape[some])
    return None if whole else rings


def _extent(clip: Rings) -> tuple[Integers, Integers, bool]:
    """The least and greatest x, y, and whether the clip is the rectangle between them."""
    if not len(clip.points):
        return np.zeros(2, np.int64), np.zeros(2, np.int64), False
    low, high = clip.points.min(axis=0), clip.points.max(axis=0)
    corners = ((clip.points == low) | (clip.points == high)).all()
    return low, high, bool(corners) and len(clip.points) == 4


def _batches(rings: Rings, shapes: Integers) -> Iterator[Integers]:
    """The shapes in runs of about BATCH edges."""
    edges = np.bincount(rings.shape, weights=np.diff(rings.starts), minlength=int(shapes.max(initial=0)) + 1)[
        shapes
    ]
    run = (np.cumsum(edges) // BATCH).astype(np.int64)
    for batch in np.split(shapes, np.flatnonzero(np.diff(run)) + 1):
        if len(batch):
            yield batch


def _part(rings: Rings, shapes: Integers) -> Rings:
    """Some shapes, ascending, numbered from 0."""
    chosen = np.flatnonzero(np.isin(rings.shape, shapes))
    return rings.select(chosen, np.searchsorted(shapes, rings.shape[chosen]))


def _self_intersecting(rings: Rings, shapes: Integers, limit: WorkLimit) -> Flags:
    """For some shapes whether they are; what is too complex to know counts as such."""
    try:
        return self_intersecting(_part(rings, shapes), len(shapes), limit)
    except TooComplex:
        if len(shapes) == 1:
            return np.ones(1, np.bool_)
    middle = len(shapes) // 2
    return np.concatenate(
        [_self_intersecting(rings, half, limit) for half in (shapes[:middle], shapes[middle:])]
    )


def _combined(
    subject: Rings, nonzero: Flags, clip: Sequence[Rings | None], limit: WorkLimit
) -> tuple[Rings, int]:
    """Like combine; a shape that is too complex by itself stays as it is, a long one goes; both count."""
    clipped = np.array([own is not None for own in clip], np.bool_)
    own = [
        Rings(c.points, c.starts, np.full(len(c.shape), shape))
        for shape, c in enumerate(clip)
        if c is not None
    ]
    cutters = join_rings(own) if own else _part(subject, np.empty(0, np.int64))
    try:
        return combine(subject, nonzero, cutters, clipped, limit), 0
    except TooComplex:
        if len(nonzero) == 1:
            goes = len(subject.points) > LONGEST and crossing_share(subject) > TANGLED
            return (_part(subject, np.empty(0, np.int64)) if goes else subject), 1
    middle = len(nonzero) // 2
    halves = []
    failed = 0
    for begin, end in ((0, middle), (middle, len(nonzero))):
        part, count = _combined(
            _part(subject, np.arange(begin, end)), nonzero[begin:end], clip[begin:end], limit
        )
        halves.append(Rings(part.points, part.starts, part.shape + begin))
        failed += count
    return join_rings(halves), failed
