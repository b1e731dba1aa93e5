# SPDX-License-Identifier: GPL-3.0-or-later
"""Letters that a font draws as one are those of its feature "liga"."""

from __future__ import annotations

from antekirt_addon.media.font.ligature import read_ligatures
from tests.unit.font.test_pair_kerning import coverage, gpos, words


def ligatures() -> bytes:
    """Glyph 5 with 6 is 50, with 6 and 7 it is 51; glyph 8 twice is 52."""
    first = words(2, 6, 12) + words(50, 2, 6) + words(51, 3, 6, 7)
    second = words(1, 4) + words(52, 2, 8)
    head = 10
    return (
        words(1, head + len(first) + len(second), 2, head, head + len(first))
        + first
        + second
        + coverage(5, 8)
    )


def test_ligatures_by_their_letters() -> None:
    table = gpos(ligatures(), tag=b"liga", kind=4)
    assert read_ligatures(table) == {(5, 6): 50, (5, 6, 7): 51, (8, 8): 52}


def test_other_features_are_left_alone() -> None:
    assert read_ligatures(gpos(ligatures(), tag=b"dlig", kind=4)) == {}
    assert read_ligatures(b"") == {}
