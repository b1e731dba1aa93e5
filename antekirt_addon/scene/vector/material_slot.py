# SPDX-License-Identifier: GPL-3.0-or-later
"""How the shapes of one curve object are shared out to material slots.

Blender fills the splines of a slot together, and loses shapes whose borders touch
(findings/curve-fill-shared-sides.sh). So only shapes of one paint, with a gap between them, share a slot; a
material may be in several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from ...media.svg.shape import Shape


def material_slots(shapes: Sequence[Shape]) -> list[int]:
    """The number of each shape's slot; numbers count from 0 in the order in which shapes first need them."""
    touching = _touching(shapes)
    of_paint: dict[
        tuple[Hashable, ...], list[list[int]]
    ] = {}  # for each slot its number and, as bits, its shapes
    count = 0
    chosen = []
    for index, shape in enumerate(shapes):
        own = of_paint.setdefault((shape.paint, shape.backdrop, shape.layer), [])
        slot = next((slot for slot in own if not slot[1] & touching[index]), None)
        if slot is None:
            slot = [count, 0]
            own.append(slot)
            count += 1
        slot[1] |= 1 << index
        chosen.append(slot[0])
    return chosen


def paint_slots(shapes: Sequence[Shape]) -> list[int]:
    """The same for a mesh, whose faces are nobody's holes: a slot for each paint."""
    slots: dict[tuple[Hashable, ...], int] = {}
    return [slots.setdefault((shape.paint, shape.backdrop), len(slots)) for shape in shapes]


def _touching(shapes: Sequence[Shape]) -> list[int]:
    """For each shape those whose boxes touch its own, as bits."""
    points = np.concatenate([subpath.points for shape in shapes for subpath in shape.subpaths])
    counts = [sum(len(subpath.points) for subpath in shape.subpaths) for shape in shapes]
    first = np.cumsum([0, *counts[:-1]])
    (left, top), (right, bottom) = np.minimum.reduceat(points, first).T, np.maximum.reduceat(points, first).T
    touching = (left[:, None] <= right) & (top[:, None] <= bottom)
    touching &= touching.T
    rows = np.packbits(touching, axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in rows]
