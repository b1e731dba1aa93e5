# SPDX-License-Identifier: GPL-3.0-or-later
"""A small TrueType font, made of rectangles: who knows a letter's box and width knows where all must lie."""

from __future__ import annotations

import struct
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

EM = 1000


class Box(NamedTuple):
    """A glyph: a rectangle within its width, all in thousandths of the em, y up."""

    left: int
    bottom: int
    right: int
    top: int
    width: int


# Of one font size of 10: A is 6 wide, its box from 0 to 5; B 8, 1 to 7; V 6, 0.5 to 5.5; a space 3.
LETTERS = {
    "A": Box(0, 0, 500, 700, 600),
    "B": Box(100, 0, 700, 700, 800),
    "V": Box(50, 0, 550, 700, 600),
    "p": Box(0, -200, 400, 500, 500),
}
SPACE_WIDTH = 300
KERNING = {("A", "V"): -100}


def install(
    folder: Path,
    family: str,
    weight: int = 400,
    letters: Mapping[str, Box] = LETTERS,
    *,
    italic: bool = False,
) -> Path:
    """Put such a font where Linux looks for those of a user, if folder is XDG_DATA_HOME."""
    file = folder / "fonts" / f"{family} {weight}{' Italic' if italic else ''}.ttf"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(made_font(family, weight, letters, italic=italic))
    return file


def made_font(family: str, weight: int, letters: Mapping[str, Box], *, italic: bool = False) -> bytes:
    """The font's file."""
    glyphs = [Box(0, 0, 0, 0, SPACE_WIDTH), Box(0, 0, 0, 0, SPACE_WIDTH), *letters.values()]
    numbers = {" ": 1} | {letter: nth + 2 for nth, letter in enumerate(letters)}
    outlines = [_outline(glyph) for glyph in glyphs]
    low, high = min(g.bottom for g in glyphs), max(g.top for g in glyphs)
    tables = {
        "OS/2": struct.pack(
            ">H3h12h10s4I4sHHHhhhHHIIhhHHH",
            *(4, 500, weight, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 250, 0),
            *(
                bytes(10),
                0,
                0,
                0,
                0,
                b"test",
                int(italic),
                32,
                0xFFFF,
                800,
                -200,
                0,
                800,
                200,
                0,
                0,
                500,
                700,
            ),
            *(0, 32, 1),
        ),
        "cmap": struct.pack(">HHHHI", 0, 1, 3, 1, 12) + _characters(numbers),
        "glyf": b"".join(outlines),
        "head": struct.pack(
            ">HHiIIHHqqhhhhHHhhh",
            *(
                1,
                0,
                0x10000,
                0,
                0x5F0F3CF5,
                3,
                EM,
                0,
                0,
                0,
                low,
                1000,
                high,
                2 * italic + (weight > 500),
                8,
                2,
                1,
                0,
            ),
        ),
        "hhea": struct.pack(">i3hH11hH", 0x10000, 800, -200, 0, 1000, *[0] * 11, len(glyphs)),
        "hmtx": b"".join(struct.pack(">Hh", glyph.width, glyph.left) for glyph in glyphs),
        "kern": _kerning(numbers),
        "loca": struct.pack(f">{len(glyphs) + 1}I", *accumulate(map(len, outlines), initial=0)),
        "maxp": struct.pack(">iH13H", 0x10000, len(glyphs), 4, 1, 0, 0, 1, *[0] * 8),
        "name": _names(
            {1: family, 2: "Regular", 4: f"{family} {weight}", 6: family.replace(" ", "") + str(weight)}
        ),
        "post": struct.pack(">iihhI16s", 0x30000, 0, -100, 50, 0, bytes(16)),
    }
    return _file(tables)


def _outline(box: Box) -> bytes:
    """A glyph of four corners; nothing for one without area."""
    if box.right <= box.left:
        return b""
    corners = [(box.left, box.bottom), (box.left, box.top), (box.right, box.top), (box.right, box.bottom)]
    steps = [(x - px, y - py) for (x, y), (px, py) in zip(corners, [(0, 0), *corners], strict=False)]
    head = struct.pack(">5hHH4B", 1, *box[:4], 3, 0, 1, 1, 1, 1)
    return (
        head
        + struct.pack(">4h", *(x for x, _ in steps))
        + struct.pack(">4h", *(y for _, y in steps))
        + b"\0\0"
    )


def _characters(numbers: Mapping[str, int]) -> bytes:
    """Which glyph each character has (format 4)."""
    codes = sorted((ord(letter), number) for letter, number in numbers.items())
    segments = [*codes, (0xFFFF, 0)]
    count = len(segments)
    last = struct.pack(f">{count}H", *(code for code, _ in segments))
    delta = struct.pack(f">{count}H", *((number - code) & 0xFFFF for code, number in segments))
    body = struct.pack(">4H", 2 * count, 0, 0, 0) + last + b"\0\0" + last + delta + bytes(2 * count)
    return struct.pack(">3H", 4, 6 + len(body), 0) + body


def _kerning(numbers: Mapping[str, int]) -> bytes:
    pairs = [
        struct.pack(">HHh", numbers[left], numbers[right], value)
        for (left, right), value in KERNING.items()
        if left in numbers and right in numbers
    ]
    body = struct.pack(">4H", len(pairs), 0, 0, 0) + b"".join(pairs)
    return struct.pack(">HHHHH", 0, 1, 0, 6 + len(body), 1) + body


def _names(names: Mapping[int, str]) -> bytes:
    texts = {kind: text.encode("utf-16-be") for kind, text in names.items()}
    rows, at = b"", 0
    for kind, text in texts.items():
        rows += struct.pack(">6H", 3, 1, 0x0409, kind, len(text), at)
        at += len(text)
    return struct.pack(">3H", 0, len(texts), 6 + len(rows)) + rows + b"".join(texts.values())


def _file(tables: Mapping[str, bytes]) -> bytes:
    """The tables end to end, each at a multiple of four, behind a directory."""
    padded = [table + bytes(-len(table) % 4) for table in tables.values()]
    starts = accumulate(map(len, padded), initial=12 + 16 * len(tables))
    directory = b"".join(
        struct.pack(">4sIII", tag.encode(), _checksum(table), start, len(table))
        for (tag, table), start in zip(tables.items(), starts, strict=False)
    )
    return (
        struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, 16 * len(tables) - 128)
        + directory
        + b"".join(padded)
    )


def _checksum(table: bytes) -> int:
    words: Sequence[int] = struct.unpack(f">{(len(table) + 3) // 4}I", table + bytes(-len(table) % 4))
    return sum(words) & 0xFFFFFFFF
