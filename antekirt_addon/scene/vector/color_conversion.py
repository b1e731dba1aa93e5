# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours of a file in the forms that Blender wants."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from mathutils import Color

from ...media.svg.paint import Gradient, Picture, Solid

if TYPE_CHECKING:
    from ...media.svg.paint import Paint

Backdrop: TypeAlias = "tuple[float, float, float]"  # sRGB-encoded
LEAST_ALPHA = 1 / 512  # below, the colour is of no matter


def paint_name(paint: Paint) -> str:
    """ "#FF8800", "#FF880080" where it lets through, "Linear Gradient"."""
    if isinstance(paint, Picture):
        return "Picture"
    if isinstance(paint, Gradient):
        return f"{paint.kind.title()} Gradient"
    values = (paint.red, paint.green, paint.blue, paint.alpha)
    name = "".join(f"{round(255 * value):02X}" for value in values)
    return "#" + name.removesuffix("FF") if name.endswith("FF") else "#" + name


@lru_cache(maxsize=4096)
def linear(color: Solid) -> tuple[float, float, float, float]:
    """The colour in the scene's linear space, whichever that is, and its alpha."""
    shown = Color((color.red, color.green, color.blue)).from_srgb_to_scene_linear()
    return shown.r, shown.g, shown.b, color.alpha


def linear_over(color: Solid, backdrop: Backdrop | None) -> tuple[float, float, float, float]:
    """The linear colour and the alpha that blend linearly over a backdrop to what a browser shows there.

    A browser shows s = alpha · color + (1 - alpha) · backdrop, sRGB-encoded. Where that is darker than the
    backdrop, an alpha of the file's may be too little to get there: then it is raised until black suffices.
    Without a backdrop the colour is as the file says.
    """
    if color.alpha >= 1.0 or backdrop is None:
        return linear(color)
    part = max(color.alpha, LEAST_ALPHA)
    channels = zip((color.red, color.green, color.blue), backdrop, strict=True)
    shown = linear(Solid(*(part * own + (1 - part) * below for own, below in channels)))[:3]
    behind = linear(Solid(*backdrop))[:3]
    needed = [1 - goal / below for goal, below in zip(shown, behind, strict=True) if below > max(goal, 0.0)]
    alpha = max([part, *needed])
    red, green, blue = (
        max(0.0, (goal - (1 - alpha) * below) / alpha) for goal, below in zip(shown, behind, strict=True)
    )
    return red, green, blue, alpha if color.alpha > 0 else 0.0
