# SPDX-License-Identifier: GPL-3.0-or-later
"""Which font a text asks for, by its properties (SVG 1.1, 10.10; CSS Fonts 4)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ...font.font_choice import FontQuery
from .length import LENGTH, NUMBER

if TYPE_CHECKING:
    from .style_sheet import Declarations

WEIGHTS = {"normal": 400, "bold": 700, "bolder": 700, "lighter": 300}
WIDTHS = {
    "ultra-condensed": 1,
    "extra-condensed": 2,
    "condensed": 3,
    "semi-condensed": 4,
    "semi-expanded": 6,
    "expanded": 7,
    "extra-expanded": 8,
    "ultra-expanded": 9,
}
SLANTED = {"italic", "oblique"}
SHORTHAND = re.compile(
    rf"(?P<style>(?:[-\w]+\s+)*?)(?P<size>(?:{NUMBER})(?:%|[a-z]+)?|(?:xx?-)?(?:small|large)|medium|smaller|larger)"
    r"(?:\s*/\s*\S+)?\s+(?P<family>.+)$",
    re.IGNORECASE | re.DOTALL,
)
QUOTED = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^,"']+))\s*(?:,|$)""")


def font_query(style: Declarations) -> FontQuery:
    """The font that the cascaded properties ask for."""
    return FontQuery(
        _families(style.get("font-family", "")),
        _weight(style.get("font-weight", "normal")),
        style.get("font-style", "normal").split(" ")[0] in SLANTED,
        WIDTHS.get(style.get("font-stretch", "normal"), 5),
    )


@lru_cache(maxsize=1024)
def expanded(text: str) -> Declarations:
    """The properties that the shorthand "font" stands for; none if it is not understood."""
    match = SHORTHAND.match(text.strip())
    if match is None:
        return {}
    found = {"font-style": "normal", "font-weight": "normal", "font-stretch": "normal"}
    for word in match["style"].lower().split():
        if word in SLANTED:
            found["font-style"] = word
        elif word in WEIGHTS or LENGTH.match(word):
            found["font-weight"] = word
        elif word in WIDTHS:
            found["font-stretch"] = word
    return {**found, "font-size": match["size"], "font-family": match["family"]}


@lru_cache(maxsize=1024)
def _families(text: str) -> tuple[str, ...]:
    """The families in a list, without quotes."""
    found = (" ".join((double or single or bare).split()) for double, single, bare in QUOTED.findall(text))
    return tuple(filter(None, found))


def _weight(text: str) -> int:
    """A weight from 1 to 1000."""
    if text in WEIGHTS:
        return WEIGHTS[text]
    match = LENGTH.match(text)
    return min(max(int(float(match[1])), 1), 1000) if match and not match[2] else 400
