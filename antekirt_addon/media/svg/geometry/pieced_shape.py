# SPDX-License-Identifier: GPL-3.0-or-later
"""Which shapes that cross themselves are drawn piece by piece, as to make them simple would take too long."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from .rectangle_clip import clip_to_rectangle
from .ring_set import Rings, join_rings, pieces, without_repeats
from .self_intersection import crossing_share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...arrays import Integers

Box: TypeAlias = "tuple[Integers, Integers]"  # the least and the greatest x, y
# All edges that are made simple in any case, those of one shape, and its crossings, about.
FEW_IN_ALL, FEW, FEW_CROSSINGS = 20_000, 400, 2_000


def pieced_shapes(rings: Rings, asked: Integers, needed: Sequence[Sequence[Rings]]) -> dict[int, Box | None]:
    """Those of some shapes, with the boxes to which their clips cut them; needed: for each of all shapes."""
    edges = np.bincount(rings.shape, weights=np.diff(rings.starts), minlength=len(needed))
    much = edges[asked].sum() > FEW_IN_ALL
    found: dict[int, Box | None] = {}
    for shape in asked.tolist():
        boxes = [_box(clip) for clip in needed[shape]]
        if any(box is None for box in boxes):
            continue
        if much or (
            edges[shape] > FEW and crossing_share(rings.part(shape)) * edges[shape] ** 2 / 2 > FEW_CROSSINGS
        ):
            found[shape] = _common(box for box in boxes if box is not None)
    return found


def boxed_rings(rings: Rings, boxes: dict[int, Box | None]) -> tuple[Rings, Integers]:
    """The rings of some shapes, cut to boxes, and for each the one it was before, or -1."""
    of_shape = np.isin(rings.shape, [shape for shape, box in boxes.items() if box is None])
    whole = np.flatnonzero(of_shape)
    parts, origin = [rings.select(whole, rings.shape[whole])], [whole]
    for shape, box in boxes.items():
        if box is None:
            continue
        own = rings.part(shape)
        cut = [
            clip_to_rectangle(ring, box[0].tolist(), box[1].tolist())
            for ring in pieces(own.points.astype(np.float64), own.starts)
        ]
        points = np.rint(np.concatenate(cut)).astype(np.int64)
        starts = np.cumsum([0, *map(len, cut)])
        kept, _ = without_repeats(Rings(points, starts, own.shape))
        parts.append(kept)
        origin.append(np.full(len(kept.shape), -1))
    joined = np.concatenate(origin)
    order = np.argsort(np.concatenate([part.shape for part in parts]), kind="stable")
    return join_rings(parts), joined[order]


def _box(clip: Rings) -> Box | None:
    """The box that a clip is, if it is one."""
    if not len(clip.points):
        return None
    low, high = clip.points.min(axis=0), clip.points.max(axis=0)
    upright = ((clip.points == low) | (clip.points == high)).all()
    return (low, high) if upright and len(clip.points) == 4 else None


def _common(boxes: Iterable[Box]) -> Box | None:
    """What lies in all boxes; None if there are none."""
    every = list(boxes)
    if not every:
        return None
    low, high = (np.array(sides) for sides in zip(*every, strict=True))
    return low.max(axis=0), np.maximum(high.min(axis=0), low.max(axis=0))
