# SPDX-License-Identifier: GPL-3.0-or-later
"""Style sheets: their text → rules, and the rules that apply to an element (CSS 2.1, chapters 4 and 6)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from .selector import Matcher, Selector, parse_selector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .xml_tree import Node

Declarations: TypeAlias = "dict[str, str]"

COMMENT = re.compile(r"/\*.*?(?:\*/|$)|<!--|-->", re.DOTALL)
DELIMITER = re.compile(r"[{;]")
STRING = r"""\"[^\"]*+\"|'[^']*+'"""
PARENTHESES = r"\([^()]*+\)"
for _ in range(8):
    PARENTHESES = rf"\((?:[^()\"']|{STRING}|{PARENTHESES})*+\)"
DECLARATION = re.compile(rf"([-\w]++)\s*+:\s*+((?:[^;\"'(]|{STRING}|{PARENTHESES})*+)")
IMPORTANT = re.compile(r"\s*!\s*important\s*$", re.IGNORECASE)
SEEN_MEDIA = re.compile(r"\s*(?:only\s+)?(?:screen|all)?\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Rule:
    """One selector with its declarations; a higher rank wins."""

    selector: Selector
    rank: tuple[tuple[int, int, int], int]
    normal: Declarations
    important: Declarations


class Sheet:
    """All rules of a document, found by what their selector's last part asks for."""

    def __init__(self, texts: list[str]) -> None:
        self._by_id: defaultdict[str, list[Rule]] = defaultdict(list)
        self._by_class: defaultdict[str, list[Rule]] = defaultdict(list)
        self._by_type: defaultdict[str | None, list[Rule]] = defaultdict(list)
        self._matcher = Matcher()
        self.is_empty = True
        for order, (prelude, body) in enumerate(_blocks(texts)):
            normal, important = parse_declarations(body)
            for text in prelude.split(","):
                selector = parse_selector(text)
                if selector is not None:
                    self._add(Rule(selector, (selector.specificity, order), normal, important))

    def _add(self, rule: Rule) -> None:
        subject = rule.selector.compounds[0]
        if subject.id is not None:
            self._by_id[subject.id].append(rule)
        elif subject.classes:
            self._by_class[subject.classes[0]].append(rule)
        else:
            self._by_type[subject.type].append(rule)
        self.is_empty = False

    def matching(self, node: Node) -> list[Rule]:
        """The rules that apply to the node, the strongest last."""
        candidates = self._by_type.get(node.tag, []) + self._by_type.get(None, [])
        candidates += self._by_id.get(node.attributes.get("id", ""), [])
        for name in node.attributes.get("class", "").split():
            candidates += self._by_class.get(name, [])
        found = [rule for rule in candidates if self._matcher.matches(rule.selector, node)]
        return sorted(found, key=lambda rule: rule.rank)


def _blocks(texts: list[str]) -> Iterator[tuple[str, str]]:
    """Each rule's selectors and declarations; @media rules count if they are for a screen."""
    for sheet in texts:
        text = COMMENT.sub(" ", sheet)
        position = 0
        while match := DELIMITER.search(text, position):
            prelude = text[position : match.start()].strip().lstrip("} \t\r\n\f")
            position = match.end()
            if match[0] == ";":
                continue
            if prelude.startswith("@"):
                name, _, condition = prelude[1:].partition(" ")
                if name.lower() != "media" or not SEEN_MEDIA.match(condition):
                    position = _block_end(text, position)
                continue
            end = text.find("}", position)
            end = len(text) if end < 0 else end
            yield prelude, text[position:end]
            position = end + 1


def _block_end(text: str, position: int) -> int:
    """Where a block ends whose brace has been opened before position."""
    depth = 1
    for match in re.compile(r"[{}]").finditer(text, position):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end()
    return len(text)


@lru_cache(maxsize=4096)
def parse_declarations(text: str) -> tuple[Declarations, Declarations]:
    """The normal and the important declarations of a block or a style attribute."""
    normal: Declarations = {}
    important: Declarations = {}
    if "/*" in text:
        text = COMMENT.sub(" ", text)
    for name, written in DECLARATION.findall(text):
        value = written.strip()
        if "!" in value:
            value, urgent = IMPORTANT.subn("", value)
            (important if urgent else normal)[name if name.startswith("--") else name.lower()] = value
        else:
            normal[name if name.startswith("--") else name.lower()] = value
    return normal, important
