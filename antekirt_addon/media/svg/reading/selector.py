# SPDX-License-Identifier: GPL-3.0-or-later
"""Selectors of style sheets: reading, weighing and matching them (Selectors 3, the static part)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..error import SvgError

if TYPE_CHECKING:
    from .xml_tree import Node

NAME = r"(?:[-\w]|\\.)+"
PART = re.compile(
    rf"""(?P<type>\*|{NAME})|\#(?P<id>{NAME})|\.(?P<class>{NAME})|:(?P<pseudo>[-\w]+)
    |\[\s*(?P<attribute>[-\w:]+)\s*(?:(?P<how>[~|^$*]?=)\s*(?P<quote>["']?)(?P<value>[^"'\]]*)(?P=quote)\s*)?\]
    |\s*(?P<combinator>[>+~]|\s)\s*""",
    re.VERBOSE,
)
MOST_COMPOUNDS = 16
MOST_TESTS = 10_000_000


@dataclass(slots=True)
class Compound:
    """What one element must be: "path.a#b[c=d]:first-child"."""

    type: str | None = None
    id: str | None = None
    classes: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    pseudos: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Selector:
    """compounds from the element itself outwards; combinators[i] stands between compounds i and i + 1."""

    compounds: list[Compound]
    combinators: list[str]

    @property
    def specificity(self) -> tuple[int, int, int]:
        parts = self.compounds
        return (
            sum(part.id is not None for part in parts),
            sum(len(part.classes) + len(part.attributes) + len(part.pseudos) for part in parts),
            sum(part.type is not None for part in parts),
        )


def parse_selector(text: str) -> Selector | None:
    """The selector; None if it says something that cannot hold in a still picture or is not known."""
    text = text.strip()
    compounds, combinators = [Compound()], list[str]()
    position = 0
    while position < len(text):
        match = PART.match(text, position)
        if match is None or not _add_part(match, compounds, combinators):
            return None
        position = match.end()
    if len(compounds) > MOST_COMPOUNDS or not text:
        return None
    return Selector(compounds[::-1], combinators[::-1])


def _add_part(match: re.Match[str], compounds: list[Compound], combinators: list[str]) -> bool:
    """Whether a part of a selector is one that we know; it is added to the others."""
    last = compounds[-1]
    kind, value = match.lastgroup, ""
    kind = "attribute" if kind in ("how", "quote", "value") else kind
    if kind is not None:
        value = re.sub(r"\\(.)", r"\1", match[kind])
    if kind == "combinator":
        combinators.append(value.strip() or " ")
        compounds.append(Compound())
    elif kind == "type":
        last.type = None if value == "*" else value
    elif kind == "id":
        last.id = value
    elif kind == "class":
        last.classes.append(value)
    elif kind == "attribute":
        last.attributes.append((value, match["how"] or "", match["value"] or ""))
    else:
        last.pseudos.append(value)
        return value in ("first-child", "last-child", "only-child", "root", "link")
    return True


class Matcher:
    """Tests selectors on elements; gives up on files whose style sheet would keep it busy for minutes."""

    def __init__(self) -> None:
        self._tests = 0

    def matches(self, selector: Selector, node: Node, at: int = 0) -> bool:
        """Whether the node, and those around it, are what the selector's compounds from `at` on say."""
        self._tests += 1
        if self._tests > MOST_TESTS:
            raise SvgError("This SVG's style sheet is too complex; simplify the file and try again")
        if not _is_compound(selector.compounds[at], node):
            return False
        if at == len(selector.combinators):
            return True
        combinator = selector.combinators[at]
        if combinator == ">":
            return node.parent is not None and self.matches(selector, node.parent, at + 1)
        if combinator == " ":
            above = node.parent
            while above is not None:
                if self.matches(selector, above, at + 1):
                    return True
                above = above.parent
            return False
        return any(self.matches(selector, other, at + 1) for other in self._earlier(node, combinator))

    def _earlier(self, node: Node, combinator: str) -> list[Node]:
        """The siblings before a node, nearest first, or only the last one for "+"."""
        siblings = node.parent.children if node.parent is not None else [node]
        position = siblings.index(node)
        self._tests += position // 8
        return siblings[max(position - 1, 0) : position] if combinator == "+" else siblings[:position][::-1]


def _is_compound(compound: Compound, node: Node) -> bool:
    """Whether a node is what a compound says."""
    if compound.type is not None and compound.type != node.tag:
        return False
    if compound.id is not None and compound.id != node.attributes.get("id"):
        return False
    if compound.classes:
        classes = node.attributes.get("class", "").split()
        if not all(name in classes for name in compound.classes):
            return False
    return all(_has_attribute(node, *test) for test in compound.attributes) and all(
        _is_pseudo(node, name) for name in compound.pseudos
    )


def _has_attribute(node: Node, name: str, how: str, wanted: str) -> bool:
    value = node.attributes.get(name)
    if value is None:
        return False
    match how:
        case "=":
            return value == wanted
        case "~=":
            return wanted in value.split()
        case "|=":
            return value == wanted or value.startswith(wanted + "-")
        case "^=":
            return bool(wanted) and value.startswith(wanted)
        case "$=":
            return bool(wanted) and value.endswith(wanted)
        case "*=":
            return bool(wanted) and wanted in value
        case _:
            return True


def _is_pseudo(node: Node, name: str) -> bool:
    if name == "root":
        return node.parent is None
    if name == "link":
        return node.tag == "a"
    siblings = node.parent.children if node.parent is not None else [node]
    first, last = siblings[0] is node, siblings[-1] is node
    return {"first-child": first, "last-child": last, "only-child": first and last}[name]
