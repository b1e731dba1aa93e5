# SPDX-License-Identifier: GPL-3.0-or-later
"""Which shapes are filled by polygons; the others are curves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...media.svg.shape import Picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...media.svg.shape import Shape
    from .vector_settings import VectorChoice


def filled_by_polygons(import_as: VectorChoice) -> Callable[[Shape], bool]:
    """Tells it of a shape of an artwork that becomes this; pictures are meshes whatever the rest becomes."""
    if import_as == "CURVES":
        return lambda shape: isinstance(shape.paint, Picture)
    return lambda _: True
