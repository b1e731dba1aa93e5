# SPDX-License-Identifier: GPL-3.0-or-later
"""Patterns: their tiles, drawn one by one and clipped to the shape that they fill (SVG 1.1, 13.3)."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from ..filter_primitive import Region
from ..paint import Matrix
from ..shape import ClipRegion
from .bounding_box import bounds
from .cascade import inherit
from .clip_algebra import intersection, window
from .length import length
from .nested_content import Purpose
from .object_space import Viewport
from .pattern_picture import repeated, seen_part
from .patterned_part import opacity_of, painted, together
from .transform import compose, invert, map_subpaths, parse_transform
from .viewport import fit, view_box

if TYPE_CHECKING:
    from ..shape import Element
    from .context_paint import PaintKind
    from .document_index import DocumentIndex
    from .graphics_state import Figure
    from .nested_content import ContentConverter
    from .xml_tree import Node

MOST_TILES = 2_000
LONGEST_CHAIN = 32


def tiles(
    pattern: Node, kind: PaintKind, figure: Figure, converter: ContentConverter
) -> list[Element] | None:
    """The elements that fill or stroke a shape with a pattern; None if they make no sense."""
    space, state = figure.space, figure.state
    subpaths = painted(kind, figure)
    chain = _sources(pattern, converter.index)
    attributes: dict[str, str] = {}
    for node in chain:
        attributes = node.attributes | attributes
    content = next((node for node in chain if node.children), None)
    box = space.box()
    if content is None or box is None or pattern in converter.within:
        return None
    matrix = parse_transform(attributes.get("patternTransform", attributes.get("transform", "")))
    to_box = Matrix()
    wholes = (space.viewport.width, space.viewport.height) * 2
    if attributes.get("patternUnits") != "userSpaceOnUse":
        to_box, wholes = box.to_unit(), (1.0, 1.0, 1.0, 1.0)
    x, y, width, height = (
        length(attributes.get(name), 0.0, whole, space.font_size)
        for name, whole in zip(("x", "y", "width", "height"), wholes, strict=True)
    )
    x, y = to_box.a * x + to_box.e, to_box.d * y + to_box.f
    width, height = to_box.a * width, to_box.d * height
    back = invert(matrix)
    if width <= 0.0 or height <= 0.0 or back is None:
        return None

    if not subpaths:
        return []
    reach = bounds(map_subpaths(back, subpaths))
    assert reach is not None
    first = (reach.left - x) / width, (reach.top - y) / height
    last = (reach.right - x) / width, (reach.bottom - y) / height
    is_fine = kind == "stroke" or not all(
        high - low <= MOST_TILES for low, high in zip(first, last, strict=True)
    )
    columns, rows = range(0), range(0)
    if not is_fine:
        columns, rows = (range(math.floor(a), math.ceil(b)) for a, b in zip(first, last, strict=True))
        is_fine = len(columns) * len(rows) > MOST_TILES
    if is_fine:
        seen = seen_part(subpaths, space.matrix, matrix, converter.page)
        if seen is None:
            return []
        columns = range(column := math.floor(((seen.left + seen.right) / 2 - x) / width), column + 1)
        rows = range(row := math.floor(((seen.top + seen.bottom) / 2 - y) / height), row + 1)

    inner, viewport = Matrix(), space.viewport
    tile_box = view_box(attributes)
    if tile_box is not None:
        inner = fit(tile_box, width, height, attributes.get("preserveAspectRatio", ""))
        viewport = Viewport(tile_box.width, tile_box.height)
    elif attributes.get("patternContentUnits") == "objectBoundingBox":
        inner = Matrix(box.right - box.left, 0.0, 0.0, box.bottom - box.top)
    inherited = inherit(converter.index.style_around(content), converter.index.declared(content))
    shape = (ClipRegion(map_subpaths(space.matrix, subpaths), figure.style.fill_rule),)
    clips = () if is_fine else intersection(state.clips, [shape])
    found: list[Element] = []
    for row in rows:
        for column in columns:
            corner = Matrix(e=x + column * width, f=y + row * height)
            tile = compose(compose(space.matrix, matrix), corner)
            here = replace(
                state,
                inherited=inherited,
                matrix=compose(tile, inner),
                clips=intersection(clips, [window((0.0, 0.0), (width, height), tile)]),
                viewport=viewport,
                copied=(*state.copied, pattern),
                opacity=1.0 if is_fine else state.opacity,
                surfaces=(),  # which the elements are given with the shape's own
            )
            tile_content = converter.convert_content(pattern, content.children, here, Purpose.DRAW)
            if not found:
                converter.left_out.update(tile_content.left_out)
            found += tile_content.elements
    if is_fine:
        left, top = x + columns[0] * width, y + rows[0] * height
        region = Region(left, top, left + width, top + height)
        return [repeated(figure, kind, compose(space.matrix, matrix), region, tuple(found))]
    is_flat = len(found) <= len(rows) * len(columns) and not any(one.fill and one.stroke for one in found)
    return together(found, opacity_of(kind, figure), is_flat=is_flat or not converter.has_surfaces)


def _sources(pattern: Node, index: DocumentIndex) -> list[Node]:
    """The pattern and those that it inherits from along href."""
    chain: list[Node] = []
    link: Node | None = pattern
    while link is not None and link.tag == "pattern" and link not in chain and len(chain) < LONGEST_CHAIN:
        chain.append(link)
        link = index.linked(link)
    return chain
