# SPDX-License-Identifier: GPL-3.0-or-later
"""TrueType contours: curves without a point on them, and glyphs composed of others."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from antekirt_addon.media.font.contour import chain_of_quadratics
from antekirt_addon.media.font.true_type_glyphs import TrueTypeGlyphs

# A square of 10; its points one by one, in words.
SQUARE = struct.pack(">5hHH4B8h", 1, 0, 0, 10, 10, 3, 0, *[1] * 4, 0, 0, 10, 0, 0, 10, 0, -10)
COMPOSED = {
    "moved": (struct.pack(">HHhh", 3, 0, 100, -50), [100, -50, 110, -40]),
    "in bytes": (struct.pack(">HHbb", 2, 0, 5, -6), [5, -6, 15, 4]),
    "scaled": (struct.pack(">HHbbh", 2 | 8, 0, 0, 0, 8192), [0, 0, 5, 5]),
    "scaled by two": (struct.pack(">HHbb2h", 2 | 64, 0, 1, 1, 8192, 16384), [1, 1, 6, 11]),
    "turned": (struct.pack(">HHbb4h", 2 | 128, 0, 0, 0, 0, 16384, -16384, 0), [-10, 0, 0, 10]),
}


@pytest.mark.parametrize("name", COMPOSED)
def test_a_glyph_of_others(name: str) -> None:
    part, box = COMPOSED[name]
    (chain,) = glyphs(SQUARE, part).contours(1)
    assert [*chain.min(axis=0), *chain.max(axis=0)] == pytest.approx(box)


def test_a_glyph_of_two_others() -> None:
    first = struct.pack(">HHbb", 2 | 32, 0, 0, 0)
    assert len(glyphs(SQUARE, first + struct.pack(">HHbb", 2, 0, 20, 0)).contours(1)) == 2


def test_a_glyph_of_itself_ends() -> None:
    assert glyphs(SQUARE, struct.pack(">HHbb", 2, 1, 0, 0)).contours(1) == []


def test_numbers_that_are_no_glyphs_have_no_contours() -> None:
    assert [glyphs(SQUARE, b"").contours(number) for number in (-1, 2, 9)] == [[], [], []]


def test_a_circle_of_controls_alone() -> None:
    chain = chain_of_quadratics([(1, 1, False), (-1, 1, False), (-1, -1, False), (1, -1, False)])
    assert chain[::3].tolist() == [[0, 1], [-1, 0], [0, -1], [1, 0], [0, 1]]
    assert chain[1] == pytest.approx(np.array([-2 / 3, 1]))


def glyphs(first: bytes, part: bytes) -> TrueTypeGlyphs:
    """A simple glyph, and one that is composed of such parts."""
    composed = struct.pack(">5h", -1, 0, 0, 0, 0) + part
    loca = struct.pack(">3I", 0, len(first), len(first) + len(composed))
    return TrueTypeGlyphs(first + composed, loca, long_offsets=True)
