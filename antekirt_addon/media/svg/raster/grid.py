# SPDX-License-Identifier: GPL-3.0-or-later
"""The pixels of a canvas, and where they lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from .affine import mapped

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..paint import Matrix
    from ..shape import Points

Canvas: TypeAlias = "NDArray[np.float32]"  # (height, width, 4), premultiplied
Coverage: TypeAlias = "NDArray[np.float32]"  # (height, width), 0 to 1


@dataclass(frozen=True, slots=True)
class Grid:
    """from_root maps root units to pixels, whose corners lie at whole numbers, the first one's at (0, 0)."""

    from_root: Matrix
    width: int
    height: int

    def pixels(self, points: Points) -> Points:
        """Points of root units, shape (n, 2), in pixels."""
        return mapped(self.from_root, points)

    @property
    def scale(self) -> float:
        """How many pixels a root unit is long, in the mean of all directions."""
        m = self.from_root
        return float(abs(m.a * m.d - m.b * m.c) ** 0.5)

    def empty(self) -> Canvas:
        """A canvas with nothing on it."""
        return np.zeros((self.height, self.width, 4), np.float32)


@dataclass(frozen=True, slots=True)
class Patch:
    """A rectangle of pixels, from row top and column left on: what an outline can cover."""

    top: int
    left: int
    coverage: Coverage

    @property
    def rows(self) -> slice:
        """Of the canvas."""
        return slice(self.top, self.top + self.coverage.shape[0])

    @property
    def columns(self) -> slice:
        """Of the canvas."""
        return slice(self.left, self.left + self.coverage.shape[1])
