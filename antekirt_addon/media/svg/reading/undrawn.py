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

UNDRAWN = {"text": Message("text"), "foreignObject": Message("foreign object")}
WORDED = {"tspan", "textPath", "a"}  # have words of a text in them, to any depth


def is_seen(node: Node, state: GraphicsState, index: DocumentIndex) -> bool:
    """Whether something would be seen of a text or picture."""
    pending = [(node, state.inherited)]
    while pending:
        part, above = pending.pop()
        own = index.declared(part, above)
        if own.get("display") == "none" or not applies(part):
            continue
        inherited = inherit(above, own)
        words = [part.text, *[child.tail for child in part.children]]
        says_something = node.tag != "text" or any(map(str.strip, words))
        if says_something and inherited.get("visibility", "visible") == "visible":
            return True
        pending += [(child, inherited) for child in part.children if child.tag in WORDED]
    return False
