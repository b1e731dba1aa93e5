# SPDX-License-Identifier: GPL-3.0-or-later
"""The coordinate system in which an element's paints and clips are to be understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from .length import diagonal

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..shape import Matrix
    from .bounding_box import Box


class Purpose(Enum):
    """What a walk through nodes is for: to see them, to know their outlines, or to cut with these."""

    DRAW = "draw"
    MEASURE = "measure"
    CLIP = "clip"


@dataclass(frozen=True, slots=True)
class Viewport:
    """What percentages refer to, in user units."""

    width: float
    height: float

    @property
    def diagonal(self) -> float:
        return diagonal(self.width, self.height)


@dataclass(slots=True)
class Frame:
    """matrix maps the element's local units to root units; box() gives the element's own bounding box."""

    matrix: Matrix
    viewport: Viewport
    font_size: float
    box: Callable[[], Box | None]
