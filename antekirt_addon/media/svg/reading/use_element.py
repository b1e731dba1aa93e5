# SPDX-License-Identifier: GPL-3.0-or-later
"""Content that is drawn in a place of its own: use, symbol and nested svg (SVG 1.1, 5.6 and 7.9)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ....message import Message
from ..error import SvgError
from ..shape import Matrix
from .cascade import font_size, inherit
from .clip_path import added, window
from .graphics_state import local_matrix
from .length import length
from .object_space import Frame, Viewport
from .transform import compose
from .viewport import fit, view_box

if TYPE_CHECKING:
    from .converter import Walk
    from .graphics_state import Place
    from .style_sheet import Declarations
    from .xml_tree import Node

DEEPEST = 64
SYMBOLS = {"symbol", "svg"}


def enter_use(walk: Walk, use: Node, place: Place) -> list[tuple[Node, Place]]:
    """Give the element that a use refers to, or a symbol's children, and the place where they are drawn."""
    target = walk.catalog.linked(use)
    if target is None:
        href = use.href() or "#"
        if not href.startswith("#"):
            walk.left_out[Message("external reference")] += 1
        return []
    if target in place.copied or is_inside(use, target):
        walk.left_out[Message("recursive use")] += 1
        return []
    if len(place.copied) >= DEEPEST:
        raise SvgError("This SVG's use elements are nested too deep; simplify the file and try again")
    size = font_size(place.style)
    x = length(use.attributes.get("x"), 0.0, place.viewport.width, size)
    y = length(use.attributes.get("y"), 0.0, place.viewport.height, size)
    moved = replace(place, matrix=compose(place.matrix, Matrix(e=x, f=y)), copied=(*place.copied, target))
    return enter_symbol(walk, target, use, moved) if target.tag in SYMBOLS else [(target, moved)]


def enter_symbol(walk: Walk, symbol: Node, use: Node, place: Place) -> list[tuple[Node, Place]]:
    own = walk.catalog.declared(symbol)
    if own.get("display") == "none":
        return []
    style = inherit(place.style, own)
    matrix = local_matrix(own, place)
    frame = Frame(matrix, place.viewport, font_size(style), lambda: None)
    clips, opacity = walk.shown(own, frame, place)
    if opacity <= 0.0:
        return []
    inner = replace(place, style=style, opacity=opacity, matrix=matrix, clips=clips)
    return enter_viewport(symbol, use, own, inner)


def enter_viewport(node: Node, sized: Node, own: Declarations, place: Place) -> list[tuple[Node, Place]]:
    """Give a nested svg's or a symbol's children; sized is the node whose width and height count first."""
    outer, size = place.viewport, font_size(place.style)

    def read(name: str, whole: float) -> float:
        text = sized.attributes.get(name) or node.attributes.get(name)
        return length(text, whole, whole, size)

    width, height = read("width", outer.width), read("height", outer.height)
    if width <= 0.0 or height <= 0.0:
        return []
    matrix = place.matrix
    if node.tag == "svg":
        x = length(node.attributes.get("x"), 0.0, outer.width, size)
        y = length(node.attributes.get("y"), 0.0, outer.height, size)
        matrix = compose(matrix, Matrix(e=x, f=y))
    clips = place.clips
    if own.get("overflow", "hidden") not in ("visible", "auto"):
        clips = added(clips, [window((0.0, 0.0), (width, height), matrix)])
    box, viewport = view_box(node.attributes), Viewport(width, height)
    if box is not None:
        matrix = compose(matrix, fit(box, width, height, node.attributes.get("preserveAspectRatio", "")))
        viewport = Viewport(box.width, box.height)
    inner = replace(place, matrix=matrix, clips=clips, viewport=viewport)
    return [(child, inner) for child in node.children]


def is_inside(node: Node, other: Node) -> bool:
    above: Node | None = node
    while above is not None:
        if above is other:
            return True
        above = above.parent
    return False
