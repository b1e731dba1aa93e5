# SPDX-License-Identifier: GPL-3.0-or-later
"""XML text → a tree of the SVG elements in it.

Nothing outside the text is ever read. Elements of other namespaces (editors' private data) are skipped.
Entities declared in the file work as far as they stay small.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat  # its traps, entities, are disarmed below

from ....message import Message
from ..error import Stopped, SvgError

if TYPE_CHECKING:
    from collections.abc import Callable

SVG = "http://www.w3.org/2000/svg"
STOP_EVERY = 4096  # elements
MOST_NODES = 500_000
MOST_EXPANSION = 64 * 1024 * 1024  # characters that all entities together may add
TEXTUAL = {"style", "text", "tspan", "textPath"}
REFERENCE = re.compile(r"&([^;#&]+);")
PREDEFINED = {"lt", "gt", "amp", "quot", "apos"}
ENDS_EARLY = {
    expat.errors.XML_ERROR_NO_ELEMENTS,
    expat.errors.XML_ERROR_UNCLOSED_TOKEN,
    expat.errors.XML_ERROR_PARTIAL_CHAR,
    expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
}
DECLARED_ENCODING = re.compile(rb"""^<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
WIDE_ENCODINGS = {"gb2312", "gbk", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "iso-2022-jp"}


class Node:
    """An SVG element: local name, attributes as written, children, and the text of those that need it."""

    __slots__ = ("attributes", "children", "parent", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str], parent: Node | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Node] = []
        self.text = ""

    def href(self) -> str | None:
        """Where it refers to; the prefix of xlink:href may be called anything."""
        attributes = self.attributes
        for name in ("href", "xlink:href"):
            if name in attributes:
                return attributes[name].strip()
        return next((value.strip() for name, value in attributes.items() if name.endswith(":href")), None)


def parse_xml(data: bytes, stop: Callable[[], bool]) -> Node:
    """The root element; raises SvgError where the text is no SVG or not whole."""
    try:
        return _Reader(data, None, stop).read()
    except (LookupError, ValueError) as error:
        if isinstance(error, SvgError):
            raise
        return _Reader(_reencode(data), "utf-8", stop).read()


def _reencode(data: bytes) -> bytes:
    """The text as UTF-8 when its declared encoding is one that the parser does not know."""
    match = DECLARED_ENCODING.match(data)
    name = match[1].decode("ascii").lower() if match else ""
    return data.decode(name if name in WIDE_ENCODINGS else "utf-8", "replace").encode("utf-8")


class _Reader:
    """Builds the tree while the parser goes through the text."""

    def __init__(self, data: bytes, encoding: str | None, stop: Callable[[], bool]) -> None:
        self.data = data
        self.stop = stop
        self.visited = 0
        self.root: Node | None = None
        self.node: Node | None = None
        self.skipping = 0  # depth inside an element of another namespace
        self.depth = 0
        self.count = 0
        self.bound: dict[str, list[str]] = {}  # prefix → the namespaces that it stood for, innermost last
        self.unbind: list[tuple[int, list[str]]] = []
        self.expansions: dict[str, int] = {}
        self.references = data.count(b"&")
        self.parser = expat.ParserCreate(encoding)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.EntityDeclHandler = self.declare

    def read(self) -> Node:
        try:
            self.parser.Parse(self.data, True)  # in one piece: expat begins a long token anew with each piece
        except expat.ExpatError as error:
            raise SvgError(self.explain(error)) from error
        if self.root is None:
            raise SvgError("This file is not an SVG")
        if self.root.tag.lower() == "html":
            raise SvgError("This file is a web page, not an SVG")
        if self.root.tag != "svg":
            raise SvgError("This file is XML, but not an SVG")
        return self.root

    def explain(self, error: expat.ExpatError) -> str:
        start = self.data[:1024].lower()
        if b"<!doctype html" in start or b"<html" in start:
            return Message("This file is a web page, not an SVG")
        if self.root is None:
            return Message("This file is not an SVG")
        if expat.errors.messages[error.code] in ENDS_EARLY:
            return Message(
                "This SVG ends early, in line {line}; get a fresh copy of the file", line=error.lineno
            )
        return Message(
            "This SVG is damaged in line {line} ({problem}); get a fresh copy of the file",
            line=error.lineno,
            problem=expat.errors.messages[error.code],
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.visited += 1
        if self.visited % STOP_EVERY == 0 and self.stop():
            raise Stopped
        if self.skipping:
            self.skipping += 1
            return
        bindings = [key for key in attributes if key.startswith("xmlns")]
        if bindings:
            prefixes = [key[6:] for key in bindings if key == "xmlns" or key[5] == ":"]
            for prefix in prefixes:
                self.bound.setdefault(prefix, []).append(attributes[f"xmlns:{prefix}" if prefix else "xmlns"])
            self.unbind.append((self.depth, prefixes))
        prefix, _, local = name.rpartition(":")
        namespaces = self.bound.get(prefix)
        foreign = namespaces[-1] not in (SVG, "") if namespaces else prefix not in ("", "svg")
        if foreign and self.root is not None:
            self.skipping = 1
            return

        self.count += 1
        if self.count > MOST_NODES:
            raise SvgError(
                Message(
                    "This SVG has more than {count:,} elements; simplify it and try again", count=MOST_NODES
                )
            )
        node = Node(local, attributes, self.node)
        if self.node is None:
            self.root = node
        else:
            self.node.children.append(node)
        self.node = node
        if local in TEXTUAL:
            self.parser.CharacterDataHandler = self.characters

    def end(self, _name: str) -> None:
        if self.unbind and self.unbind[-1][0] == self.depth:
            for prefix in self.unbind.pop()[1]:
                self.bound[prefix].pop()
        self.depth -= 1
        if self.skipping:
            self.skipping -= 1
            return
        node = self.node
        assert node is not None
        self.node = node.parent
        if node.tag in TEXTUAL and (self.node is None or self.node.tag not in TEXTUAL):
            self.parser.CharacterDataHandler = None

    def characters(self, text: str) -> None:
        if not self.skipping and self.node is not None:
            self.node.text += text

    def declare(
        self,
        name: str,
        is_parameter: bool,
        value: str | None,
        _base: str | None,
        _system: str | None,
        _public: str | None,
        _notation: str | None,
    ) -> None:
        """Check an entity's whole expansion against the number of references that the file could hold."""
        if is_parameter or value is None:
            return
        size = len(value)
        for inner in REFERENCE.findall(value):
            if inner in PREDEFINED:
                continue
            if inner not in self.expansions:
                raise SvgError("This SVG's entities refer to each other in a way that is not supported")
            size += self.expansions[inner]
        self.expansions.setdefault(name, size)
        if size * self.references > MOST_EXPANSION:
            raise SvgError("This SVG's entities expand beyond all bounds; the file is not safe to open")
