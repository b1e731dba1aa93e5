# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours of a file in the forms that Blender wants."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mathutils import Color

from ...media.svg.shape import Solid

if TYPE_CHECKING:
    from ...media.svg.shape import Paint


def paint_name(paint: Paint) -> str:
    """ "#FF8800", "#FF880080" where it lets through, "Linear Gradient"."""
    if not isinstance(paint, Solid):
        return f"{paint.kind.title()} Gradient"
    values = (paint.red, paint.green, paint.blue, paint.alpha)
    name = "".join(f"{round(255 * value):02X}" for value in values)
    return "#" + name.removesuffix("FF") if name.endswith("FF") else "#" + name


@lru_cache(maxsize=4096)
def linear(color: Solid) -> tuple[float, float, float, float]:
    """The colour in the scene's linear space, whichever that is, and its alpha."""
    red, green, blue = Color((color.red, color.green, color.blue)).from_srgb_to_scene_linear()
    return red, green, blue, color.alpha


def opaque(paint: Paint) -> bool:
    colors = [paint] if isinstance(paint, Solid) else [stop.color for stop in paint.stops]
    return all(color.alpha >= 1.0 for color in colors)
