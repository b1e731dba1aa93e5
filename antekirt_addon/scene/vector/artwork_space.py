# SPDX-License-Identifier: GPL-3.0-or-later
"""The way from the units of a file to the local space that all objects of an artwork share.

file: x right, y down, the top left corner at (0, 0)
local: x right, y up, the viewport's centre at (0, 0), its longer side as long as asked for
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ...media.svg.paint import Matrix
    from ...media.svg.shape import Artwork, Points

VIEWPORT = (
    "antekirt_viewport"  # on the root: width and height in units of the file, scene units for each of them
)
# Where the depth buffer of a viewport with default clipping runs out of steps, layers begin to flicker.
# That is near 1/10000 of the size, for sizes from 20 cm to 20 m.
LEAST_SPACING = 1 / 1000
MOST_THICKNESS = 18 / 1000


@dataclass(frozen=True, slots=True)
class ArtworkSpace:
    """width, height: of the viewport, in units of the file. scale: scene units for each of those.

    spacing: the depth between two layers in scene units.
    """

    width: float
    height: float
    scale: float
    spacing: float

    @classmethod
    def of(cls, artwork: Artwork, size: float, spacing: float | None) -> ArtworkSpace:
        """The space of an artwork whose longer side is to be size; a spacing of None is chosen by it."""
        if spacing is None:
            spacing = size * min(LEAST_SPACING, MOST_THICKNESS / max(artwork.layer_count - 1, 1))
        return cls(artwork.width, artwork.height, size / max(artwork.width, artwork.height), spacing)

    @property
    def size(self) -> float:
        """The longer side of the viewport in scene units."""
        return max(self.width, self.height) * self.scale

    def to_local(self, points: Points) -> NDArray[np.float64]:
        """From shape (n, 2) in units of the file to shape (n, 2) in local space."""
        return (points - (self.width / 2, self.height / 2)) * (self.scale, -self.scale)

    def to_local_point(self, x: float, y: float) -> tuple[float, float]:
        """One point in units of the file in local space."""
        return (x - self.width / 2) * self.scale, (self.height / 2 - y) * self.scale

    def from_local(self, matrix: Matrix) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
        """The rows (factor of x, factor of y, constant) that take local space where matrix takes the file."""
        x, y = self.width / 2, self.height / 2
        return (
            (matrix.a / self.scale, -matrix.c / self.scale, matrix.a * x + matrix.c * y + matrix.e),
            (matrix.b / self.scale, -matrix.d / self.scale, matrix.b * x + matrix.d * y + matrix.f),
        )
