# SPDX-License-Identifier: GPL-3.0-or-later
"""Flattened curves that still know where they were smooth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...arrays import Integers
    from ..shape import Points


@dataclass(frozen=True, slots=True)
class Polylines:
    """Polylines end to end.

    points: (n, 2); starts: (r + 1,), polyline i is points[starts[i]:starts[i + 1]].
    tangents: (n, 4), the directions in which a curve comes to a point and in which the next one leaves it;
        zeros inside of a curve and where there is none. They are there for strokes alone.
    """

    points: Points
    starts: Integers
    tangents: Points


@dataclass(frozen=True, slots=True)
class StrokedLine:
    """One polyline of an element's stroke, in the element's local units.

    points: (n, 2), n > 1, each differs from the one before, a closed line's first is not repeated.
    tangents: (n, 4), as in Polylines. element: whose line it is.
    """

    element: int
    points: Points
    tangents: Points
    closed: bool
