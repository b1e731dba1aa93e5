# SPDX-License-Identifier: GPL-3.0-or-later
"""What a fill or stroke is painted with: a colour, a gradient or nothing (SVG 1.1, 11.2)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from .color import parse_color
from .context_paint import paint_value
from .gradient import GRADIENTS, define, gradient_paint
from .length import fraction
from .mesh_gradient import MESHES, mean_color, mesh_picture

if TYPE_CHECKING:
    from ..paint import Paint, Solid
    from .context_paint import ContextPaint
    from .document_index import DocumentIndex
    from .gradient import Definition
    from .object_space import ObjectSpace
    from .style_sheet import Declarations
    from .xml_tree import Node

SERVER = re.compile(r"\s*url\([^)]*\)\s*(.*)$", re.DOTALL)
ICC = re.compile(r"\s*icc-color\([^)]*\)\s*$")


class Palette:
    """The paints of one document; each gradient element is read once."""

    def __init__(self, index: DocumentIndex) -> None:
        self._index = index
        self._definitions: dict[int, Definition] = {}

    def paint(
        self,
        kind: str,
        style: Declarations,
        opacity: float,
        space: ObjectSpace,
        context: ContextPaint | None = None,
    ) -> Paint | None:
        """The paint of "fill" or "stroke" for an element."""
        value, space = paint_value(kind, style, space, context)
        if value == "none":
            return None
        alpha = opacity * fraction(style.get(f"{kind}-opacity"), 1.0)
        if alpha <= 0.0:
            return None
        solid = _tinted(value, alpha)
        if solid is not None:
            return solid if solid.alpha > 0.0 else None
        server = SERVER.match(value)
        if server is None:
            return self._flat(value, style, alpha)
        target = self._index.target(value)
        if target is not None and target.tag in GRADIENTS:
            found = gradient_paint(self._definition(target), space, alpha)
            if found is not None:
                return found
        if target is not None and target.tag in MESHES:
            mesh = mesh_picture(target, self._index, space, alpha)
            if mesh is not None:
                return mesh if kind == "fill" else mean_color(mesh)
        return self._flat(server[1] or "none", style, alpha)

    def is_mesh(self, value: str) -> bool:
        """Whether the value of "stroke" refers to a mesh gradient, of which a stroke has but the mean."""
        target = self._index.target(value)
        return target is not None and target.tag in MESHES

    def pattern(self, value: str) -> Node | None:
        """The pattern element that the value of "fill" or "stroke" refers to."""
        target = self._index.target(value)
        return target if target is not None and target.tag == "pattern" else None

    def _definition(self, node: Node) -> Definition:
        if id(node) not in self._definitions:
            self._definitions[id(node)] = define(node, self._index)
        return self._definitions[id(node)]

    def _flat(self, value: str, style: Declarations, alpha: float) -> Solid | None:
        """A single colour, currentColor among them; None where the value is none."""
        value = ICC.sub("", value)
        if value.strip().lower() == "currentcolor":
            value = style.get("color", "black")
        return _tinted(value, alpha)


@lru_cache(maxsize=65536)
def _tinted(value: str, alpha: float) -> Solid | None:
    color = parse_color(value)
    return replace(color, alpha=color.alpha * alpha) if color is not None else None
