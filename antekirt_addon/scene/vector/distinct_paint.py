# SPDX-License-Identifier: GPL-3.0-or-later
"""What of many shapes differs in its material."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...media.arrays import Integers
    from ...media.svg.shape import Shape


def distinct_paints(shapes: Sequence[Shape]) -> tuple[list[Shape], Integers]:
    """The first shape of each paint over each backdrop, and for each shape the number of its own.

    Equal paints of an artwork are one object, so that nothing is compared but these.
    """
    number: dict[tuple[int, tuple[float, float, float]], int] = {}
    first: list[Shape] = []
    numbers = []
    for shape in shapes:
        key = (id(shape.paint), shape.backdrop)
        if key not in number:
            number[key] = len(first)
            first.append(shape)
        numbers.append(number[key])
    return first, np.array(numbers, np.int64)
