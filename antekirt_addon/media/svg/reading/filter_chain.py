# SPDX-License-Identifier: GPL-3.0-or-later
"""A filter property → primitives: functions of CSS and filter elements, one after the other."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from .. import filter_primitive as fp
from . import color_matrix
from .color import parse_color
from .filter_element import FilterElement, Unsupported
from .length import NUMBER, fraction, length

if TYPE_CHECKING:
    from ..filter_primitive import Operation, Primitive, Region
    from ..shape import Element
    from .nested_content import ContentConverter
    from .object_space import ObjectSpace
    from .style_sheet import Declarations

FUNCTION = re.compile(r"([a-z-]+)\(((?:[^()]|\([^()]*\))*)\)", re.IGNORECASE)
ANGLE = re.compile(rf"\s*({NUMBER})\s*(deg|rad|grad|turn)?\s*$", re.IGNORECASE)
DEGREES = {"deg": 1.0, "rad": 180.0 / math.pi, "grad": 0.9, "turn": 360.0}
PARTS = re.compile(r"[a-z-]+\([^()]*\)|[^\s,]+", re.IGNORECASE)
MATRICES = {
    "grayscale": color_matrix.grayscale,
    "sepia": color_matrix.sepia,
    "saturate": color_matrix.saturation,
}


class FilterChain:
    """What a filter property amounts to.

    primitives, contents: as an Effect has them. region: what the filter is cut to, in user units, if it is.
    opacity: of all that. hides: nothing is shown at all, as a filter element without primitives says.
    """

    def __init__(self) -> None:
        self.primitives: list[Primitive] = []
        self.contents: list[tuple[Element, ...]] = []
        self.region: Region | None = None
        self.opacity = 1.0
        self.hides = False

    @classmethod
    def of(cls, own: Declarations, space: ObjectSpace, converter: ContentConverter) -> FilterChain | None:
        """The chain of an element with these properties; None where it cannot be drawn."""
        chain = cls()
        for name, arguments in FUNCTION.findall(own.get("filter", "")):
            if name.lower() == "url":
                node = converter.index.target(f"url({arguments})")
                if node is None or node.tag != "filter":
                    continue
                try:
                    chain.add_element(FilterElement(node, space, converter))
                except Unsupported:
                    return None
            elif not chain._add_function(name.lower(), arguments.strip(), own, space):
                return None
        return chain

    @property
    def source(self) -> int:
        """The input that is the picture so far."""
        return len(self.primitives) - 1 if self.primitives else fp.SOURCE

    def add_element(self, element: FilterElement) -> None:
        """Go on with a filter element."""
        self._fade()
        found = element.primitives(self.source, len(self.primitives), len(self.contents))
        self.hides = self.hides or not found
        self.primitives += found
        self.contents += element.contents
        self.region = element.region

    def _add(self, operation: Operation, *inputs: int) -> int:
        """Add a primitive of a function, which mixes colours sRGB-encoded; gives its number."""
        self._fade()
        self.primitives.append(fp.Primitive(operation, inputs or (self.source,), None, is_linear=False))
        return len(self.primitives) - 1

    def _fade(self) -> None:
        """Put the opacity into a primitive, as others come after it."""
        if self.opacity < 1.0:
            curve = fp.Curve("table", (0.0, self.opacity))
            fade = fp.Transfer((None, None, None, curve))
            self.primitives.append(fp.Primitive(fade, (self.source,), None, is_linear=False))
            self.opacity = 1.0

    def _add_function(self, name: str, arguments: str, own: Declarations, space: ObjectSpace) -> bool:
        """Go on with a function; False if there is none of that name."""
        size = space.font_size
        if name == "blur":
            deviation = length(arguments, 0.0, 0.0, size)
            self._add(fp.Blur(deviation, deviation))
        elif name == "drop-shadow":
            self._add_shadow(PARTS.findall(arguments), own, size)
        elif name == "hue-rotate":
            match = ANGLE.match(arguments)
            angle = float(match[1]) * DEGREES[(match[2] or "deg").lower()] if match else 0.0
            self._add(fp.ColorMatrix(color_matrix.hue_rotation(angle)))
        elif name in ("grayscale", "sepia", "saturate"):
            amount = max(length(arguments, 1.0, 1.0), 0.0)
            self._add(fp.ColorMatrix(MATRICES[name](amount)))
        elif name in ("brightness", "contrast", "invert"):
            amount = max(length(arguments, 1.0, 1.0), 0.0)
            first, last = {
                "brightness": (0.0, amount),
                "contrast": (0.5 - amount / 2, 0.5 + amount / 2),
                "invert": (min(amount, 1.0), 1.0 - min(amount, 1.0)),
            }[name]
            curve = fp.Curve("table", (first, last))
            self._add(fp.Transfer((curve, curve, curve, None)))
        elif name == "opacity":
            self.opacity *= fraction(arguments, 1.0)
        else:
            return False
        return True

    def _add_shadow(self, parts: list[str], own: Declarations, size: float) -> None:
        color, sizes = None, []
        for part in parts:
            found = parse_color(part)
            if found is not None:
                color = found
            elif part.lower() != "currentcolor":
                sizes.append(length(part, 0.0, 0.0, size))
        color = color or parse_color(own.get("color", "black")) or parse_color("black")
        assert color is not None
        across, down, blur = [*sizes, 0.0, 0.0, 0.0][:3]
        self._fade()
        source = self.source
        self._add(fp.Blur(blur, blur), source)
        moved = self._add(fp.Offset(across, down))
        flood = self._add(fp.Flood((color.red, color.green, color.blue, color.alpha)))
        shadow = self._add(fp.Compose("in"), flood, moved)
        self._add(fp.Merge(), shadow, source)
