# SPDX-License-Identifier: GPL-3.0-or-later
"""Elements that hold others: their children, still to be drawn, and in which state (SVG 1.1, 5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..shape import Group
from .cascade import font_size, inherit
from .context_paint import ContextPaint
from .element_name import element_name
from .graphics_state import GraphicsState, applies, local_matrix
from .nested_content import Purpose
from .object_space import ObjectSpace
from .surface import on_surface
from .transform import IDENTITY, invert, parse_transform
from .use_element import enter_use, enter_viewport

if TYPE_CHECKING:
    from .bounding_box import Box
    from .nested_content import ContentConverter
    from .xml_tree import Node

GROUPS = {"g", "a", "svg", "switch", "use"}
MOST_NAMED_GROUPS = 64  # deeper groups are drawn, but not named


def enter_group(
    node: Node, state: GraphicsState, converter: ContentConverter
) -> list[tuple[Node, GraphicsState]]:
    """A group's children, still to be drawn, and in which state."""
    own = converter.index.declared(node, state.inherited)
    if own.get("display") == "none" or not applies(node):
        return []
    inherited = inherit(state.inherited, own)
    matrix = local_matrix(own, state)
    space = ObjectSpace(matrix, state.viewport, font_size(inherited), lambda: _box(node, state, converter))
    clips, opacity = converter.clips_and_opacity(node, own, space, state)
    if opacity <= 0.0:
        return []
    groups = state.groups
    if node.parent is not None and len(groups) < MOST_NAMED_GROUPS:
        is_layer = node in converter.index.layers
        groups = (*groups, Group(element_name(node), node.attributes.get("id", ""), is_layer))
    inner = GraphicsState(
        inherited, matrix, state.viewport, opacity, clips, groups, state.copied, state.surfaces, state.context
    )
    inner = on_surface(own, inner, converter)
    if node.tag == "use":
        context = ContextPaint.of(inherited, space, state.context)
        return enter_use(node, replace(inner, context=context), converter)
    if node.tag == "svg" and node.parent is not None:
        return enter_viewport(node, node, own, inner)
    if node.tag == "switch":
        chosen = next((child for child in node.children if applies(child)), None)
        return [(chosen, inner)] if chosen is not None else []
    return [(child, inner) for child in node.children]


def _box(node: Node, state: GraphicsState, converter: ContentConverter) -> Box | None:
    """The bounding box of a group in its own local units."""
    bare = replace(state, matrix=IDENTITY, opacity=1.0, clips=())
    back = invert(parse_transform(converter.index.declared(node, state.inherited).get("transform", "")))
    if back is None:
        return None
    return converter.convert_content(node, [node], bare, Purpose.MEASURE).extent(back)
