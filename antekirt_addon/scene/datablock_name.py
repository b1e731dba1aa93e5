# SPDX-License-Identifier: GPL-3.0-or-later
"""Readable names of datablocks, out of prompts of any length in any script."""

LONGEST = 59  # bytes: Blender before 5.0 keeps 63, and adds .001 to a name that is taken


def readable(text: str, otherwise: str) -> str:
    """The name for a text: one line, cut between characters; otherwise if nothing of it can be shown."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line.encode("utf-8", "replace")[:LONGEST].decode("utf-8", "ignore").rstrip() or otherwise
