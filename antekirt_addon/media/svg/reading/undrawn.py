# SPDX-License-Identifier: GPL-3.0-or-later
"""Elements that a browser draws and nothing here does: what they are called, and whether one is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....message import Message
from .cascade import inherit
from .graphics_state import applies

if TYPE_CHECKING:
    from .document_index import DocumentIndex
    from .graphics_state import GraphicsState
    from .xml_tree import Node

UNDRAWN = {
    "foreignObject": Message("foreign object"),
    "flowRoot": Message("text"),  # of a draft of SVG 1.2, which Inkscape alone has ever drawn
}


def is_seen(node: Node, state: GraphicsState, index: DocumentIndex) -> bool:
    """Whether something would be seen of an element that is not drawn."""
    own = index.declared(node, state.inherited)
    if own.get("display") == "none" or not applies(node):
        return False
    is_visible = inherit(state.inherited, own).get("visibility", "visible") == "visible"
    return is_visible and (node.tag != "flowRoot" or _has_words(node))


def _has_words(node: Node) -> bool:
    """Whether there is any text in an element, to any depth."""
    pending = [node]
    while pending:
        part = pending.pop()
        if part.text.strip() or any(child.tail.strip() for child in part.children):
            return True
        pending += part.children
    return False
