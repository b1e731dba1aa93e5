# SPDX-License-Identifier: GPL-3.0-or-later
"""Readable names of datablocks, out of prompts of any length in any script."""

LONGEST = 59  # bytes: Blender before 5.0 keeps 63, and adds .001 to a name that is taken


def readable(text: str, otherwise: str) -> str:
    """The name for a text: one line, cut between characters; otherwise if nothing of it can be shown."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line.encode("utf-8", "replace")[:LONGEST].decode("utf-8", "ignore").rstrip() or otherwise


def with_suffix(name: str, suffix: str) -> str:
    """A name with a word behind it, for which it is cut if it must be."""
    kept = name.encode("utf-8", "replace")[: LONGEST - len(suffix.encode()) - 1].decode("utf-8", "ignore")
    return f"{kept.rstrip()} {suffix}"
