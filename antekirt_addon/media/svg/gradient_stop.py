# SPDX-License-Identifier: GPL-3.0-or-later
"""Stops of a gradient, as many as it takes where something is made of each that is not straight."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from .paint import Solid, Stop

if TYPE_CHECKING:
    from collections.abc import Sequence

BETWEEN = 6  # pieces between two stops of different colours


def finer_stops(stops: Sequence[Stop]) -> list[Stop]:
    """The stops and some more between them, so that what is made of each goes nearly straight."""
    result = [stops[0]]
    for one, other in pairwise(stops):
        a, b = one.color, other.color
        parts = BETWEEN if a != b and other.offset > one.offset else 1
        for number in range(1, parts + 1):
            t = number / parts
            color = Solid(
                a.red + t * (b.red - a.red),
                a.green + t * (b.green - a.green),
                a.blue + t * (b.blue - a.blue),
                a.alpha + t * (b.alpha - a.alpha),
            )
            result.append(Stop(one.offset + t * (other.offset - one.offset), color))
    return result
