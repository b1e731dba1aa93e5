# SPDX-License-Identifier: GPL-3.0-or-later
"""Kerning by the table GPOS: pair by pair, by classes, through extensions, of the default script alone."""

from __future__ import annotations

import struct

import pytest

from antekirt_addon.media.font.layout_table import coverage_of
from antekirt_addon.media.font.pair_kerning import PairKerning


def words(*values: int) -> bytes:
    return struct.pack(f">{len(values)}H", *(value & 0xFFFF for value in values))


def coverage(*glyphs: int) -> bytes:
    return words(1, len(glyphs), *glyphs)


def by_classes() -> bytes:
    """A table of two classes by two: (21 | others) before (6, 7 | others)."""
    matrix = words(0, -1, -2, -3)
    first = words(1, 21, 1, 1)  # class 1: glyph 21
    second = words(2, 1, 6, 7, 1)  # class 1: glyphs 6 and 7
    covered = coverage(5, 20, 21)
    at = 16 + len(matrix)
    head = words(2, at, 4, 0, at + len(covered), at + len(covered) + len(first), 2, 2)
    return head + matrix + covered + first + second


def gpos(
    *subtables: bytes, tag: bytes = b"kern", script: bytes = b"DFLT", extended: bool = False, kind: int = 2
) -> bytes:
    """A table with one script, one feature and a lookup of some subtables."""
    scripts = words(1) + script + words(8) + words(4, 0) + words(0, 0xFFFF, 1, 0)
    features = words(1) + tag + words(8) + words(0, 1, 0)
    body = b"".join(subtables)
    starts = [sum(map(len, subtables[:nth])) for nth in range(len(subtables))]
    head = 6 + 2 * len(subtables)
    if extended:
        wraps = 8 * len(subtables)
        body = (
            b"".join(
                words(1, 2) + struct.pack(">I", wraps - 8 * nth + start) for nth, start in enumerate(starts)
            )
            + body
        )
        starts = [8 * nth for nth in range(len(subtables))]
    lookup = words(9 if extended else kind, 0, len(subtables), *(head + start for start in starts)) + body
    lookups = words(1, 4) + lookup
    return (
        words(1, 0, 10, 10 + len(scripts), 10 + len(scripts) + len(features)) + scripts + features + lookups
    )


def test_pairs_by_name() -> None:
    kerning = PairKerning(gpos(pairs()), b"")
    assert [kerning.between(5, glyph) for glyph in (6, 7, 8)] == [-50, 0, 30]
    assert kerning.between(6, 5) == 0


def pairs() -> bytes:
    """Glyph 5 before 6 by -50 and before 8 by 30; the first glyph is raised as well, the second wider."""
    listed = words(2, 6, 9, -50, 7, 8, 9, 30, 7)  # for each the second glyph, y and advance, advance
    return words(1, 12 + len(listed), 2 | 4, 4, 1, 12) + listed + coverage(5)


def test_pairs_by_class() -> None:
    kerning = PairKerning(gpos(by_classes()), b"")
    assert [kerning.between(20, 9), kerning.between(20, 6), kerning.between(21, 9)] == [0, -1, -2]
    assert [kerning.between(21, 7), kerning.between(22, 7)] == [-3, 0]


def test_the_first_subtable_that_knows_a_pair_counts() -> None:
    for extended in (False, True):
        kerning = PairKerning(gpos(pairs(), by_classes(), extended=extended), b"")
        assert [kerning.between(5, 6), kerning.between(5, 7), kerning.between(21, 6)] == [-50, -1, -3]


def test_what_is_not_kerning_is_left_alone() -> None:
    assert PairKerning(gpos(pairs(), tag=b"dist"), b"").between(5, 6) == 0
    assert PairKerning(gpos(pairs(), script=b"arab"), b"").between(5, 6) == 0


def test_without_it_the_older_table_counts() -> None:
    older = struct.pack(">HHHHH", 0, 1, 0, 20, 1) + words(1, 0, 0, 0) + struct.pack(">HHh", 5, 6, -7)
    assert PairKerning(b"", older).between(5, 6) == -7
    assert PairKerning(gpos(pairs()), older).between(5, 6) == -50


def test_ranges_of_glyphs_that_overlap_are_refused() -> None:
    assert coverage_of(words(2, 2, 1, 2, 0, 7, 7, 2), 0) == {1: 0, 2: 1, 7: 2}
    with pytest.raises(ValueError, match="overlap"):
        coverage_of(words(2, 2, 1, 7, 0, 7, 7, 2), 0)
