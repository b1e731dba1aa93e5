# SPDX-License-Identifier: GPL-3.0-or-later
"""What an artist calls an element: as the program that drew it shows it, else by its title or id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .xml_tree import Node

ORDER = (
    "inkscape:label",
    "serif:id",  # Affinity
    "data-name",  # Illustrator
    "vectornator:layerName",
)
LABELS = frozenset(ORDER)
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{2,4})_")  # in ids of Illustrator and CorelDRAW
LONGEST = 200  # characters; what is longer is a text, and no name


def element_name(node: Node) -> str:
    """What an artist calls an element; its tag if it has no name at all."""
    attributes = node.attributes
    if not LABELS.isdisjoint(attributes):
        found = (_line(attributes[label]) for label in ORDER if label in attributes)
        if name := next(filter(None, found), ""):
            return name
    for child in node.children:
        if child.tag == "title" and (title := _line(child.text)):
            return title
    key = attributes.get("id")
    if not key:
        return node.tag
    if "_x" in key:
        key = ESCAPED.sub(lambda match: chr(int(match[1], 16)), key)
    return _line(key) or node.tag


def is_named(node: Node) -> bool:
    """Whether an element has a name at all."""
    return element_name(node) != node.tag


def _line(text: str) -> str:
    """A text as one line of sensible length; control characters and halves of characters are none."""
    if len(text) <= LONGEST and text.isidentifier():
        return text  # most ids
    return "".join(filter(str.isprintable, " ".join(text[: 4 * LONGEST].split())))[:LONGEST]
