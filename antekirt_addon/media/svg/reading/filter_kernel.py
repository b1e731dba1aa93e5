# SPDX-License-Identifier: GPL-3.0-or-later
"""Kernels of filters: what each pixel takes from those around it (Filter Effects 1, 9.9)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .. import filter_primitive as fp
from .filter_light import number
from .length import numbers

if TYPE_CHECKING:
    from .object_space import ObjectSpace
    from .xml_tree import Node

MOST_ENTRIES = 400
# Without a length of its own a kernel goes by the pixels of the screen. It is drawn as on a page of so many.
LEAST_PIXELS = 256


def convolution(step: Node, unit: tuple[float, float], space: ObjectSpace) -> fp.Convolution | None:
    """The convolution of a step; None if it is in error. unit: the lengths of one unit, across and down."""
    sides = [round(value) for value in numbers(step.attributes.get("order", "")) or [3.0]]
    columns, rows = sides[0], sides[-1]
    kernel = numbers(step.attributes.get("kernelMatrix", ""))
    if min(columns, rows) <= 0 or len(kernel) != columns * rows or len(kernel) > MOST_ENTRIES:
        return None
    x, y = (
        round(number(step, name, float(side // 2)))
        for name, side in (("targetX", columns), ("targetY", rows))
    )
    if not (0 <= x < columns and 0 <= y < rows):
        return None
    divisor = number(step, "divisor", 0.0) or sum(kernel) or 1.0
    edge = step.attributes.get("edgeMode", "duplicate")
    return fp.Convolution(
        columns,
        tuple(value / divisor for value in reversed(kernel)),
        (x, y),
        _steps(step, unit, space),
        number(step, "bias", 0.0),
        edge if edge in {"wrap", "none"} else "duplicate",  # type: ignore[arg-type] # as checked
        step.attributes.get("preserveAlpha") == "true",
    )


def _steps(step: Node, unit: tuple[float, float], space: ObjectSpace) -> tuple[float, float]:
    """How far the entries lie from each other, across and down."""
    given = numbers(step.attributes.get("kernelUnitLength", ""))
    if given and min(given) > 0:
        return given[0] * unit[0], given[-1] * unit[1]
    m = space.matrix
    pixel = min(1.0, max(space.viewport.width, space.viewport.height) / LEAST_PIXELS)
    return pixel / (math.hypot(m.a, m.b) or 1.0), pixel / (math.hypot(m.c, m.d) or 1.0)
