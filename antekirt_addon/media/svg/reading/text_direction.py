# SPDX-License-Identifier: GPL-3.0-or-later
"""Right to left: a line's characters in the sequence in which they stand.

The part of the Unicode Bidirectional Algorithm that texts without embeddings need: numbers and Latin words
within Hebrew or Arabic keep their own direction.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

RIGHT_TO_LEFT = {"R", "AL"}
NUMBERS = {"EN", "AN"}


def visual_sequence(characters: Sequence[str], *, rtl: bool) -> list[int]:
    """The numbers of the characters from left to right; rtl: the line as a whole runs to the left."""
    kinds = [unicodedata.bidirectional(character) for character in characters]
    if not rtl and RIGHT_TO_LEFT.isdisjoint(kinds):
        return list(range(len(characters)))
    levels = _levels(kinds, base=int(rtl))
    sequence = list(range(len(characters)))
    for level in range(max(levels, default=0), 0, -1):
        turned: list[int] = []
        for within, group in groupby(sequence, lambda nth: levels[nth] >= level):  # noqa: B023 - used at once
            run = list(group)
            turned += run[::-1] if within else run
        sequence = turned
    return sequence


def _levels(kinds: Sequence[str], base: int) -> list[int]:
    """How often the direction has changed at each character; odd ones run to the left."""
    strong: list[int | None] = []
    last = base
    for kind in kinds:
        if kind in RIGHT_TO_LEFT:
            last = 1
        elif kind == "L":
            last = 2 * base
        in_number = kind in NUMBERS and last == 1
        strong.append(2 if in_number else last if kind in {"L", *RIGHT_TO_LEFT, *NUMBERS} else None)
    before, levels = base, []
    after: list[int] = []
    following = base
    for level in reversed(strong):
        following = following if level is None else level
        after.append(following)
    for level, ahead in zip(strong, reversed(after), strict=True):
        if level is None:
            levels.append(min(before, ahead) if before % 2 == ahead % 2 else base)
        else:
            levels.append(level)
            before = level
    return levels
