# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts: each run of letters that is painted alike is an element, its letters the outline (SVG 1.1, 10)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ....message import Message
from ..shape import Element
from .cascade import font_size, inherit
from .computed_style import ComputedStyle
from .figure import paint
from .graphics_state import Figure, applies, local_matrix
from .nested_content import Purpose
from .object_space import ObjectSpace
from .surface import on_surface
from .text_layout import TextLayout
from .text_run import extent, runs
from .transform import is_sane

if TYPE_CHECKING:
    from .graphics_state import GraphicsState
    from .nested_content import ContentConverter
    from .xml_tree import Node


def draw_text(node: Node, state: GraphicsState, converter: ContentConverter) -> None:
    """Add the elements of a text."""
    index = converter.index
    own = index.declared(node, state.inherited)
    if own.get("display") == "none" or not applies(node):
        return
    inherited, matrix = inherit(state.inherited, own), local_matrix(own, state)
    layout = TextLayout(node, inherited, index, state.viewport)
    if not is_sane(matrix):
        converter.left_out[Message("text")] += 1
        return
    space = ObjectSpace(matrix, state.viewport, font_size(inherited), lambda: extent(layout.glyphs))
    clips, opacity = converter.clips_and_opacity(node, own, space, state)
    if opacity <= 0.0:
        return
    converter.left_out.update(layout.left_out)
    here = on_surface(own, replace(state, matrix=matrix, opacity=opacity, clips=clips), converter)
    for run in runs(layout.glyphs):
        style = replace(ComputedStyle.of(run.inherited), fill_rule="NONZERO", clip_rule="NONZERO")
        if not run.subpaths or not style.is_visible:
            continue
        if converter.purpose is Purpose.DRAW:
            paint(Figure(node, run.span.own, style, run.subpaths, space, here), converter, run.text)
        else:
            converter.add(Element(node.tag, (), run.subpaths, matrix, None, "NONZERO", None, clips), state)
