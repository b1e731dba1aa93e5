# SPDX-License-Identifier: GPL-3.0-or-later
"""What a text says: its letters as they follow, each with its style and what the file says of its position.

SVG 1.1, 10.4 to 10.15. White space is collapsed before letters are counted, as browsers do.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .cascade import font_size, inherit
from .font_properties import font_query
from .graphics_state import applies
from .length import length, lengths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...font.font_choice import FontQuery
    from .document_index import DocumentIndex
    from .object_space import Viewport
    from .style_sheet import Declarations
    from .xml_tree import Node

PARTS = {"tspan", "textPath", "a", "tref", "altGlyph"}
LISTS = ("x", "y", "dx", "dy", "rotate")
SPACES = str.maketrans("\t\n\r", "   ")
KEEPS_SPACES = {"pre", "pre-wrap", "break-spaces"}
LINES = ("underline", "overline", "line-through")
MOST_LETTERS = 100_000


class Line(NamedTuple):
    """A line along a text, and the properties of the element that asks for it, which paint it."""

    kind: str
    inherited: Declarations


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """What the letters of one element share.

    shifts: the baseline shifts of it and of those around it, each with the font size there.
    path: the textPath around it.
    """

    node: Node
    own: Declarations
    inherited: Declarations
    query: FontQuery
    size: float
    letter_spacing: float
    word_spacing: float
    shifts: tuple[tuple[str, float], ...] = ()
    lines: tuple[Line, ...] = ()
    path: Node | None = None
    keeps_spaces: bool = False


@dataclass(slots=True)
class Letter:
    """One character, and where it is to be, as far as the file says."""

    character: str
    span: Span
    x: float | None = None
    y: float | None = None
    dx: float | None = None
    dy: float | None = None
    rotate: float | None = None


class FixedLength(NamedTuple):
    """Letters from first to before last that are to be so long; with_glyphs: not only the gaps change."""

    first: int
    last: int
    length: float
    with_glyphs: bool


class TextContent:
    """The letters of a text element, and which of them are to have a given length."""

    def __init__(self, text: Node, inherited: Declarations, index: DocumentIndex, viewport: Viewport) -> None:
        self.letters: list[Letter] = []
        self.fixed_lengths: list[FixedLength] = []
        self.is_whole = True  # not beyond all bounds
        self._index, self._viewport = index, viewport
        self._after_space = True
        self._read(text, inherited)
        while self.letters and self.letters[-1].character == " " and not self.letters[-1].span.keeps_spaces:
            self.letters.pop()

    def _read(self, text: Node, inherited: Declarations) -> None:
        """Go through the text by a list of what is still to be read: files may nest deeper than Python."""
        whole = self._span(text, self._index.declared(text, inherited), inherited, None)
        pending: list[tuple[Node | str, Span, int | None]] = [(text, whole, 0), *_content(text, whole)]
        while pending:
            item, span, begin = pending.pop()
            if isinstance(item, str):
                self._add(item, span)
            elif begin is not None:
                self._position(item, span, begin)
            elif item.tag in PARTS and applies(item):
                own = self._index.declared(item, span.inherited)
                if own.get("display") != "none":
                    inner = self._span(item, own, inherit(span.inherited, own), span)
                    pending += [(item, inner, len(self.letters)), *_content(item, inner)]

    def _span(self, node: Node, own: Declarations, inherited: Declarations, outer: Span | None) -> Span:
        """What the letters of an element share; inherited: what it hands down."""
        size = font_size(inherited)
        shifts = outer.shifts if outer else ()
        shift = own.get("baseline-shift", "baseline")
        if shift not in ("baseline", "0"):
            shifts = (*shifts, (shift, size))
        lines = outer.lines if outer else ()
        words = (own.get("text-decoration") or own.get("text-decoration-line") or "").split()
        lines = (*lines, *(Line(kind, inherited) for kind in LINES if kind in words))
        return Span(
            node=node,
            own=own,
            inherited=inherited,
            query=font_query(inherited),
            size=size,
            letter_spacing=length(inherited.get("letter-spacing"), 0.0, size, size),
            word_spacing=length(inherited.get("word-spacing"), 0.0, size, size),
            shifts=shifts,
            lines=lines,
            path=node if node.tag == "textPath" else outer.path if outer else None,
            keeps_spaces=_keeps_spaces(node, inherited),
        )

    def _add(self, text: str, span: Span) -> None:
        """Add the letters of a piece of text."""
        for character in unicodedata.normalize("NFC", text.translate(SPACES)):
            if character == " " and self._after_space and not span.keeps_spaces:
                continue
            self._after_space = character == " "
            if len(self.letters) >= MOST_LETTERS:
                self.is_whole = False
                return
            self.letters.append(Letter(character, span))

    def _position(self, node: Node, span: Span, begin: int) -> None:
        """Give the letters of an element the positions that it lists, unless one within it has done so."""
        own = self.letters[begin:]
        wholes = {"x": self._viewport.width, "dx": self._viewport.width, "rotate": 1.0}
        for name in LISTS:
            if name not in node.attributes or node.tag == "textPath":
                continue
            values = lengths(node.attributes[name], wholes.get(name, self._viewport.height), span.size)
            if name == "rotate" and values:
                values += values[-1:] * (len(own) - len(values))
            for letter, value in zip(own, values, strict=False):
                if getattr(letter, name) is None:
                    setattr(letter, name, value)
        wanted = length(node.attributes.get("textLength"), 0.0, self._viewport.width, span.size)
        if wanted > 0.0 and own:
            with_glyphs = node.attributes.get("lengthAdjust") == "spacingAndGlyphs"
            self.fixed_lengths.append(FixedLength(begin, len(self.letters), wanted, with_glyphs))


def _content(node: Node, span: Span) -> Iterator[tuple[Node | str, Span, None]]:
    """What is in an element, to be taken from the end of a list."""
    for child in reversed(node.children):
        yield child.tail, span, None
        yield child, span, None
    yield node.text, span, None


def _keeps_spaces(node: Node, inherited: Declarations) -> bool:
    """Whether white space stays as it is."""
    if "white-space" in inherited:
        return inherited["white-space"] in KEEPS_SPACES
    above: Node | None = node
    while above is not None:
        if "xml:space" in above.attributes:
            return above.attributes["xml:space"] == "preserve"
        above = above.parent
    return False
