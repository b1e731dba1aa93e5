# SPDX-License-Identifier: GPL-3.0-or-later
"""Fonts that a document brings along (@font-face of CSS Fonts 4), as far as they are in the file itself."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from ...font.font_name import BOLD, REGULAR, font_names
from ...font.web_font import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...font.font_name import FontName

RULE = re.compile(r"@font-face\s*\{([^}]*)\}", re.IGNORECASE)
FAMILY = re.compile(r"font-family\s*:\s*([\"']?)([^;\"']+)\1", re.IGNORECASE)
DATA = re.compile(r"url\(\s*([\"']?)data:([^,)]*),([^\"')]*)\1\s*\)", re.IGNORECASE)
WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)", re.IGNORECASE)
SLANT = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
MOST_FONTS = 64


def brought_fonts(sheets: Sequence[str]) -> list[FontName]:
    """The fonts in some style sheets that can be read here."""
    rules = [rule for sheet in sheets for rule in RULE.findall(sheet)]
    return [font for rule in rules[:MOST_FONTS] for font in _fonts(rule)]


def _fonts(rule: str) -> Iterator[FontName]:
    """What a rule brings: the first of its files that can be read, by the name that the rule gives it."""
    family, weight = FAMILY.search(rule), WEIGHT.search(rule)
    if family is None:
        return
    name = family[2].strip()
    for _, kind, content in DATA.findall(rule):
        for font in font_names(unpacked(_decoded(kind, content)))[:1]:
            yield replace(
                font,
                family=name,
                families=frozenset({name.lower()}),
                whole=frozenset(),
                weight=_weight(weight[1].lower() if weight else ""),
                slanted=SLANT.search(rule) is not None,
            )
            return


def _decoded(kind: str, content: str) -> bytes:
    """The bytes of a data URL; none if it is damaged."""
    data = unquote_to_bytes(content)
    if not kind.replace(" ", "").lower().endswith(";base64"):
        return data
    try:
        return base64.b64decode(data + b"=" * (-len(data) % 4))
    except binascii.Error:
        return b""


def _weight(text: str) -> int:
    if text == "bold":
        return BOLD
    return min(max(int(text), 1), 1000) if text.isdecimal() else REGULAR
