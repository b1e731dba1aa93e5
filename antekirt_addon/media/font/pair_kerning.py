# SPDX-License-Identifier: GPL-3.0-or-later
"""How far two neighbouring glyphs move together: the feature "kern" of the table "GPOS", or the table "kern".

Pair adjustments alone are read, of those the first glyph's advance: all that Latin, Greek and Cyrillic use.
"""

from __future__ import annotations

import struct

from .layout_table import coverage_of, subtables

PAIRS, EXTENSION = 2, 9
ADVANCE = 4  # of a value's format: it has an advance along the line


class PairKerning:
    """The kerning of a face, in units of the font."""

    def __init__(self, positions: bytes, kern: bytes) -> None:
        self._table = positions
        self._subtables = subtables(positions, b"kern", PAIRS, EXTENSION) if positions else []
        self._coverages: dict[int, dict[int, int]] = {}
        self._classes: dict[int, dict[int, int]] = {}
        self._plain = {} if self._subtables else _kern_table(kern)
        self._known: dict[tuple[int, int], int] = {}

    def between(self, left: int, right: int) -> int:
        """How much further than its advance the right glyph begins; mostly below zero."""
        pair = left, right
        if pair not in self._known:
            self._known[pair] = self._plain.get(pair, 0) or self._positioned(left, right)
        return self._known[pair]

    def _positioned(self, left: int, right: int) -> int:
        """What the lookups say: of each the first subtable that knows the pair counts."""
        total = 0
        for together in self._subtables:
            for at in together:
                found = self._in_subtable(at, left, right)
                if found is not None:
                    total += found
                    break
        return total

    def _in_subtable(self, at: int, left: int, right: int) -> int | None:
        """What one subtable says; None if nothing."""
        table = self._table
        kind, coverage, first, second = struct.unpack_from(">4H", table, at)
        if at + coverage not in self._coverages:
            self._coverages[at + coverage] = coverage_of(table, at + coverage)
        nth = self._coverages[at + coverage].get(left)
        if nth is None:
            return None
        sizes = [2 * value.bit_count() for value in (first, second)]
        advance = 2 * (first & (ADVANCE - 1)).bit_count()
        if kind == 1:
            (offset,) = struct.unpack_from(">H", table, at + 10 + 2 * nth)
            return self._in_list(at + offset, right, sizes, advance if first & ADVANCE else None)
        begin, end, _, seconds = struct.unpack_from(">4H", table, at + 8)
        row, column = self._class(at + begin, left), self._class(at + end, right)
        where = at + 16 + (row * seconds + column) * sum(sizes) + advance
        return struct.unpack_from(">h", table, where)[0] if first & ADVANCE else 0

    def _in_list(self, at: int, right: int, sizes: list[int], advance: int | None) -> int | None:
        """What a list of second glyphs says."""
        (count,) = struct.unpack_from(">H", self._table, at)
        step = 2 + sum(sizes)
        low, high = 0, count
        while low < high:
            middle = (low + high) // 2
            (glyph,) = struct.unpack_from(">H", self._table, at + 2 + step * middle)
            if glyph == right:
                where = at + 4 + step * middle + (advance or 0)
                return 0 if advance is None else int(struct.unpack_from(">h", self._table, where)[0])
            low, high = (middle + 1, high) if glyph < right else (low, middle)
        return None

    def _class(self, at: int, glyph: int) -> int:
        if at not in self._classes:
            self._classes[at] = _glyph_classes(self._table, at)
        return self._classes[at].get(glyph, 0)


def _glyph_classes(table: bytes, at: int) -> dict[int, int]:
    """The class of each glyph that is in one other than 0."""
    kind, first = struct.unpack_from(">HH", table, at)
    if kind == 1:
        (count,) = struct.unpack_from(">H", table, at + 4)
        return dict(enumerate(struct.unpack_from(f">{count}H", table, at + 6), first))
    rows = struct.iter_unpack(">3H", table[at + 4 : at + 4 + 6 * first])
    return {glyph: own for begin, last, own in rows for glyph in range(begin, last + 1)}


def _kern_table(table: bytes) -> dict[tuple[int, int], int]:
    """The pairs of the older table's horizontal subtable of format 0."""
    if len(table) < 18 or table[:2] != b"\0\0":
        return {}
    coverage, count = struct.unpack_from(">HH", table, 8)
    if coverage & 0xFF03 != 1:  # format 0, horizontal, and no minimum values
        return {}
    rows = struct.iter_unpack(">HHh", table[18 : 18 + len(table[18:]) // 6 * 6][: 6 * count])
    return {(left, right): value for left, right, value in rows}
