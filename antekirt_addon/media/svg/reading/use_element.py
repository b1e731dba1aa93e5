# SPDX-License-Identifier: GPL-3.0-or-later
"""Content drawn elsewhere or in a viewport of its own: use, symbol, nested svg (SVG 1.1, 5.6 and 7.9)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ....message import Message
from ..error import SvgError
from ..paint import Matrix
from .cascade import font_size, inherit
from .clip_algebra import intersection, window
from .graphics_state import local_matrix
from .length import length
from .object_space import ObjectSpace, Viewport
from .surface import on_surface
from .transform import compose
from .viewport import fit, view_box

if TYPE_CHECKING:
    from .graphics_state import GraphicsState
    from .nested_content import ContentConverter
    from .style_sheet import Declarations
    from .xml_tree import Node

DEEPEST = 64
SYMBOLS = {"symbol", "svg"}


def enter_use(
    use: Node, state: GraphicsState, converter: ContentConverter
) -> list[tuple[Node, GraphicsState]]:
    """The element that a use refers to, or a symbol's children, still to be drawn, and in which state."""
    target = converter.index.linked(use)
    if target is None:
        href = use.href() or "#"
        if not href.startswith("#"):
            converter.left_out[Message("external reference")] += 1
        return []
    if target in state.copied or _is_inside(use, target):
        converter.left_out[Message("recursive use")] += 1
        return []
    if len(state.copied) >= DEEPEST:
        raise SvgError("This SVG's use elements are nested too deep; simplify the file and try again")
    size = font_size(state.inherited)
    x = length(use.attributes.get("x"), 0.0, state.viewport.width, size)
    y = length(use.attributes.get("y"), 0.0, state.viewport.height, size)
    moved = replace(state, matrix=compose(state.matrix, Matrix(e=x, f=y)), copied=(*state.copied, target))
    return _enter_symbol(target, use, moved, converter) if target.tag in SYMBOLS else [(target, moved)]


def _enter_symbol(
    symbol: Node, use: Node, state: GraphicsState, converter: ContentConverter
) -> list[tuple[Node, GraphicsState]]:
    """A symbol's children in its viewport, as the use element sizes it."""
    own = converter.index.declared(symbol, state.inherited)
    if own.get("display") == "none":
        return []
    inherited = inherit(state.inherited, own)
    matrix = local_matrix(own, state)
    space = ObjectSpace(matrix, state.viewport, font_size(inherited), lambda: None)
    clips, opacity = converter.clips_and_opacity(symbol, own, space, state)
    if opacity <= 0.0:
        return []
    inner = replace(state, inherited=inherited, opacity=opacity, matrix=matrix, clips=clips)
    inner = on_surface(own, inner, converter)
    return enter_viewport(symbol, use, own, inner)


def enter_viewport(
    node: Node, sized: Node, own: Declarations, state: GraphicsState
) -> list[tuple[Node, GraphicsState]]:
    """A nested svg's or a symbol's children; sized is the node whose width and height count first."""
    outer, size = state.viewport, font_size(state.inherited)

    def read(name: str, whole: float) -> float:
        text = sized.attributes.get(name) or node.attributes.get(name)
        return length(text, whole, whole, size)

    width, height = read("width", outer.width), read("height", outer.height)
    if width <= 0.0 or height <= 0.0:
        return []
    matrix = state.matrix
    if node.tag == "svg":
        x = length(node.attributes.get("x"), 0.0, outer.width, size)
        y = length(node.attributes.get("y"), 0.0, outer.height, size)
        matrix = compose(matrix, Matrix(e=x, f=y))
    clips = state.clips
    if own.get("overflow", "hidden") not in ("visible", "auto"):
        clips = intersection(clips, [window((0.0, 0.0), (width, height), matrix)])
    box, viewport = view_box(node.attributes), Viewport(width, height)
    if box is not None:
        matrix = compose(matrix, fit(box, width, height, node.attributes.get("preserveAspectRatio", "")))
        viewport = Viewport(box.width, box.height)
    inner = replace(state, matrix=matrix, clips=clips, viewport=viewport)
    return [(child, inner) for child in node.children]


def _is_inside(node: Node, other: Node) -> bool:
    """Whether a node is another one or lies anywhere in it."""
    above: Node | None = node
    while above is not None:
        if above is other:
            return True
        above = above.parent
    return False
