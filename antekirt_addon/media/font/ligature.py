# SPDX-License-Identifier: GPL-3.0-or-later
"""Letters that a font draws as one: the feature "liga" of the table "GSUB" (OpenType 1.9)."""

from __future__ import annotations

import struct

from .layout_table import coverage_of, subtables

LIGATURES, EXTENSION = 4, 7
# Those that are characters as well, so that whoever shows a text can be asked for them.
CHARACTERS = {"ffi": "\ufb03", "ffl": "\ufb04", "ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02"}


def read_ligatures(table: bytes) -> dict[tuple[int, ...], int]:
    """For the glyphs of some letters the one glyph that is drawn for them."""
    found: dict[tuple[int, ...], int] = {}
    for parts in subtables(table, b"liga", LIGATURES, EXTENSION) if table else []:
        for at in parts:
            _, coverage, count = struct.unpack_from(">3H", table, at)
            sets = struct.unpack_from(f">{count}H", table, at + 6)
            for first, nth in coverage_of(table, at + coverage).items():
                for rest, glyph in _set(table, at + sets[nth]):
                    found.setdefault((first, *rest), glyph)
    return found


def _set(table: bytes, at: int) -> list[tuple[tuple[int, ...], int]]:
    """The ligatures that begin with one glyph: the others of each, and what is drawn."""
    (count,) = struct.unpack_from(">H", table, at)
    found = []
    for offset in struct.unpack_from(f">{count}H", table, at + 2):
        glyph, parts = struct.unpack_from(">HH", table, at + offset)
        found.append((struct.unpack_from(f">{parts - 1}H", table, at + offset + 4), glyph))
    return found
