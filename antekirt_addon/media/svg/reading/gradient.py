# SPDX-License-Identifier: GPL-3.0-or-later
"""Gradients: what their elements say, inherited along href → a Gradient in root units (SVG 1.1, 13.2)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from ..shape import Gradient, Matrix, Solid, Stop
from .cascade import inherit
from .color import parse_color
from .length import fraction, length
from .transform import compose, invert, parse_transform

if TYPE_CHECKING:
    from .document_index import Catalog
    from .object_space import Frame
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


def define(node: Node, catalog: Catalog) -> Definition:
    attributes: dict[str, str] = {}
    stops: tuple[Stop, ...] = ()
    link: Node | None = node
    seen: set[int] = set()
    while link is not None and link.tag in GRADIENTS and id(link) not in seen and len(seen) < LONGEST_CHAIN:
        seen.add(id(link))
        for name, value in (link.attributes | transform_property(link, catalog)).items():
            geometric = name in ("x1", "y1", "x2", "y2", "cx", "cy", "r", "fx", "fy", "fr")
            if not geometric or link.tag == node.tag:
                attributes.setdefault(name, value)
        stops = stops or read_stops(link, catalog)
        link = catalog.linked(link)
    return Definition(node.tag, attributes, stops)


def transform_property(node: Node, catalog: Catalog) -> dict[str, str]:
    own = catalog.declared(node)
    return {"gradientTransform": own["transform"]} if "transform" in own else {}


def read_stops(node: Node, catalog: Catalog) -> tuple[Stop, ...]:
    stops: list[Stop] = []
    least = 0.0
    for child in node.children:
        if child.tag != "stop":
            continue
        own = catalog.declared(child)
        text = own.get("stop-color", "black")
        color = parse_color(text) or (current_color(child, catalog) if "current" in text.lower() else BLACK)
        alpha = color.alpha * fraction(own.get("stop-opacity"), 1.0)
        least = max(least, fraction(child.attributes.get("offset"), 0.0))
        stops.append(Stop(least, replace(color, alpha=alpha)))
    return tuple(stops)


def current_color(node: Node, catalog: Catalog) -> Solid:
    style = inherit(catalog.style_around(node), catalog.declared(node))
    return parse_color(style.get("color", "black")) or BLACK


def place(definition: Definition, frame: Frame, alpha: float) -> Gradient | Solid | None:
    """Give the paint for one element; a gradient without extent is a single colour."""
    stops = tuple(Stop(stop.offset, faded(stop.color, alpha)) for stop in definition.stops)
    if not stops:
        return None
    if len(stops) == 1:
        return stops[0].color
    attributes = definition.attributes
    matrix = parse_transform(attributes.get("gradientTransform", ""))
    width, height, diagonal = frame.viewport.width, frame.viewport.height, frame.viewport.diagonal
    if attributes.get("gradientUnits") != "userSpaceOnUse":
        box = frame.box()
        if box is None or box.right <= box.left or box.bottom <= box.top:
            return None
        matrix = compose(box.to_unit(), matrix)
        width = height = diagonal = 1.0

    def read(name: str, whole: float, default: str) -> float:
        text = attributes.get(name, default)
        return length(text, length(default, 0.0, whole), whole, frame.font_size)

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
            focus = inside((focal_x - x) / extent, (focal_y - y) / extent)
            stops = shrunk(stops, min(read("fr", diagonal, "0%") / extent, 1.0))
    if extent <= 0.0:
        return stops[-1].color
    to_gradient = invert(compose(frame.matrix, compose(matrix, own)))
    if to_gradient is None:
        return None
    return Gradient(kind, stops, SPREADS.get(attributes.get("spreadMethod", ""), "PAD"), to_gradient, focus)


def faded(color: Solid, alpha: float) -> Solid:
    return color if alpha == 1.0 else replace(color, alpha=color.alpha * alpha)


def inside(x: float, y: float) -> tuple[float, float]:
    """Keep the focus within the circle."""
    distance = math.hypot(x, y)
    most = 0.999
    return (x, y) if distance <= most else (x / distance * most, y / distance * most)


def shrunk(stops: tuple[Stop, ...], start: float) -> tuple[Stop, ...]:
    """Let the colours begin at a focal circle of this radius (exact for a focus in the centre)."""
    if start <= 0.0:
        return stops
    return tuple(Stop(start + stop.offset * (1.0 - start), stop.color) for stop in stops)
