# SPDX-License-Identifier: GPL-3.0-or-later
"""What the programs of CFF glyphs draw, each held against the same drawn with the plainest operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from antekirt_addon.media.font.cff_glyphs import CffGlyphs
from antekirt_addon.media.font.font_tables import DAMAGED

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

OPERATORS = {
    "hstem": 1,
    "vmoveto": 4,
    "rlineto": 5,
    "hlineto": 6,
    "vlineto": 7,
    "rrcurveto": 8,
    "callsubr": 10,
    "return": 11,
    "endchar": 14,
    "hstemhm": 18,
    "hintmask": 19,
    "rmoveto": 21,
    "hmoveto": 22,
    "rcurveline": 24,
    "rlinecurve": 25,
    "vvcurveto": 26,
    "hhcurveto": 27,
    "callgsubr": 29,
    "vhcurveto": 30,
    "hvcurveto": 31,
}
FLEXES = {"hflex": 34, "flex": 35, "hflex1": 36, "flex1": 37}

# Each program, and one of moves, lines and curves that draws the same.
SAME = {
    "lines across and down": ("0 0 rmoveto 9 8 7 hlineto", "0 0 rmoveto 9 0 0 8 7 0 rlineto"),
    "lines down and across": ("5 vmoveto 9 8 7 vlineto", "0 5 rmoveto 0 9 8 0 0 7 rlineto"),
    "moves": (
        "3 hmoveto 1 1 rlineto 2 vmoveto 1 1 rlineto",
        "3 0 rmoveto 1 1 rlineto 0 2 rmoveto 1 1 rlineto",
    ),
    "a width": ("77 3 4 rmoveto 1 1 rlineto", "3 4 rmoveto 1 1 rlineto"),
    "level ends": (
        "0 0 rmoveto 9 1 2 3 4 5 6 7 8 hhcurveto",
        "0 0 rmoveto 1 9 2 3 4 0 5 0 6 7 8 0 rrcurveto",
    ),
    "upright ends": ("0 0 rmoveto 9 1 2 3 4 vvcurveto", "0 0 rmoveto 9 1 2 3 0 4 rrcurveto"),
    "across, then down": (
        "0 0 rmoveto 1 2 3 4 5 6 7 8 9 hvcurveto",
        "0 0 rmoveto 1 0 2 3 0 4 0 5 6 7 8 9 rrcurveto",
    ),
    "down, then across": ("0 0 rmoveto 1 2 3 4 5 vhcurveto", "0 0 rmoveto 0 1 2 3 4 5 rrcurveto"),
    "a curve and a line": (
        "0 0 rmoveto 1 2 3 4 5 6 7 8 rcurveline",
        "0 0 rmoveto 1 2 3 4 5 6 rrcurveto 7 8 rlineto",
    ),
    "a line and a curve": (
        "0 0 rmoveto 7 8 1 2 3 4 5 6 rlinecurve",
        "0 0 rmoveto 7 8 rlineto 1 2 3 4 5 6 rrcurveto",
    ),
    "flex": (
        "0 0 rmoveto 1 2 3 4 5 6 7 8 9 10 11 12 50 flex",
        "0 0 rmoveto 1 2 3 4 5 6 7 8 9 10 11 12 rrcurveto",
    ),
    "level flex": ("0 0 rmoveto 1 2 3 4 5 6 7 hflex", "0 0 rmoveto 1 0 2 3 4 0 5 0 6 -3 7 0 rrcurveto"),
    "nearly level flex": (
        "0 0 rmoveto 1 2 3 4 5 6 7 8 9 hflex1",
        "0 0 rmoveto 1 2 3 4 5 0 6 0 7 8 9 -14 rrcurveto",
    ),
    "flex that ends level": (
        "0 0 rmoveto 20 2 3 4 5 6 7 8 9 1 11 flex1",
        "0 0 rmoveto 20 2 3 4 5 6 7 8 9 1 11 -21 rrcurveto",
    ),
    "hints": ("9 8 hstemhm 7 6 hintmask 5 hmoveto 1 1 rlineto", "5 0 rmoveto 1 1 rlineto"),
    "a routine of its own": ("0 0 rmoveto -107 callsubr", "0 0 rmoveto 5 6 7 0 rlineto"),
    "a routine of all": ("0 0 rmoveto -107 callgsubr", "0 0 rmoveto 0 0 500 -1000 rlineto"),
    "after the end": ("0 0 rmoveto 1 1 rlineto endchar 9 9 rlineto", "0 0 rmoveto 1 1 rlineto"),
}


@pytest.mark.parametrize("name", SAME)
def test_a_program_draws_what_it_should(name: str) -> None:
    one, other = (chains(text) for text in SAME[name])
    assert len(one) == len(other) > 0
    for chain, same in zip(one, other, strict=True):
        assert chain == pytest.approx(same)
        assert len(chain) % 3 == 1
        assert (chain[0] == chain[-1]).all()


def test_numbers_of_all_sizes() -> None:
    (chain,) = chains("-5000 30000 rmoveto 108 -108 1131 -1131 107 1132 rlineto")
    assert chain[::3].tolist()[:-1] == [[-5000, 30000], [-4892, 29892], [-3761, 28761], [-3654, 29893]]


def test_a_program_without_end_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\d"):
        CffGlyphs(cff(["0 0 rmoveto -106 callsubr"], ["5 6 7 0 rlineto", "-106 callsubr"])).contours(0)


def test_a_program_that_lacks_numbers_is_refused() -> None:
    with pytest.raises(DAMAGED):
        chains("0 0 rmoveto 5 rcurveline")


def chains(text: str) -> list[NDArray[np.float64]]:
    return CffGlyphs(cff([text], ["5 6 7 0 rlineto return"])).contours(0)


def cff(programs: Sequence[str], routines: Sequence[str]) -> bytes:
    """A table with some glyphs, which share one routine that moves by (500, -1000)."""
    head = bytes([1, 0, 4, 1]) + index([b"font"])
    shared = index([]) + index([program("0 0 500 -1000 rlineto return")])
    glyphs = index([program(text) for text in programs])
    private = number(2) + b"\x13"  # where its routines begin: behind these two bytes
    start = len(head) + len(index([bytes(17)])) + len(shared)
    top = long(start) + b"\x11" + long(len(private)) + long(start + len(glyphs)) + b"\x12"
    return head + index([top]) + shared + glyphs + private + index([program(text) for text in routines])


def index(items: Sequence[bytes]) -> bytes:
    if not items:
        return b"\0\0"
    ends = [1 + sum(map(len, items[:nth])) for nth in range(len(items) + 1)]
    return (
        len(items).to_bytes(2, "big") + b"\2" + b"".join(e.to_bytes(2, "big") for e in ends) + b"".join(items)
    )


def program(text: str) -> bytes:
    """A program by the names of its operators."""
    found = b""
    for word in text.split():
        if word in FLEXES:
            found += bytes([12, FLEXES[word]])
        elif word in OPERATORS:
            found += bytes([OPERATORS[word]]) + (b"\xff" if word == "hintmask" else b"")
        else:
            found += number(int(word))
    return found


def number(value: int) -> bytes:
    if -107 <= value <= 107:
        return bytes([value + 139])
    if 108 <= value <= 1131:
        return bytes([247 + (value - 108) // 256, (value - 108) % 256])
    if -1131 <= value <= -108:
        return bytes([251 + (-value - 108) // 256, (-value - 108) % 256])
    return b"\x1c" + value.to_bytes(2, "big", signed=True)


def long(value: int) -> bytes:
    return b"\x1d" + value.to_bytes(4, "big")
