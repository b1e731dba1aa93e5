# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes: where they lie, what they are painted with, and the markers on them (SVG 1.1, 9 and 11)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ....message import Message
from ..shape import Element
from .basic_shape import geometry
from .bounding_box import bounds
from .context_paint import paint_value
from .element_name import element_name, is_named
from .graphics_state import Figure, applies, local_matrix
from .marker import MARKED, marked
from .nested_content import Purpose
from .object_space import ObjectSpace
from .pattern import tiles
from .stroke_properties import stroke_of
from .surface import mixes, on_surface
from .transform import IDENTITY, is_sane, map_subpaths

if TYPE_CHECKING:
    from ..paint import Paint, Stroke
    from ..shape import Text
    from .computed_style import ComputedStyle
    from .context_paint import PaintKind
    from .graphics_state import GraphicsState
    from .nested_content import ContentConverter
    from .xml_tree import Node

LONGEST_NAME = 40  # of a text that has no other name than what it says


def enter_shape(
    node: Node, state: GraphicsState, converter: ContentConverter
) -> list[tuple[Node, GraphicsState]]:
    """The contents of a shape's markers, still to be drawn, once the shape itself is added."""
    own = converter.index.declared(node, state.inherited)
    if own.get("display") == "none" or not applies(node):
        return []
    style = state.computed_style(own)
    if not style.is_visible:
        return []
    subpaths = geometry(node, converter.index, state.viewport, style.font_size)
    matrix = local_matrix(own, state)
    if subpaths is None or not is_sane(matrix):
        converter.left_out[Message("impossible shape")] += 1
        return []
    if not subpaths:
        return []
    space = ObjectSpace(matrix, state.viewport, style.font_size, lambda: bounds(subpaths))
    clips, opacity = converter.clips_and_opacity(node, own, space, state)
    if opacity <= 0.0:
        return []
    if converter.purpose is not Purpose.DRAW:
        rule = style.clip_rule if converter.purpose is Purpose.CLIP else style.fill_rule
        converter.add(Element(node.tag, (), subpaths, matrix, None, rule, None, clips), state)
        return []
    here = state
    if (matrix, opacity, clips) != (state.matrix, state.opacity, state.clips):
        here = replace(state, matrix=matrix, opacity=opacity, clips=clips)
    if mixes(own) or (opacity < 1.0 and _has_several_parts(style)):
        here = on_surface(own, here, converter)
    figure = Figure(node, own, style, subpaths, space, here)
    paint(figure, converter)
    return marked(figure, converter.index) if style.has_markers and node.tag in MARKED else []


def _has_several_parts(style: ComputedStyle) -> bool:
    """Whether a shape is painted with more than a fill or a stroke."""
    inherited = style.inherited
    is_both = inherited.get("fill") != "none" and inherited.get("stroke", "none") != "none"
    return is_both or style.has_markers or not style.is_flat


def paint(figure: Figure, converter: ContentConverter, text: Text | None = None) -> None:
    """Add the elements that a shape is painted with; text: what it says."""
    node, style, state = figure.node, figure.style, figure.state
    fill, stroke = style.flat.get(state.opacity) or _fill_and_stroke(figure, converter)
    if node.tag == "line":
        fill = None
    around = (
        ()
        if style.is_flat
        else (_patterned("fill", figure, converter), _patterned("stroke", figure, converter))
    )
    before, after = (around[::-1] if style.strokes_first else around) or ((), ())
    for tile in before:
        converter.add(tile, state)
    if fill is not None or stroke is not None:
        converter.add(_element(figure, fill, stroke, converter, text), state)
    for tile in after:
        converter.add(tile, state)


def _element(
    figure: Figure, fill: Paint | None, stroke: Stroke | None, converter: ContentConverter, text: Text | None
) -> Element:
    """A shape with paints that are no patterns."""
    node, own, style, subpaths, _, state = figure
    is_plain = fill is not None and stroke is None and style.is_flat
    element = Element(
        name=element_name(node) if text is None or is_named(node) else text.body[:LONGEST_NAME],
        groups=state.groups,
        subpaths=subpaths,
        matrix=state.matrix,
        fill=fill,
        fill_rule=style.fill_rule,
        stroke=stroke,
        clips=state.clips,
        stroke_first=stroke is not None and style.strokes_first,
        key=node.attributes.get("id", ""),
        text=text if is_plain else None,
    )
    if stroke is not None and own.get("vector-effect") == "non-scaling-stroke":
        element = _unscaled(element, stroke, figure, converter)
    return element


def _fill_and_stroke(figure: Figure, converter: ContentConverter) -> tuple[Paint | None, Stroke | None]:
    """The paint of the fill, and the stroke."""
    style, space, opacity, context = figure.style, figure.space, figure.state.opacity, figure.state.context
    inherited = style.inherited
    fill = converter.palette.paint("fill", inherited, opacity, space, context)
    stroke_paint = converter.palette.paint("stroke", inherited, opacity, space, context)
    stroke = stroke_of(inherited, space.viewport, stroke_paint) if stroke_paint is not None else None
    if stroke is not None and converter.palette.is_mesh(
        paint_value("stroke", inherited, space, context).text
    ):
        converter.left_out[Message("mesh gradient")] += 1
    if style.is_flat:
        style.flat[opacity] = fill, stroke
    return fill, stroke


def _patterned(kind: PaintKind, figure: Figure, converter: ContentConverter) -> list[Element]:
    """What fills or strokes a shape as a pattern; one that cannot be drawn is counted."""
    inherited, state = figure.style.inherited, figure.state
    value = paint_value(kind, inherited, figure.space, state.context).text
    pattern = converter.palette.pattern(value)
    if pattern is None or (kind == "fill" and figure.node.tag == "line"):
        return []
    found = tiles(pattern, kind, figure, converter)
    if found is None:
        converter.left_out[Message("pattern")] += 1
    return found or []


def _unscaled(element: Element, stroke: Stroke, figure: Figure, converter: ContentConverter) -> Element:
    """An element in root units, because its stroke is to keep its width whatever the transform."""
    pixel = converter.page.pixel
    return replace(
        element,
        subpaths=map_subpaths(element.matrix, element.subpaths),
        matrix=IDENTITY,
        stroke=stroke_of(figure.style.inherited, figure.state.viewport, stroke.paint, pixel),
    )
