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

UNDRAWN = {"foreignObject": Message("foreign object")}


def is_seen(node: Node, state: GraphicsState, index: DocumentIndex) -> bool:
    """Whether something would be seen of a picture."""
    own = index.declared(node, state.inherited)
    if own.get("display") == "none" or not applies(node):
        return False
    return inherit(state.inherited, own).get("visibility", "visible") == "visible"
