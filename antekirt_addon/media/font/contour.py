# SPDX-License-Identifier: GPL-3.0-or-later
"""A glyph's contours as closed chains of cubic Bézier segments, (3n + 1, 2) points each."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Contour: TypeAlias = "NDArray[np.float64]"


def chain_of_quadratics(corners: Sequence[tuple[float, float, bool]]) -> Contour:
    """The chain of a TrueType contour: between two controls it goes through the point half way."""
    passed: list[tuple[float, float, bool]] = []
    for (x, y, on), (next_x, next_y, next_on) in zip(corners, [*corners[1:], corners[0]], strict=True):
        passed.append((x, y, on))
        if not on and not next_on:
            passed.append(((x + next_x) / 2, (y + next_y) / 2, True))
    first = next((nth for nth, corner in enumerate(passed) if corner[2]), 0)
    passed = [*passed[first:], *passed[: first + 1]]
    points = [passed[0][:2]]
    control: tuple[float, float] | None = None
    for x, y, on in passed[1:]:
        if not on:
            control = x, y
            continue
        start = points[-1]
        middle = control
        if middle is None:
            points += straight(start, (x, y))
        else:
            points += [
                (start[0] + 2 / 3 * (middle[0] - start[0]), start[1] + 2 / 3 * (middle[1] - start[1])),
                (x + 2 / 3 * (middle[0] - x), y + 2 / 3 * (middle[1] - y)),
                (x, y),
            ]
        control = None
    return np.array(points, np.float64)


def straight(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """The two controls and the end of a straight segment."""
    x, y = end[0] - start[0], end[1] - start[1]
    return [
        (start[0] + x / 3, start[1] + y / 3),
        (start[0] + x * 2 / 3, start[1] + y * 2 / 3),
        end,
    ]
