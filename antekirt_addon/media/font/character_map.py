# SPDX-License-Identifier: GPL-3.0-or-later
"""Which glyph stands for a character: the table "cmap" (OpenType 1.9), in the formats that Unicode needs."""

from __future__ import annotations

import struct

import numpy as np

# Platform and encoding, from the one that has most characters to the one that has fewest.
PREFERRED = [(3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0), (3, 0)]
SYMBOL = (3, 0)
SYMBOLS = 0xF000  # where fonts of symbols have what others have at 0


class CharacterMap:
    """The glyphs of a face by character."""

    def __init__(self, table: bytes) -> None:
        (count,) = struct.unpack_from(">H", table, 2)
        offsets = {(row[0], row[1]): row[2] for row in struct.iter_unpack(">HHI", table[4 : 4 + 8 * count])}
        chosen = next((key for key in PREFERRED if key in offsets), None)
        self._first = self._last = self._glyph = np.empty(0, np.int64)
        self._shift = SYMBOLS if chosen == SYMBOL else 0
        if chosen is not None:
            self._first, self._last, self._glyph = _runs(table[offsets[chosen] :])

    def glyph(self, character: str) -> int:
        """The number of a character's glyph; 0 if there is none."""
        code = ord(character)
        return self._find(code) or (self._find(code + self._shift) if self._shift and code < 256 else 0)

    def _find(self, code: int) -> int:
        run = int(np.searchsorted(self._first, code, side="right")) - 1
        if run < 0 or code > self._last[run]:
            return 0
        return int(self._glyph[run] + code - self._first[run]) & 0xFFFF


def _runs(table: bytes) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Runs of characters whose glyphs follow each other: the first, the last, and the glyph of the first."""
    (kind,) = struct.unpack_from(">H", table)
    if kind == 12:
        (count,) = struct.unpack_from(">I", table, 12)
        groups = np.frombuffer(table, ">u4", 3 * count, 16).reshape(-1, 3).astype(np.int64)
        return groups[:, 0], groups[:, 1], groups[:, 2]
    if kind == 4:
        return _segments(table)
    if kind in (0, 6):
        first, count, start = (0, 256, 6) if kind == 0 else (*struct.unpack_from(">HH", table, 6), 10)
        glyphs = np.frombuffer(table, np.uint8 if kind == 0 else ">u2", count, start).astype(np.int64)
        codes = first + np.arange(count)
        return codes, codes, glyphs
    raise ValueError(kind)


def _segments(table: bytes) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The runs of format 4; a segment that lists its glyphs becomes a run for each character."""
    (doubled,) = struct.unpack_from(">H", table, 6)
    count = doubled // 2
    last, first, delta, offset = (
        np.frombuffer(table, ">u2", count, 14 + doubled * nth + (2 if nth else 0)).astype(np.int64)
        for nth in range(4)
    )
    words = np.frombuffer(table[: len(table) // 2 * 2], ">u2").astype(np.int64)
    runs: list[tuple[int, int, int]] = []
    for nth, (begin, end, shift, where) in enumerate(
        zip(first.tolist(), last.tolist(), delta.tolist(), offset.tolist(), strict=True)
    ):
        if where == 0:
            runs.append((begin, end, (begin + shift) & 0xFFFF))
            continue
        at = (16 + 3 * doubled + 2 * nth + where) // 2
        glyphs = words[at : at + end - begin + 1].tolist()
        runs += [(begin + k, begin + k, (glyph + shift) & 0xFFFF) for k, glyph in enumerate(glyphs) if glyph]
    table_of_runs = np.array(runs, np.int64).reshape(-1, 3)
    return table_of_runs[:, 0], table_of_runs[:, 1], table_of_runs[:, 2]
