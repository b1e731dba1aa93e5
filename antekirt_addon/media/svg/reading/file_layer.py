# SPDX-License-Identifier: GPL-3.0-or-later
"""Which groups of a document are the layers that its artist knew: SVG itself has none.

Inkscape, Illustrator, Sketch and CorelDRAW mark theirs. For files of others, such as Figma and Affinity,
they are the outermost groups with a name; where one group has all of the drawing, such as a frame or an
artboard, those in it as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .element_name import is_named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .xml_tree import Node

GROUPS = {"g", "svg", "a", "switch"}
LOOSE = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use", "text", "image"}
MARKS = {("inkscape:groupmode", "layer"), ("i:layer", "yes"), ("sketch:type", "MSPage")}
COREL = "Corel-Layer"
DEEPEST = 64


def file_layers(groups: Iterable[Node], root: Node) -> frozenset[Node]:
    """The layers of a document with these groups."""
    marked = frozenset(group for group in groups if _is_marked(group))
    return marked or frozenset(_outermost(root))


def _is_marked(group: Node) -> bool:
    """Whether the program that wrote a group says that it is a layer."""
    if not MARKS.isdisjoint(group.attributes.items()):
        return True
    return any(
        child.tag == "metadata" and child.attributes.get("id", "").endswith(COREL) for child in group.children
    )


def _outermost(root: Node) -> Iterable[Node]:
    """The outermost groups with a name, and those in one that has all of the drawing in it."""
    whole = root
    for _ in range(DEEPEST):
        groups = [child for child in whole.children if child.tag in GROUPS]
        yield from filter(is_named, groups)
        loose = [child.tag for child in whole.children if child.tag in LOOSE]
        if len(groups) != 1 or loose not in ([], ["rect"]):  # a rectangle may lie behind a frame
            return
        whole = groups[0]
