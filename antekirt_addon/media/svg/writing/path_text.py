# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers and path data as text, no longer than it must be for what can be seen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..paint import Matrix
    from ..shape import Subpath

NOTHING = 1e-9
DIGITS = 6  # of the page's size: what is left is a millionth of it, near what Blender keeps


class NumberText:
    """Numbers of a page, to as many decimals as its size makes sense of."""

    def __init__(self, size: float) -> None:
        self._decimals = max(0, DIGITS - 1 - math.floor(math.log10(size)))

    def of(self, value: float) -> str:
        return shortened(round(float(value), self._decimals), self._decimals)

    def path(self, subpaths: Sequence[Subpath]) -> str:
        """The data of a path: M, L where a segment is straight, else C, and Z."""
        return "".join(part for subpath in subpaths for part in self._subpath(subpath))

    def _subpath(self, subpath: Subpath) -> list[str]:
        points = subpath.points
        straight = _straight(points)
        parts = [f"M{self._pair(points[0])}"]
        segments = len(straight)
        for number in range(segments):
            if straight[number]:
                if not (subpath.closed and number == segments - 1):  # Z draws that one
                    parts.append(f"L{self._pair(points[3 * number + 3])}")
            else:
                parts.append("C" + " ".join(self._pair(points[3 * number + k]) for k in (1, 2, 3)))
        return [*parts, "Z"] if subpath.closed else parts

    def _pair(self, point: Sequence[float]) -> str:
        return f"{self.of(point[0])} {self.of(point[1])}"


def shortened(value: float, decimals: int) -> str:
    """A number without zeros at its end, and never "-0"."""
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def matrix_text(m: Matrix) -> str:
    """A transform, exact enough whatever it is multiplied with."""
    scale = max(map(abs, (m.a, m.b, m.c, m.d)))
    reach = max(scale, abs(m.e), abs(m.f))
    parts = [*((value, scale) for value in (m.a, m.b, m.c, m.d)), (m.e, reach), (m.f, reach)]
    return f"matrix({' '.join(_rounded(value, size) for value, size in parts)})"


def _rounded(value: float, size: float) -> str:
    """A number without what is nothing beside another."""
    return f"{value:.9g}" if abs(value) > NOTHING * size else "0"


def _straight(points: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> list[bool]:
    """Whether both controls of each segment lie on its chord, to a millionth of that."""
    start, one, two, end = points[:-1:3], points[1::3], points[2::3], points[3::3]
    chord = end - start
    square = (chord**2).sum(1)
    result = np.ones(len(start), np.bool_)
    for control in (one - start, two - start):
        along = (control * chord).sum(1)
        aside = control[:, 0] * chord[:, 1] - control[:, 1] * chord[:, 0]
        result &= (np.abs(aside) <= 1e-5 * square) & (along >= -1e-5 * square)
        result &= along <= (1 + 1e-5) * square
    flags: list[bool] = result.tolist()
    return flags
