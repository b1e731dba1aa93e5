# SPDX-License-Identifier: GPL-3.0-or-later
"""XML text → a tree of the SVG elements in it.

Nothing outside the text is ever read. Elements of other namespaces (editors' private data) are skipped.
Entities declared in the file work as far as they stay small. What is not quite XML is read as what was meant,
see xml_repair.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat  # its traps, entities, are disarmed below

from ....message import Message
from ..error import Stopped, SvgError
from .xml_repair import SVG, repaired

if TYPE_CHECKING:
    from collections.abc import Callable

STOP_EVERY = 4096  # elements
MOST_NODES = 500_000
MOST_EXPANSION = 64 * 1024 * 1024  # characters that all entities together may add
TEXTUAL = {"flowRoot", "style", "text", "title"}  # what is in them is read with its text
BINDING = re.compile(r"xmlns(:.+)?$")
REFERENCE = re.compile(r"&([^;#&]+);")
PREDEFINED = {"lt", "gt", "amp", "quot", "apos"}
ENDS_EARLY = {
    expat.errors.XML_ERROR_NO_ELEMENTS,
    expat.errors.XML_ERROR_UNCLOSED_TOKEN,
    expat.errors.XML_ERROR_PARTIAL_CHAR,
    expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
}
# Prefixes by which attributes of editors are known here, whatever a file calls them.
EDITORS = {
    "http://www.inkscape.org/namespaces/inkscape": "inkscape",
    "http://www.serif.com/": "serif",
    "http://ns.adobe.com/AdobeIllustrator/10.0/": "i",
}


class Node:
    """An SVG element: local name, attributes as written, children.

    text: what stands before the first child, and tail: what follows it in its parent; of those that need it.
    """

    __slots__ = ("attributes", "children", "parent", "tag", "tail", "text")

    def __init__(self, tag: str, attributes: dict[str, str], parent: Node | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Node] = []
        self.text = ""
        self.tail = ""

    def href(self) -> str | None:
        """Where it refers to; the prefix of xlink:href may be called anything."""
        attributes = self.attributes
        for name in ("href", "xlink:href"):
            if name in attributes:
                return attributes[name].strip()
        return next((value.strip() for name, value in attributes.items() if name.endswith(":href")), None)


def parse_xml(data: bytes, stop: Callable[[], bool]) -> Node:
    """The root element; raises SvgError where the text is no SVG or not whole."""
    reader = _Reader(data, stop)
    problem: expat.ExpatError | None = None
    try:
        return reader.read()
    except expat.ExpatError as error:
        problem = error
    except (LookupError, ValueError) as error:  # an encoding that the parser does not know
        if isinstance(error, SvgError):
            raise
    mended = _Reader(repaired(data, stop), stop)
    try:
        return mended.read()
    except expat.ExpatError as error:
        told = reader.explain(problem) if problem and reader.root else mended.explain(error)
        raise SvgError(told) from error


class _Reader:
    """Builds the tree while the parser goes through the text."""

    def __init__(self, data: bytes, stop: Callable[[], bool]) -> None:
        self.data = data
        self.stop = stop
        self.visited = 0
        self.root: Node | None = None
        self.node: Node | None = None
        self.prefix = ""  # of the root
        self.skipping = 0  # depth inside an element of another namespace
        self.depth = 0
        self.count = 0
        self.bound: dict[str, list[str]] = {}  # prefix → the namespaces that it stood for, innermost last
        self.unbind: list[tuple[int, list[str]]] = []
        self.renamed: dict[str, str] = {}  # prefixes of editors, where a file has others for them
        self.textual = 0  # depth inside an element with text
        self.expansions: dict[str, int] = {}
        self.references = data.count(b"&")
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.EntityDeclHandler = self.declare

    def read(self) -> Node:
        try:
            self.parser.Parse(self.data, True)  # in one piece: expat begins a long token anew with each piece
        finally:
            del self.parser  # the two hold each other, and the whole text
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
            prefixes = {key[6:]: attributes[key] for key in bindings if BINDING.match(key)}
            for prefix, namespace in prefixes.items():
                self.bound.setdefault(prefix, []).append(namespace)
                if EDITORS.get(namespace, prefix) != prefix:
                    self.renamed[prefix] = EDITORS[namespace]
            self.unbind.append((self.depth, [*prefixes]))
        prefix, _, local = name.rpartition(":")
        namespaces = self.bound.get(prefix)
        if namespaces and namespaces[-1]:
            foreign = namespaces[-1] != SVG
        else:  # without a name it is meant to be SVG's only if the root's is
            foreign = prefix not in ("", "svg", self.prefix)
        if foreign and self.root is not None:
            self.skipping = 1
            return
        if self.renamed:
            attributes = self.as_known(attributes)

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
            self.prefix = prefix
        else:
            self.node.children.append(node)
        self.node = node
        if self.textual or local in TEXTUAL:
            self.textual += 1
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
        if self.textual:
            self.textual -= 1
            if not self.textual:
                self.parser.CharacterDataHandler = None

    def characters(self, text: str) -> None:
        if self.skipping or self.node is None:
            return
        if self.node.children:
            self.node.children[-1].tail += text
        else:
            self.node.text += text

    def as_known(self, attributes: dict[str, str]) -> dict[str, str]:
        """Attributes with the prefixes of editors that are known here."""
        parted = ((name.partition(":"), value) for name, value in attributes.items())
        return {
            f"{self.renamed.get(prefix, prefix)}{colon}{local}": value
            for (prefix, colon, local), value in parted
        }

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
