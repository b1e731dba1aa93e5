# SPDX-License-Identifier: GPL-3.0-or-later
"""Which texts can stay texts: those that no clip cuts. Of the others only the outlines are right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..paint import Matrix
from .ring_set import holds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..shape import Text
    from .element_outline import Outline
    from .ring_set import Rings
    from .self_intersection_removal import Simplified


def uncut_texts(
    drawn: Sequence[Outline], rings: Rings, simple: Simplified, clips: Sequence[Sequence[Rings]]
) -> list[Text | None]:
    """For each outline its text, in root units, if all of it is seen.

    rings: the outlines before any cut. simple: what became of them, which also tells where some overlap.
    """
    as_drawn = np.bincount(rings.shape, minlength=len(drawn))
    kept = np.bincount(simple.rings.shape[simple.source >= 0], minlength=len(drawn))
    starts = np.searchsorted(rings.shape_of_point(), np.arange(len(drawn) + 1)).tolist()
    found: list[Text | None] = [None] * len(drawn)
    for nth, (o, cutters) in enumerate(zip(drawn, clips, strict=True)):
        text, points = o.element.text, rings.points[starts[nth] : starts[nth + 1]]
        if text is not None and len(points):
            low, high = points.min(axis=0), points.max(axis=0)
            if all(holds(clip, low, high) for clip in cutters):
                found[nth] = replace(
                    text,
                    overlaps=text.overlaps and bool(kept[nth] < as_drawn[nth]),
                    matrix=_compose(o.element.matrix, text.matrix),
                )
    return found


def _compose(outer: Matrix, inner: Matrix) -> Matrix:
    """The map that does inner first, then outer."""
    linear = np.array([[outer.a, outer.c], [outer.b, outer.d]])
    (a, c), (b, d) = (linear @ [[inner.a, inner.c], [inner.b, inner.d]]).tolist()
    e, f = (linear @ [inner.e, inner.f] + [outer.e, outer.f]).tolist()
    return Matrix(a, b, c, d, e, f)
