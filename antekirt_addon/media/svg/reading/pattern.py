# SPDX-License-Identifier: GPL-3.0-or-later
"""Patterns: their tiles, drawn one by one and clipped to the shape that they fill (SVG 1.1, 13.3)."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from ..shape import ClipRegion, Matrix, Subpath
from .bounding_box import bounds
from .cascade import inherit
from .clip_path import added, window
from .length import length
from .object_space import Purpose, Viewport
from .transform import apply, compose, invert, parse_transform
from .viewport import fit, view_box

if TYPE_CHECKING:
    from ..shape import Element, Rule
    from .converter import Walk
    from .graphics_state import Figure
    from .xml_tree import Node

MOST_TILES = 2_000
LONGEST_CHAIN = 32


def tiles(walk: Walk, pattern: Node, figure: Figure, rule: Rule) -> list[Element] | None:
    """Give the elements that fill a shape with a pattern; None if they are too many or make no sense."""
    subpaths, frame, place = figure.subpaths, figure.frame, figure.place
    chain = sources(walk, pattern)
    attributes: dict[str, str] = {}
    for node in chain:
        attributes = node.attributes | attributes
    content = next((node for node in chain if node.children), None)
    box = frame.box()
    if content is None or box is None or pattern in walk.within:
        return None
    matrix = parse_transform(attributes.get("patternTransform", attributes.get("transform", "")))
    to_box = Matrix()
    wholes = (frame.viewport.width, frame.viewport.height) * 2
    if attributes.get("patternUnits") != "userSpaceOnUse":
        to_box, wholes = box.to_unit(), (1.0, 1.0, 1.0, 1.0)
    x, y, width, height = (
        length(attributes.get(name), 0.0, whole, frame.font_size)
        for name, whole in zip(("x", "y", "width", "height"), wholes, strict=True)
    )
    x, y = to_box.a * x + to_box.e, to_box.d * y + to_box.f
    width, height = to_box.a * width, to_box.d * height
    back = invert(matrix)
    if width <= 0.0 or height <= 0.0 or back is None:
        return None

    reach = bounds(Subpath(apply(back, part.points), part.closed) for part in subpaths)
    assert reach is not None
    columns = range(math.floor((reach.left - x) / width), math.ceil((reach.right - x) / width))
    rows = range(math.floor((reach.top - y) / height), math.ceil((reach.bottom - y) / height))
    if len(columns) * len(rows) > MOST_TILES:
        return None

    inner, viewport = Matrix(e=-x, f=-y), frame.viewport
    tile_box = view_box(attributes)
    if tile_box is not None:
        inner = fit(tile_box, width, height, attributes.get("preserveAspectRatio", ""))
        viewport = Viewport(tile_box.width, tile_box.height)
    elif attributes.get("patternContentUnits") == "objectBoundingBox":
        inner = Matrix(box.right - box.left, 0.0, 0.0, box.bottom - box.top)
    style = inherit(walk.catalog.style_around(content), walk.catalog.declared(content))
    shape = (
        ClipRegion(tuple(Subpath(apply(frame.matrix, part.points), part.closed) for part in subpaths), rule),
    )
    clips = added(place.clips, [shape])
    found: list[Element] = []
    for row in rows:
        for column in columns:
            corner = Matrix(e=x + column * width, f=y + row * height)
            tile = compose(compose(frame.matrix, matrix), corner)
            here = replace(
                place,
                style=style,
                matrix=compose(tile, inner),
                clips=added(clips, [window((0.0, 0.0), (width, height), tile)]),
                viewport=viewport,
                copied=(*place.copied, pattern),
            )
            apart = walk.draw_apart(pattern, content.children, here, Purpose.DRAW)
            if not found:
                walk.left_out.update(apart.left_out)
            found += apart.elements
    return found


def sources(walk: Walk, pattern: Node) -> list[Node]:
    """Give the pattern and those that it inherits from along href."""
    chain: list[Node] = []
    link: Node | None = pattern
    while link is not None and link.tag == "pattern" and link not in chain and len(chain) < LONGEST_CHAIN:
        chain.append(link)
        link = walk.catalog.linked(link)
    return chain
