# SPDX-License-Identifier: GPL-3.0-or-later
"""What fills the viewport at the very back, to be left out where a figure is wanted by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from .backdrop import opaque
from .ring_set import areas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .element_outline import Outline
    from .self_intersection_removal import Simplified

# Parts of the viewport: what fills it, and what is left of a background from which the figure was cut out.
WHOLE, MUCH = 0.995, 0.5


def without_background(drawn: Sequence[Outline], simple: Simplified, viewport: float) -> Simplified:
    """All outlines but those at the very back that fill the viewport, and what they hide.

    viewport: its area in square grid units. Where nothing else would be left, nothing is taken away.
    """
    rings = simple.rings
    area = np.abs(areas(rings)) / viewport
    largest = np.zeros(len(drawn))
    np.maximum.at(largest, rings.shape, area)
    filled = 2 * largest - np.bincount(
        rings.shape, weights=area, minlength=len(drawn)
    )  # the others are holes
    hides = (filled >= WHOLE) & np.array([_hides(o) for o in drawn], np.bool_)
    hides[list(simple.pieced)] = False
    fills = (largest >= WHOLE) & (filled >= MUCH)
    first = int(np.flatnonzero(hides).max(initial=-1)) + 1
    while first < len(drawn) and (fills[first] or not largest[first]):
        first += 1
    while 0 < first < len(drawn) and drawn[first].element is drawn[first - 1].element:
        first += 1  # its stroke
    kept = np.flatnonzero(rings.shape >= first)
    if not len(kept):
        return simple
    return replace(simple, rings=rings.select(kept, rings.shape[kept]), source=simple.source[kept])


def _hides(outline: Outline) -> bool:
    """Whether nothing beneath an outline shines through, nor changes how it looks."""
    plain = all(surface.opacity >= 1.0 and surface.mode == "normal" for surface in outline.element.surfaces)
    return plain and opaque(outline.paint)
