# SPDX-License-Identifier: GPL-3.0-or-later
"""Arabic letters take a form by their neighbours: those of Unicode, which fonts with Arabic mostly have."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMS = [(0xFB50, 0xFDFB), (0xFE70, 0xFEFC)]  # where Unicode has them
LETTERS = (0x0600, 0x06FF)
LAM, TATWEEL = "\u0644", "\u0640"


def joined_forms(characters: Sequence[str]) -> list[str]:
    """The form in which each character is shown; "" for one that is part of the one before it."""
    shown = list(characters)
    if not any(LETTERS[0] <= ord(character) <= LETTERS[1] for character in characters):
        return shown
    heard = [nth for nth, character in enumerate(characters) if unicodedata.category(character) != "Mn"]
    joins = False  # whether the letter before reaches on to this one
    for at, nth in enumerate(heard):
        character = characters[nth]
        after = characters[heard[at + 1]] if at + 1 < len(heard) else ""
        forms = _forms().get(character + after) if character == LAM else None
        if forms:
            shown[heard[at + 1]] = ""
            after = characters[heard[at + 2]] if at + 2 < len(heard) else ""
        elif at and not shown[nth]:
            continue
        forms = forms or _forms().get(character, {})
        reaches = character == TATWEEL or ("<initial>" in forms and _joins_before(after))
        kind = ("<medial>" if reaches else "<final>") if joins else ("<initial>" if reaches else "<isolated>")
        shown[nth] = forms.get(kind, character)
        joins = reaches
    return shown


def _joins_before(character: str) -> bool:
    """Whether a character can be reached by the one before it."""
    return character == TATWEEL or "<final>" in _forms().get(character, {})


@lru_cache(maxsize=1)
def _forms() -> dict[str, dict[str, str]]:
    """For letters, and for lam with an alef, the character of each of their forms."""
    found: dict[str, dict[str, str]] = {}
    for first, last in FORMS:
        for code in range(first, last + 1):
            kind, *parts = unicodedata.decomposition(chr(code)).split() or [""]
            base = "".join(chr(int(part, 16)) for part in parts)
            if kind.startswith("<") and (len(base) == 1 or (len(base) == 2 and base[0] == LAM)):
                found.setdefault(base, {}).setdefault(kind, chr(code))
    return found
