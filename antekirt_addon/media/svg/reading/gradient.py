# SPDX-License-Identifier: GPL-3.0-or-later
"""Gradients: what their elements say, inherited along href → a Gradient in root units (SVG 1.1, 13.2)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from ..paint import Gradient, Matrix, Solid, Stop
from .cascade import inherit
from .color import parse_color
from .length import fraction, length
from .transform import compose, invert, parse_transform

if TYPE_CHECKING:
    from .document_index import DocumentIndex
    from .object_space import ObjectSpace
    from .xml_tree import Node

GRADIENTS = {"linearGradient", "radialGradient"}
SPREADS: dict[str, Literal["PAD", "REFLECT", "REPEAT"]] = {"reflect": "REFLECT", "repeat": "REPEAT"}
LONGEST_CHAIN = 100
BLACK = Solid(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Definition:
    """A gradient element with everything that it inherits along href."""

    tag: str
    attributes: dict[str, str]
    stops: tuple[Stop, ...]


def define(node: Node, index: DocumentIndex) -> Definition:
    """What a gradient element says, with everything that it inherits along href."""
    attributes: dict[str, str] = {}
    stops: tuple[Stop, ...] = ()
    link: Node | None = node
    seen: set[int] = set()
    while link is not None and link.tag in GRADIENTS and id(link) not in seen and len(seen) < LONGEST_CHAIN:
        seen.add(id(link))
        for name, value in (link.attributes | _transform_property(link, index)).items():
            geometric = name in ("x1", "y1", "x2", "y2", "cx", "cy", "r", "fx", "fy", "fr")
            if not geometric or link.tag == node.tag:
                attributes.setdefault(name, value)
        stops = stops or _read_stops(link, index)
        link = index.linked(link)
    return Definition(node.tag, attributes, stops)


def _transform_property(node: Node, index: DocumentIndex) -> dict[str, str]:
    """The transform that CSS gives a gradient, as its attribute."""
    own = index.declared(node)
    return {"gradientTransform": own["transform"]} if "transform" in own else {}


def _read_stops(node: Node, index: DocumentIndex) -> tuple[Stop, ...]:
    """The stops of one gradient element, in ascending order."""
    stops: list[Stop] = []
    least = 0.0
    for child in node.children:
        if child.tag != "stop":
            continue
        own = index.declared(child)
        text = own.get("stop-color", "black")
        color = parse_color(text) or (_current_color(child, index) if "current" in text.lower() else BLACK)
        alpha = color.alpha * fraction(own.get("stop-opacity"), 1.0)
        least = max(least, fraction(child.attributes.get("offset"), 0.0))
        stops.append(Stop(least, replace(color, alpha=alpha)))
    return tuple(stops)


def _current_color(node: Node, index: DocumentIndex) -> Solid:
    style = inherit(index.style_around(node), index.declared(node))
    return parse_color(style.get("color", "black")) or BLACK


def gradient_paint(definition: Definition, space: ObjectSpace, alpha: float) -> Gradient | Solid | None:
    """The paint of one element; a gradient without extent is a single colour."""
    stops = tuple(Stop(stop.offset, _faded(stop.color, alpha)) for stop in definition.stops)
    if not stops:
        return None
    if len(stops) == 1:
        return stops[0].color
    attributes = definition.attributes
    matrix = parse_transform(attributes.get("gradientTransform", ""))
    width, height, diagonal = space.viewport.width, space.viewport.height, space.viewport.diagonal
    if attributes.get("gradientUnits") != "userSpaceOnUse":
        box = space.box()
        if box is None or box.right <= box.left or box.bottom <= box.top:
            return None
        matrix = compose(box.to_unit(), matrix)
        width = height = diagonal = 1.0

    def read(name: str, whole: float, default: str) -> float:
        text = attributes.get(name, default)
        return length(text, length(default, 0.0, whole), whole, space.font_size)

    focus = (0.0, 0.0)
    kind: Literal["LINEAR", "RADIAL"]
    if definition.tag == "linearGradient":
        kind = "LINEAR"
        x, y = read("x1", width, "0%"), read("y1", height, "0%")
        across, down = read("x2", width, "100%") - x, read("y2", height, "0%") - y
        own = Matrix(across, down, -down, across, x, y)
        extent = math.hypot(across, down)
    else:
        kind = "RADIAL"
        x, y, extent = read("cx", width, "50%"), read("cy", height, "50%"), read("r", diagonal, "50%")
        own = Matrix(extent, 0.0, 0.0, extent, x, y)
        if extent > 0.0:
            focal_x = read("fx", width, "") if "fx" in attributes else x
            focal_y = read("fy", height, "") if "fy" in attributes else y
            focus = _inside((focal_x - x) / extent, (focal_y - y) / extent)
            stops = _shrunk(stops, min(read("fr", diagonal, "0%") / extent, 1.0))
    if extent <= 0.0:
        return stops[-1].color
    to_gradient = invert(compose(space.matrix, compose(matrix, own)))
    if to_gradient is None:
        return None
    return Gradient(kind, stops, SPREADS.get(attributes.get("spreadMethod", ""), "PAD"), to_gradient, focus)


def _faded(color: Solid, alpha: float) -> Solid:
    return color if alpha == 1.0 else replace(color, alpha=color.alpha * alpha)


def _inside(x: float, y: float) -> tuple[float, float]:
    """The focus, kept within the circle."""
    distance = math.hypot(x, y)
    most = 0.999
    return (x, y) if distance <= most else (x / distance * most, y / distance * most)


def _shrunk(stops: tuple[Stop, ...], start: float) -> tuple[Stop, ...]:
    """The stops, beginning at a focal circle of this radius (exact for a focus in the centre)."""
    if start <= 0.0:
        return stops
    return tuple(Stop(start + stop.offset * (1.0 - start), stop.color) for stop in stops)
