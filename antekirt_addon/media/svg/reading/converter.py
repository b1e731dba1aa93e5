# SPDX-License-Identifier: GPL-3.0-or-later
"""The way through a document in painter's order: every node that draws becomes an Element (SVG 1.1, 3.3).

It goes by a list of what is still to be drawn, because files may nest deeper than Python can call: groups,
use elements and markers only put more nodes on that list.

Where it does recurse it has to: a clip path, a mask or a pattern has content of its own, which must be
elements already before the shape that refers to it can be one. So the converter calls clip_path, mask and
pattern, and these have the content converted by a nested converter, to a bounded depth. They know it by the
protocol in nested_content.py alone, so that the recursion is one of calls and not of imports.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ....message import Message
from ..error import Stopped, SvgError
from ..shape import Element
from .basic_shape import SHAPES, geometry
from .bounding_box import bounds
from .cascade import font_size, inherit
from .clip_algebra import intersection
from .clip_path import ClipPaths
from .graphics_state import Figure, GraphicsState, applies, local_matrix
from .length import fraction
from .marker import MARKED, marked
from .mask import Masks
from .nested_content import Purpose
from .object_space import ObjectSpace
from .paint_server import Palette
from .pattern import tiles
from .stroke_properties import stroke_of
from .transform import IDENTITY, compose, invert, is_sane, map_subpaths, parse_transform
from .use_element import enter_use, enter_viewport

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..shape import Matrix, Paint, Stroke
    from .bounding_box import Box
    from .clip_algebra import Clip
    from .computed_style import ComputedStyle
    from .document_index import DocumentIndex
    from .style_sheet import Declarations
    from .viewport import Page
    from .xml_tree import Node

GROUPS = {"g", "a", "svg", "switch", "use"}
UNDRAWN = {"text": Message("text"), "image": Message("image"), "foreignObject": Message("foreign object")}
MOST_NAMED_GROUPS = 64  # deeper groups are drawn, but not named
MOST_COPIES = 250_000  # elements visited more than once: by use, markers, masks
MOST_COPIED_POINTS = 5_000_000
EFFECTS = {"clip-path", "opacity", "filter", "mask"}
DEEPEST = 16  # clips in masks in patterns


class Converter:
    """Converts a document, or a part of it, to `elements`; counts in `left_out` what could not be drawn."""

    def __init__(
        self,
        index: DocumentIndex,
        page: Page,
        stop: Callable[[], bool],
        purpose: Purpose = Purpose.DRAW,
        within: tuple[Node, ...] = (),
    ) -> None:
        self.index = index
        self.within = within
        self.elements: list[Element] = []
        self.left_out: Counter[str] = Counter()
        self._page = page
        self._stop = stop
        self._purpose = purpose
        self._palette = Palette(index)
        self._clip_paths = ClipPaths()
        self._masks = Masks()
        self.visited = 0
        self.copied_points = 0

    def convert(self, nodes: Sequence[Node], state: GraphicsState) -> None:
        """Add the elements of nodes and of all that is in them."""
        pending = [(node, state) for node in reversed(nodes)]
        while pending:
            if self.visited % 256 == 0 and self._stop():
                raise Stopped
            self.visited += 1
            if self.visited > self.index.size + MOST_COPIES:
                raise SvgError(
                    Message(
                        "This SVG repeats its parts more than {count:,} times; simplify it first",
                        count=MOST_COPIES,
                    )
                )
            node, here = pending.pop()
            if node.tag in SHAPES:
                pending.extend(reversed(self._shape(node, here)))
            elif node.tag in (GROUPS if self._purpose is not Purpose.CLIP else {"use"}):
                pending.extend(reversed(self._group(node, here)))
            elif node.tag in UNDRAWN and self._is_seen(node, here):
                self.left_out[UNDRAWN[node.tag]] += 1

    def extent(self, matrix: Matrix = IDENTITY) -> Box | None:
        """The box around all elements so far, after a further map."""
        return bounds(
            subpath
            for element in self.elements
            for subpath in map_subpaths(compose(matrix, element.matrix), element.subpaths)
        )

    def convert_content(
        self, reason: Node, nodes: Sequence[Node], state: GraphicsState, purpose: Purpose
    ) -> Converter:
        """The nodes within reason, converted by a nested converter."""
        nested = self.nested(reason, purpose)
        nested.convert(nodes, state)
        self.visited = nested.visited
        self.copied_points = nested.copied_points
        return nested

    def nested(self, reason: Node, purpose: Purpose) -> Converter:
        """A converter for what is within reason; it goes on counting where this one is."""
        if len(self.within) >= DEEPEST:
            raise SvgError(
                "This SVG's clips, masks and patterns are nested too deep; simplify it and try again"
            )
        nested = Converter(self.index, self._page, self._stop, purpose, (*self.within, reason))
        nested.visited = self.visited
        nested.copied_points = self.copied_points
        return nested

    def clips_and_opacity(
        self, own: Declarations, space: ObjectSpace, state: GraphicsState
    ) -> tuple[tuple[Clip, ...], float]:
        """All clips on an element with these properties, and its opacity in the end, 0 if it is not seen."""
        if self._purpose is Purpose.MEASURE:
            return (), 1.0
        clips, opacity = state.clips, state.opacity
        if EFFECTS.isdisjoint(own):
            return clips, 0.0 if () in clips else opacity
        target = self.index.target(own.get("clip-path"))
        if target is not None and target.tag == "clipPath":
            clips = intersection(clips, self._clip_paths.clips(target, space, self))
        if self._purpose is Purpose.DRAW:
            opacity *= fraction(own.get("opacity"), 1.0)
            if opacity > 0.0 and own.get("filter", "none") != "none":
                self.left_out[Message("filter")] += 1
            mask = self.index.target(own.get("mask"))
            if mask is not None and mask.tag == "mask":
                flat = self._masks.flat_mask(mask, space, self)
                if flat is None:
                    self.left_out[Message("mask")] += 1
                else:
                    clips, opacity = intersection(clips, flat.clips), opacity * flat.opacity
        return clips, 0.0 if () in clips else opacity

    def _group(self, node: Node, state: GraphicsState) -> list[tuple[Node, GraphicsState]]:
        """A group's children, still to be drawn, and in which state."""
        own = self.index.declared(node)
        if own.get("display") == "none" or not applies(node):
            return []
        inherited = inherit(state.inherited, own)
        matrix = local_matrix(own, state)
        space = ObjectSpace(
            matrix, state.viewport, font_size(inherited), lambda: self._group_box(node, state)
        )
        clips, opacity = self.clips_and_opacity(own, space, state)
        if opacity <= 0.0:
            return []
        groups = state.groups
        if node.parent is not None and len(groups) < MOST_NAMED_GROUPS:
            groups = (*groups, node.attributes.get("id") or f"{node.tag} {self.visited}")
        inner = GraphicsState(inherited, matrix, state.viewport, opacity, clips, groups, state.copied)
        if node.tag == "use":
            return enter_use(node, inner, self)
        if node.tag == "svg" and node.parent is not None:
            return enter_viewport(node, node, own, inner)
        if node.tag == "switch":
            chosen = next((child for child in node.children if applies(child)), None)
            return [(chosen, inner)] if chosen is not None else []
        return [(child, inner) for child in node.children]

    def _group_box(self, node: Node, state: GraphicsState) -> Box | None:
        """The bounding box of a group in its own local units."""
        bare = replace(state, matrix=IDENTITY, opacity=1.0, clips=())
        back = invert(parse_transform(self.index.declared(node).get("transform", "")))
        if back is None:
            return None
        return self.convert_content(node, [node], bare, Purpose.MEASURE).extent(back)

    def _shape(self, node: Node, state: GraphicsState) -> list[tuple[Node, GraphicsState]]:
        """The contents of a shape's markers, still to be drawn, once the shape itself is added."""
        own = self.index.declared(node)
        if own.get("display") == "none" or not applies(node):
            return []
        style = state.computed_style(own)
        if not style.is_visible:
            return []
        subpaths = geometry(node, self.index, state.viewport, style.font_size)
        matrix = local_matrix(own, state)
        if subpaths is None or not is_sane(matrix):
            self.left_out[Message("impossible shape")] += 1
            return []
        if not subpaths:
            return []
        space = ObjectSpace(matrix, state.viewport, style.font_size, lambda: bounds(subpaths))
        clips, opacity = self.clips_and_opacity(own, space, state)
        if opacity <= 0.0:
            return []
        if self._purpose is not Purpose.DRAW:
            rule = style.clip_rule if self._purpose is Purpose.CLIP else style.fill_rule
            self._add(Element(node.tag, (), subpaths, matrix, None, rule, None, clips), state)
            return []
        here = state
        if (matrix, opacity, clips) != (state.matrix, state.opacity, state.clips):
            here = replace(state, matrix=matrix, opacity=opacity, clips=clips)
        figure = Figure(node, own, style, subpaths, space, here)
        self._paint(figure)
        return marked(figure, self.index) if style.has_markers and node.tag in MARKED else []

    def _paint(self, figure: Figure) -> None:
        """Add the elements that a shape is painted with."""
        node, own, style, subpaths, space, state = figure
        fill, stroke = style.flat.get(state.opacity) or self._fill_and_stroke(style, space, state.opacity)
        if node.tag == "line":
            fill = None
        if not style.is_flat:
            self._fill_with_pattern(figure)
        if fill is None and stroke is None:
            return
        element = Element(
            name=node.attributes.get("id") or node.tag,
            groups=state.groups,
            subpaths=subpaths,
            matrix=state.matrix,
            fill=fill,
            fill_rule=style.fill_rule,
            stroke=stroke,
            clips=state.clips,
            stroke_first=stroke is not None and style.strokes_first,
        )
        if stroke is not None and own.get("vector-effect") == "non-scaling-stroke":
            element = self._unscaled(element, style.inherited, state)
        self._add(element, state)

    def _fill_and_stroke(
        self, style: ComputedStyle, space: ObjectSpace, opacity: float
    ) -> tuple[Paint | None, Stroke | None]:
        """The paint of the fill, and the stroke."""
        inherited = style.inherited
        fill = self._palette.paint("fill", inherited, opacity, space)
        paint = self._palette.paint("stroke", inherited, opacity, space)
        stroke = stroke_of(inherited, space.viewport, paint) if paint is not None else None
        if style.is_flat:
            style.flat[opacity] = fill, stroke
        return fill, stroke

    def _fill_with_pattern(self, figure: Figure) -> None:
        """Add what fills a shape as a pattern; count patterns that cannot be drawn."""
        inherited = figure.style.inherited
        pattern = self._palette.pattern("fill", inherited)
        if pattern is not None:
            found = tiles(pattern, figure, figure.style.fill_rule, self)
            if found is None:
                self.left_out[Message("pattern")] += 1
            self.elements += found or []
        if self._palette.pattern("stroke", inherited) is not None:
            self.left_out[Message("pattern")] += 1

    def _unscaled(self, element: Element, inherited: Declarations, state: GraphicsState) -> Element:
        """An element in root units, because its stroke is to keep its width whatever the transform."""
        assert element.stroke is not None
        return replace(
            element,
            subpaths=map_subpaths(element.matrix, element.subpaths),
            matrix=IDENTITY,
            stroke=stroke_of(inherited, state.viewport, element.stroke.paint, self._page.pixel),
        )

    def _add(self, element: Element, state: GraphicsState) -> None:
        """Add an element; SvgError if copies of others make the drawing too large."""
        self.elements.append(element)
        if state.copied or self.within:
            self.copied_points += sum(len(subpath.points) for subpath in element.subpaths)
            if self.copied_points > MOST_COPIED_POINTS:
                raise SvgError("This SVG repeats its parts beyond all bounds; simplify it and try again")

    def _is_seen(self, node: Node, state: GraphicsState) -> bool:
        """Whether something would be seen of a text or picture."""
        own = self.index.declared(node)
        if own.get("display") == "none" or not applies(node):
            return False
        says_something = node.tag != "text" or any(part.text.strip() for part in [node, *node.children])
        return says_something and inherit(state.inherited, own).get("visibility", "visible") == "visible"
