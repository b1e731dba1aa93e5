# SPDX-License-Identifier: GPL-3.0-or-later
"""Which texts need more than letters side by side: rules of a font for a script, which nobody reads here."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Where vowels and signs change the letters around them: South and Southeast Asia.
SIGNED = [(0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1700, 0x17FF), (0x1900, 0x1CFF), (0xA800, 0xABFF)]
SIGNS = {"Mn", "Mc"}
# Where letters join, but Unicode has no forms of them: Syriac, N'Ko and others, Mongolian.
JOINING = [(0x0700, 0x074F), (0x07C0, 0x085F), (0x1820, 0x18AF)]


def needs_shaping(characters: Sequence[str]) -> bool:
    """Whether some of a text's characters do not look right one by one."""
    codes = [ord(character) for character in characters]
    if max(codes, default=0) < JOINING[0][0]:
        return False
    joining = sum(_is_in(JOINING, code) for code in codes)
    return joining > 1 or any(
        unicodedata.category(character) in SIGNS and _is_in(SIGNED, code)
        for character, code in zip(characters, codes, strict=True)
    )


def is_joined(character: str) -> bool:
    """Whether it is a form of a letter that touches another one."""
    return unicodedata.decomposition(character).startswith(("<initial>", "<medial>", "<final>"))


def _is_in(ranges: Sequence[tuple[int, int]], code: int) -> bool:
    return any(first <= code <= last for first, last in ranges)
