# SPDX-License-Identifier: GPL-3.0-or-later
"""Which strokes look the same as a flat ribbon along their line: smooth ones that end bluntly, all seen.

A ribbon is as wide everywhere across its line. So it has no other caps, and at a corner it would be too
narrow.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ...arrays import first_directions, norms
from ..paint import Solid
from ..shape import CenterLine, Subpath
from .backdrop import opaque
from .ring_set import holds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..shape import Element, Points
    from .element_outline import Outline
    from .ring_set import Rings

# How much a matrix may change widths by their direction, and the cosine of a turn that is no corner.
UNEVEN, SMOOTH = 1e-3, math.cos(math.radians(2))


def center_lines(
    drawn: Sequence[Outline], rings: Rings, clips: Sequence[Sequence[Rings]]
) -> list[CenterLine | None]:
    """For each outline the line in place of it, if it is a stroke of that kind.

    rings: the outlines before any cut.
    """
    starts = np.searchsorted(rings.shape_of_point(), np.arange(len(drawn) + 1)).tolist()
    found: list[CenterLine | None] = [None] * len(drawn)
    for nth, (outline, cutters) in enumerate(zip(drawn, clips, strict=True)):
        points = rings.points[starts[nth] : starts[nth + 1]]
        if not outline.centers or not len(points) or not _is_plain(outline):
            continue
        low, high = points.min(axis=0), points.max(axis=0)
        if all(holds(clip, low, high) for clip in cutters):
            found[nth] = _center_line(outline.element)
    return found


def _is_plain(outline: Outline) -> bool:
    """Whether the stroke has one colour, and neither dashes nor caps to be seen."""
    stroke, paint = outline.element.stroke, outline.paint
    if not stroke or stroke.dashes or not isinstance(paint, Solid) or not opaque(paint):
        return False
    blunt = stroke.cap == "BUTT" or all(subpath.closed for subpath in outline.element.subpaths)
    return blunt and not outline.element.surfaces


def _center_line(element: Element) -> CenterLine | None:
    m, stroke = element.matrix, element.stroke
    assert stroke
    scale = math.sqrt(abs(m.a * m.d - m.b * m.c))
    even = math.hypot(m.a, m.b), math.hypot(m.c, m.d)
    skew = abs(m.a * m.c + m.b * m.d)
    if max(abs(side - scale) for side in even) > UNEVEN * scale or skew > UNEVEN * scale**2:
        return None
    linear, offset = np.array([(m.a, m.b), (m.c, m.d)]), np.array((m.e, m.f))
    if not all(_is_smooth(subpath.points, closed=subpath.closed) for subpath in element.subpaths):
        return None
    lines = tuple(Subpath(own.points @ linear + offset, own.closed) for own in element.subpaths)
    return CenterLine(lines, stroke.width * scale)


def _is_smooth(points: Points, *, closed: bool) -> bool:
    """Whether a chain has no corner, and no segment without length."""
    if len(points) < 4 or not np.isfinite(points).all():
        return False
    parts = points[:-1].reshape(-1, 3, 2)
    start, one, two, end = parts[:, 0], parts[:, 1], parts[:, 2], points[3::3]
    leaving = first_directions(one - start, two - start, end - start)
    coming = first_directions(end - two, end - one, end - start)
    if not (norms(leaving) * norms(coming)).all():
        return False
    cosine = (coming * np.roll(leaving, -1, axis=0)).sum(axis=1)
    return bool((cosine if closed else cosine[:-1]).min(initial=1.0) > SMOOTH)
