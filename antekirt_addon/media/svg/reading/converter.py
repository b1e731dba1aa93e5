# SPDX-License-Identifier: GPL-3.0-or-later
"""The way through a document in painter's order: every node that draws becomes an Element (SVG 1.1, 3.3).

It goes by a list of what is still to be drawn, because files may nest deeper than Python can call: groups,
use elements and markers only put more nodes on that list. What a kind of node is on its way stands in group,
figure and undrawn.

Where it does recurse it has to: a clip path, a mask or a pattern has content of its own, which must be
elements already before the shape that refers to it can be one. So these have the content converted by a
nested converter, to a bounded depth. They know it by the protocol in nested_content.py alone, so that the
recursion is one of calls and not of imports.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ....message import Message
from ..error import Stopped, SvgError
from .basic_shape import SHAPES
from .bounding_box import bounds
from .document_index import DocumentIndex
from .effect import Effects
from .figure import enter_shape
from .graphics_state import GraphicsState
from .group import GROUPS, enter_group
from .image_element import enter_image
from .nested_content import Purpose
from .object_space import Viewport
from .paint_server import Palette
from .svg_bytes import svg_bytes
from .text import draw_text
from .transform import IDENTITY, compose, map_subpaths
from .undrawn import UNDRAWN, is_seen
from .viewport import Page, page_of
from .xml_tree import parse_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ...font.lent_face import Lender
    from ..paint import Matrix
    from ..shape import Element
    from .bounding_box import Box
    from .clip_algebra import Clip
    from .object_space import ObjectSpace
    from .style_sheet import Declarations
    from .xml_tree import Node

MOST_COPIES = 250_000  # elements visited more than once: by use, markers, masks
MOST_COPIED_POINTS = 5_000_000
DEEPEST = 16  # clips in masks in patterns
UNSIZED = Page(100.0, 100.0, IDENTITY, Viewport(100.0, 100.0), 1.0)


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
        self.page = page
        self.purpose = purpose
        self.within = within
        self.elements: list[Element] = []
        self.left_out: Counter[str] = Counter()
        self.palette = Palette(index)
        self.isolated_node: Node | None = None
        self.has_surfaces = not within
        self.visited = 0
        self.copied_points = 0
        self._effects = Effects()
        self._stop = stop

    def convert(self, nodes: Sequence[Node], state: GraphicsState) -> None:
        """Add the elements of nodes and of all that is in them."""
        groups = {"use"} if self.purpose is Purpose.CLIP else GROUPS
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
                pending.extend(reversed(enter_shape(node, here, self)))
            elif node.tag == "text":
                draw_text(node, here, self)
            elif node.tag in groups:
                pending.extend(reversed(enter_group(node, here, self)))
            elif node.tag == "image" and self.purpose is not Purpose.CLIP:
                enter_image(node, here, self)
            elif node.tag in UNDRAWN and is_seen(node, here, self.index):
                self.left_out[UNDRAWN[node.tag]] += 1

    def add(self, element: Element, state: GraphicsState) -> None:
        """Add an element; SvgError if copies of others make the drawing too large."""
        if state.surfaces:
            element = replace(element, surfaces=(*state.surfaces, *element.surfaces))
        self.elements.append(element)
        if state.copied or self.within:
            self.copied_points += sum(len(subpath.points) for subpath in element.subpaths)
            if self.copied_points > MOST_COPIED_POINTS:
                raise SvgError("This SVG repeats its parts beyond all bounds; simplify it and try again")

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
        self._check_depth()
        nested = Converter(self.index, self.page, self._stop, purpose, (*self.within, reason))
        nested.visited = self.visited
        nested.copied_points = self.copied_points
        return nested

    def embedded(self, reason: Node, data: bytes) -> Converter:
        """A converter for another document, of which nothing is converted yet. Raises SvgError."""
        self._check_depth()
        opened = open_document(svg_bytes(data), self._stop, lender=self.index.lender)
        opened.index.layers = frozenset()  # those of the program are the outer document's
        opened.purpose, opened.within = self.purpose, (*self.within, reason)
        opened.has_surfaces = self.has_surfaces
        opened.visited, opened.copied_points = self.visited, self.copied_points
        return opened

    def _check_depth(self) -> None:
        if len(self.within) >= DEEPEST:
            raise SvgError(
                "This SVG's clips, masks and patterns are nested too deep; simplify it and try again"
            )

    def isolated(self, node: Node, state: GraphicsState) -> Converter:
        """A node converted by a nested converter, without what happens to it as a whole."""
        nested = self.nested(node, Purpose.DRAW)
        nested.isolated_node, nested.has_surfaces = node, self.has_surfaces
        nested.convert([node], replace(state, opacity=1.0, clips=(), surfaces=()))
        self.visited = nested.visited
        self.copied_points = nested.copied_points
        return nested

    def is_isolated(self, node: Node) -> bool:
        """Whether it is the very node that a nested converter was made for; true but once."""
        found = self.isolated_node is node
        if found:
            self.isolated_node = None
        return found

    def clips_and_opacity(
        self, node: Node, own: Declarations, space: ObjectSpace, state: GraphicsState
    ) -> tuple[tuple[Clip, ...], float]:
        """All clips on an element with these properties, and its opacity in the end, 0 if it is not seen."""
        return self._effects.clips_and_opacity(node, own, space, state, self)


def open_document(
    data: bytes, stop: Callable[[], bool], folder: Path | None = None, lender: Lender | None = None
) -> Converter:
    """A converter for a document, of which nothing is converted yet.

    folder: where files that it refers to may be read. lender: of glyphs, see media/font/lent_face.py.
    Raises SvgError, and Stopped once stop() is true.
    """
    root = parse_xml(data, stop)
    index = DocumentIndex(root, stop, folder, lender)

    def content() -> Box | None:
        measuring = Converter(index, UNSIZED, stop, Purpose.MEASURE)
        measuring.convert([root], GraphicsState({}, UNSIZED.matrix, UNSIZED.viewport))
        return measuring.extent()

    return Converter(index, page_of(root, content), stop)
