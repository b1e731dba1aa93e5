# SPDX-License-Identifier: GPL-3.0-or-later
"""What a page of the manual links to, and the headings that can be linked to in it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from markdown_it.token import Token


class Page:
    """headings: as they stand behind the # of a link. links: of texts and pictures, as they are written.

    emphasized: what stands in italics.
    """

    def __init__(self, path: Path) -> None:
        tokens = MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8"))
        self.headings = [
            slug(content.content) for opening, content in pairwise(tokens) if opening.type == "heading_open"
        ]
        self.links = [
            str(address)
            for token in _all(tokens)
            if (address := token.attrs.get("href") or token.attrs.get("src"))
        ]
        self.emphasized = [text for token in tokens for text in _emphasized(token.children or [])]


def slug(heading: str) -> str:
    """Give a heading's anchor, by the rule of GitHub and most generators of pages."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _emphasized(tokens: list[Token]) -> Iterator[str]:
    text, inside = "", False
    for token in tokens:
        if token.type == "em_close":
            yield text
        inside = token.type == "em_open" or (inside and token.type != "em_close")
        text = text + (" " if token.type == "softbreak" else token.content) if inside else ""


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])
