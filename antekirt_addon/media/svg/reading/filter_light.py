# SPDX-License-Identifier: GPL-3.0-or-later
"""Lighting of filters: the lamp and what it shines upon (Filter Effects 1, 9.12 and 10)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .. import filter_primitive as fp
from .color import parse_color
from .length import numbers

if TYPE_CHECKING:
    from .filter_region import FilterRegion
    from .style_sheet import Declarations
    from .xml_tree import Node

LAMPS = {"feDistantLight", "fePointLight", "feSpotLight"}


def lighting(step: Node, own: Declarations, region: FilterRegion) -> fp.Lighting | None:
    """The lighting of a step; None without a lamp."""
    node = next((child for child in step.children if child.tag in LAMPS), None)
    if node is None:
        return None
    is_specular = step.tag == "feSpecularLighting"
    color = parse_color(own.get("lighting-color", "white"))
    return fp.Lighting(
        is_specular,
        number(step, "surfaceScale", 1.0),
        max(number(step, "specularConstant" if is_specular else "diffuseConstant", 1.0), 0.0),
        number(step, "specularExponent", 1.0),
        (color.red, color.green, color.blue) if color else (1.0, 1.0, 1.0),
        _lamp(node, region),
    )


def _lamp(node: Node, region: FilterRegion) -> fp.Lamp:
    if node.tag == "feDistantLight":
        azimuth, elevation = (math.radians(number(node, name, 0.0)) for name in ("azimuth", "elevation"))
        flat = math.cos(elevation)
        return fp.Lamp((flat * math.cos(azimuth), flat * math.sin(azimuth), math.sin(elevation)))
    position = _point(node, ("x", "y", "z"), region)
    if node.tag == "fePointLight":
        return fp.Lamp(position=position)
    angle = number(node, "limitingConeAngle", 90.0)
    return fp.Lamp(
        position=position,
        target=_point(node, ("pointsAtX", "pointsAtY", "pointsAtZ"), region),
        exponent=number(node, "specularExponent", 1.0),
        least_cosine=math.cos(math.radians(abs(angle))),
    )


def _point(node: Node, names: tuple[str, str, str], region: FilterRegion) -> tuple[float, float, float]:
    x, y, z = (number(node, name, 0.0) for name in names)
    (left, top), (across, down) = region.corner, region.unit
    return left + x * across, top + y * down, z * (across + down) / 2


def number(node: Node, name: str, default: float) -> float:
    """The first number of an attribute."""
    return (numbers(node.attributes.get(name, "")) or [default])[0]
