# SPDX-License-Identifier: GPL-3.0-or-later
"""A document's parts at hand: elements by id, their properties, and the outlines of all path data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .cascade import declared, inherit
from .path_data import outlines
from .style_sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..shape import Subpath
    from .style_sheet import Declarations
    from .xml_tree import Node

REFERENCE = re.compile(r"""\s*url\(\s*(["']?)\s*#(.*?)\s*\1\s*\)""")


class Catalog:
    """One document, ready to be drawn."""

    def __init__(self, root: Node, stop: Callable[[], bool]) -> None:
        self.root = root
        self.by_id: dict[str, Node] = {}
        self.size = 0
        sheets: list[str] = []
        texts: dict[str, None] = {}
        for node in everything(root):
            self.size += 1
            name = node.attributes.get("id")
            if name is not None:
                self.by_id.setdefault(name, node)
            text = path_data(node)
            if text is not None:
                texts[text] = None
            elif node.tag == "style" and node.attributes.get("type", "text/css") in ("text/css", ""):
                sheets.append(node.text)
        self.sheet = Sheet(sheets)
        self.styles: dict[int, Declarations] = {}
        self.outlines = dict(zip(texts, outlines(list(texts), stop), strict=True))

    def declared(self, node: Node) -> Declarations:
        return declared(node, self.sheet)

    def style_around(self, node: Node) -> Declarations:
        """Give what a node inherits where it stands in the file, whoever refers to it."""
        unknown: list[Node] = []
        above = node.parent
        while above is not None and id(above) not in self.styles:
            unknown.append(above)
            above = above.parent
        style = self.styles[id(above)] if above is not None else {}
        for ancestor in reversed(unknown):
            style = self.styles[id(ancestor)] = inherit(style, self.declared(ancestor))
        return style

    def outline(self, node: Node) -> tuple[Subpath, ...] | None:
        """Give the subpaths of a path, polyline or polygon; None if they are beyond reason."""
        return self.outlines[path_data(node) or ""]

    def target(self, value: str | None) -> Node | None:
        """Give the element that "url(#name)" refers to."""
        match = REFERENCE.match(value) if value else None
        return self.by_id.get(match[2]) if match else None

    def linked(self, node: Node) -> Node | None:
        """Give the element of this document that the node's href refers to."""
        href = node.href()
        return self.by_id.get(href[1:]) if href and href.startswith("#") else None


def everything(root: Node) -> Iterator[Node]:
    pending = [root]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(reversed(node.children))


def path_data(node: Node) -> str | None:
    if node.tag == "path":
        return node.attributes.get("d", "")
    if node.tag in ("polyline", "polygon"):
        return "M" + node.attributes.get("points", "")
    return None
