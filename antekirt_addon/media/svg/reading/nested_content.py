# SPDX-License-Identifier: GPL-3.0-or-later
"""What those parts of a document that contain others ask of the converter, so that none has to import it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from ..paint import Matrix
    from ..shape import Element
    from .bounding_box import Box
    from .clip_algebra import Clip
    from .document_index import DocumentIndex
    from .graphics_state import GraphicsState
    from .object_space import ObjectSpace
    from .paint_server import Palette
    from .style_sheet import Declarations
    from .viewport import Page
    from .xml_tree import Node


class Purpose(Enum):
    """What nodes are converted for: to be seen, to know where they lie, or to cut with them."""

    DRAW = "draw"
    MEASURE = "measure"
    CLIP = "clip"


class Content(Protocol):
    """Nodes that have been converted: in painter's order, and by name what could not be."""

    elements: list[Element]
    left_out: Counter[str]

    def extent(self, matrix: Matrix = ...) -> Box | None:
        """The box around all elements, after a further map."""


class ContentConverter(Content, Protocol):
    """A converter as the kinds of nodes see it.

    within: the clip paths, masks and patterns whose content it converts, which must not contain themselves.
    visited: how many nodes came before. has_surfaces: its elements may be drawn on some.
    """

    index: DocumentIndex
    page: Page
    palette: Palette
    purpose: Purpose
    within: tuple[Node, ...]
    visited: int
    has_surfaces: bool

    def add(self, element: Element, state: GraphicsState) -> None:
        """Add an element; SvgError if copies of others make the drawing too large."""

    def convert_content(
        self, reason: Node, nodes: Sequence[Node], state: GraphicsState, purpose: Purpose
    ) -> Content:
        """The nodes within reason: a clip path, a mask or a pattern; or a group to be measured."""

    def embedded(self, reason: Node, data: bytes) -> ContentConverter:
        """A converter for another document, of which nothing is converted yet. Raises SvgError."""

    def convert(self, nodes: Sequence[Node], state: GraphicsState) -> None:
        """Add the elements of nodes and of all that is in them."""

    def nested(self, reason: Node, purpose: Purpose) -> ContentConverter:
        """A converter for what is within reason."""

    def isolated(self, node: Node, state: GraphicsState) -> Content:
        """A node converted by a nested converter, without what happens to it as a whole."""

    def is_isolated(self, node: Node) -> bool:
        """Whether it is the very node that a nested converter was made for; true but once."""

    def clips_and_opacity(
        self, node: Node, own: Declarations, space: ObjectSpace, state: GraphicsState
    ) -> tuple[tuple[Clip, ...], float]:
        """All clips on an element with these properties, and its opacity in the end, 0 if it is not seen."""
