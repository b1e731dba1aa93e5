# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, materials have no custom properties
"""Colors of a scene as a file says them: the way back from color_conversion.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mathutils import Color

from ...media.svg.paint import Solid
from . import material_paint
from .color_conversion import LEAST_ALPHA, Backdrop, linear

if TYPE_CHECKING:
    from ...media.svg.paint import Stop


def noted_stops(material: Any) -> tuple[Stop, ...] | None:
    """The colors that the file has for a material, if they are noted and nobody has changed it since."""
    noted: Any = material.get(material_paint.STOPS)
    paint = material_paint.read(material) if noted is not None else None
    if paint is None:
        return None
    said = [(s.offset, s.color.red, s.color.green, s.color.blue, s.color.alpha) for s in paint.stops]
    return paint.stops if [value for stop in said for value in stop] == list(noted) else None


def note_backdrop(material: Any, backdrop: Backdrop) -> None:
    """Have a material say over what it is meant to be seen."""
    material[material_paint.BACKDROP] = backdrop


def backdrop_of(material: Any) -> Backdrop | None:
    """Over what a material is meant to be seen, if it was noted."""
    values = material.get(material_paint.BACKDROP) if material else None
    if values is None or len(values) != 3:
        return None
    red, green, blue = map(float, values)
    return red, green, blue


def as_in_file(shown: tuple[float, ...], material: Any = None) -> Solid:
    """The color of a file that shows what a linear color with its alpha shows; material: that has it."""
    stops = noted_stops(material) if material else None
    return material_paint.mean_color(stops) if stops else over(shown, backdrop_of(material))


def over(shown: tuple[float, ...], backdrop: Backdrop | None = None) -> Solid:
    """A linear color that blends linearly over a backdrop, as one that blends sRGB-encoded to the same."""
    alpha = min(max(shown[3], 0.0), 1.0)
    if alpha >= 1.0 or alpha < LEAST_ALPHA or backdrop is None:
        return _solid(_encoded(shown[:3]), alpha)
    behind = linear(Solid(*backdrop))[:3]
    mixed = tuple(alpha * own + (1 - alpha) * below for own, below in zip(shown[:3], behind, strict=True))
    own = (
        min(max((goal - (1 - alpha) * below) / alpha, 0.0), 1.0)
        for goal, below in zip(_encoded(mixed), backdrop, strict=True)
    )
    return _solid(tuple(own), alpha)


def _encoded(color: tuple[float, ...]) -> tuple[float, ...]:
    shown = Color(color[:3]).from_scene_linear_to_srgb()
    return tuple(min(max(value, 0.0), 1.0) for value in (shown.r, shown.g, shown.b))


def _solid(color: tuple[float, ...], alpha: float) -> Solid:
    red, green, blue = color
    return Solid(red, green, blue, alpha)
