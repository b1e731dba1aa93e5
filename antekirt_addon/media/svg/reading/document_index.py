# SPDX-License-Identifier: GPL-3.0-or-later
"""A document's parts at hand: elements by id, their properties, and the subpaths of all path data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...font.font_choice import FontChoice
from ...font.installed_fonts import installed_fonts
from ..error import Stopped
from .cascade import declared, inherit
from .custom_property import refers, with_values
from .file_layer import file_layers
from .font_face_rule import brought_fonts
from .linked_file import linked_file
from .path_data import read_path_data
from .style_sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ...font.lent_face import Lender
    from ..shape import Subpath
    from .style_sheet import Declarations
    from .xml_tree import Node

REFERENCE = re.compile(r"""\s*url\(\s*(["']?)\s*#(.*?)\s*\1\s*\)""")


class DocumentIndex:
    """One document, ready to be converted.

    size: how many elements it has. layers: the groups that are layers of the program that drew it.
    folder: where files that it refers to may be read; None allows none but those that are in the document.
    lender: knows glyphs of fonts that cannot be read here.
    """

    def __init__(
        self,
        root: Node,
        stop: Callable[[], bool],
        folder: Path | None = None,
        lender: Lender | None = None,
    ) -> None:
        self.root = root
        self.lender = lender
        self._folder = folder
        self._files: dict[str, bytes | None] = {}
        self._stop = stop
        self._fonts: FontChoice | None = None
        self._by_id: dict[str, Node] = {}
        self.size = 0
        self._has_references = False
        sheets: list[str] = []
        texts: dict[str, None] = {}
        groups: list[Node] = []
        for node in _everything(root):
            self.size += 1
            name = node.attributes.get("id")
            if name is not None:
                self._by_id.setdefault(name, node)
            if not self._has_references:
                self._has_references = any(map(refers, node.attributes.values())) or refers(node.text)
            if node.tag == "g":
                groups.append(node)
            text = _path_data(node)
            if text is not None:
                texts[text] = None
            elif node.tag == "style" and node.attributes.get("type", "text/css") in ("text/css", ""):
                sheets.append(node.text)
        self.layers = file_layers(groups, root)
        self._sheets = sheets
        self._sheet = Sheet(sheets)
        self._styles: dict[int, Declarations] = {}
        self._subpaths = dict(zip(texts, read_path_data(list(texts), stop), strict=True))

    @property
    def fonts(self) -> FontChoice:
        """The fonts of the document and of this computer: looked for once a text needs them."""
        if self._fonts is None:
            brought = brought_fonts(self._sheets)
            known = {family for font in brought for family in font.families}
            installed = [font for font in installed_fonts(self.check) if known.isdisjoint(font.families)]
            self._fonts = FontChoice([*brought, *installed], self.lender)
        return self._fonts

    def check(self) -> None:
        """Raise Stopped, if nothing more is to be read."""
        if self._stop():
            raise Stopped

    @property
    def stand_ins(self) -> dict[str, str]:
        """Families that this computer lacks, and those that were taken instead."""
        return self._fonts.missing if self._fonts else {}

    def declared(self, node: Node, above: Declarations | None = None) -> Declarations:
        """The properties that are set on the node itself, by whatever means.

        above: what it inherits; by default what it would where it stands in the file.
        """
        own = declared(node, self._sheet)
        if not self._has_references:
            return own
        return with_values(own, self.style_around(node) if above is None else above)

    def style_around(self, node: Node) -> Declarations:
        """What a node inherits where it stands in the file, whoever refers to it."""
        unknown: list[Node] = []
        above = node.parent
        while above is not None and id(above) not in self._styles:
            unknown.append(above)
            above = above.parent
        style = self._styles[id(above)] if above is not None else {}
        for ancestor in reversed(unknown):
            style = self._styles[id(ancestor)] = inherit(style, self.declared(ancestor, style))
        return style

    def subpaths(self, node: Node) -> tuple[Subpath, ...] | None:
        """The subpaths of a path, polyline or polygon; None if they are beyond reason."""
        return self._subpaths[_path_data(node) or ""]

    def target(self, value: str | None) -> Node | None:
        """The element that "url(#name)" refers to."""
        match = REFERENCE.match(value) if value else None
        return self._by_id.get(match[2]) if match else None

    def file(self, href: str) -> bytes | None:
        """The bytes of a file that something refers to, each read once; None if there are none to be had."""
        if href not in self._files:
            self._files[href] = linked_file(href, self._folder)
        return self._files[href]

    def close(self) -> None:
        """Let go of the tree: nodes that hold each other stay as long as no collector looks for such."""
        for node in [*_everything(self.root)]:
            node.children = []

    def linked(self, node: Node) -> Node | None:
        """The element of this document that the node's href refers to."""
        href = node.href()
        return self._by_id.get(href[1:]) if href and href.startswith("#") else None


def _everything(root: Node) -> Iterator[Node]:
    """A node and all that are in it, in document order."""
    pending = [root]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(reversed(node.children))


def _path_data(node: Node) -> str | None:
    """A node's geometry as path data; None if it has none of that kind."""
    if node.tag == "path":
        return node.attributes.get("d", "")
    if node.tag in ("polyline", "polygon"):
        return "M" + node.attributes.get("points", "")
    return None
