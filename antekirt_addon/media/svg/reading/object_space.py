# SPDX-License-Identifier: GPL-3.0-or-later
"""The coordinate system in which an element's paints and clips are to be understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .length import diagonal

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..paint import Matrix
    from .bounding_box import Box


@dataclass(frozen=True, slots=True)
class Viewport:
    """What percentages refer to, in user units."""

    width: float
    height: float

    @property
    def diagonal(self) -> float:
        """What percentages refer to that are neither of the width nor of the height."""
        return diagonal(self.width, self.height)


@dataclass(slots=True)
class ObjectSpace:
    """An element's local units: matrix maps them to root units; box() is the element's own bounding box."""

    matrix: Matrix
    viewport: Viewport
    font_size: float
    box: Callable[[], Box | None]
