# SPDX-License-Identifier: GPL-3.0-or-later
"""Readable names of our own making, out of prompts of any length in any script."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ..message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 59  # bytes: Blender before 5.0 keeps 63, and adds .001 to a name that is taken
LONGEST_STEM = 40


def readable(text: str, otherwise: str) -> str:
    """Make a datablock's name: one line, cut between characters."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line.encode("utf-8", "replace")[:LONGEST].decode("utf-8", "ignore").rstrip() or otherwise


def file_stem(prompt: str, generation_id: str, kind: str, index: int) -> str:
    """Make a file's name without its ending, good on every system: sunset-over-mountains-1a2b3c4d-0."""
    plain = unicodedata.normalize("NFKD", prompt).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    while len("-".join(words)) > LONGEST_STEM:
        words.pop()
    short_id = re.sub(r"[^0-9a-z]", "", generation_id.lower())[:8]
    return "-".join(filter(None, [*(words or [kind]), short_id, str(index)]))


def listed(names: Sequence[str]) -> str:
    """Name a few things in a sentence."""
    if len(names) > 4:
        return Message("{names} and {count} others", names=_in_row(names[:3]), count=len(names) - 3)
    if len(names) > 1:
        return Message("{names} and {last}", names=_in_row(names[:-1]), last=names[-1])
    return names[0]


def _in_row(names: Sequence[str]) -> str:
    first, *others = names
    for other in others:
        first = Message("{name}, {next}", name=first, next=other)
    return first
