# SPDX-License-Identifier: GPL-3.0-or-later
"""What a fill or stroke is painted with: a colour, a gradient or nothing (SVG 1.1, 11.2)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from .color import parse_color
from .gradient import GRADIENTS, define, place
from .length import fraction

if TYPE_CHECKING:
    from ..shape import Paint, Solid
    from .document_index import Catalog
    from .gradient import Definition
    from .object_space import Frame
    from .style_sheet import Declarations
    from .xml_tree import Node

SERVER = re.compile(r"\s*url\([^)]*\)\s*(.*)$", re.DOTALL)
ICC = re.compile(r"\s*icc-color\([^)]*\)\s*$")


class Palette:
    """Gives the paints of one document; each gradient element is read once."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.definitions: dict[int, Definition] = {}

    def paint(self, kind: str, style: Declarations, opacity: float, frame: Frame) -> Paint | None:
        """Give the paint of "fill" or "stroke" for an element."""
        value = style.get(kind) or ("black" if kind == "fill" else "none")
        if value == "none":
            return None
        alpha = opacity * fraction(style.get(f"{kind}-opacity"), 1.0)
        if alpha <= 0.0:
            return None
        solid = tinted(value, alpha)
        if solid is not None:
            return solid if solid.alpha > 0.0 else None
        server = SERVER.match(value)
        if server is None:
            return self.flat(value, style, alpha)
        target = self.catalog.target(value)
        if target is not None and target.tag in GRADIENTS:
            found = place(self.definition(target), frame, alpha)
            if found is not None:
                return found
        return self.flat(server[1] or "none", style, alpha)

    def pattern(self, kind: str, style: Declarations) -> Node | None:
        """Give the pattern element that "fill" or "stroke" refers to."""
        target = self.catalog.target(style.get(kind))
        return target if target is not None and target.tag == "pattern" else None

    def definition(self, node: Node) -> Definition:
        if id(node) not in self.definitions:
            self.definitions[id(node)] = define(node, self.catalog)
        return self.definitions[id(node)]

    def flat(self, value: str, style: Declarations, alpha: float) -> Solid | None:
        value = ICC.sub("", value)
        if value.strip().lower() == "currentcolor":
            value = style.get("color", "black")
        return tinted(value, alpha)


@lru_cache(maxsize=65536)
def tinted(value: str, alpha: float) -> Solid | None:
    color = parse_color(value)
    return replace(color, alpha=color.alpha * alpha) if color is not None else None
