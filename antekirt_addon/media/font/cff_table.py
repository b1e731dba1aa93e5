# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of a "CFF " table (Adobe Technical Note 5176): indexes, dictionaries, which glyph uses which."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise

CHARSTRINGS, PRIVATE, SUBROUTINES, FONTS, CHOICE = 17, 18, 19, 1236, 1237
REAL = "0123456789.EE?-"


@dataclass(frozen=True, slots=True)
class CffTable:
    """charstrings: each glyph's program; common: subroutines of all; own: those of each of its fonts.

    choice: for each glyph the number of its font.
    """

    charstrings: list[bytes]
    common: list[bytes]
    own: list[list[bytes]]
    choice: list[int]


def read_cff(data: bytes) -> CffTable:
    """The parts of the first font in a table."""
    at = data[2]
    _, at = _index(data, at)
    tops, at = _index(data, at)
    _, at = _index(data, at)
    common, _ = _index(data, at)
    top = _dictionary(tops[0])
    charstrings, _ = _index(data, int(top[CHARSTRINGS][0]))
    if FONTS not in top:
        return CffTable(charstrings, common, [_subroutines(data, top)], [0] * len(charstrings))
    fonts, _ = _index(data, int(top[FONTS][0]))
    own = [_subroutines(data, _dictionary(font)) for font in fonts]
    return CffTable(charstrings, common, own, _choice(data, int(top[CHOICE][0]), len(charstrings)))


def _index(data: bytes, at: int) -> tuple[list[bytes], int]:
    """The items of an index, and where it ends."""
    (count,) = struct.unpack_from(">H", data, at)
    if count == 0:
        return [], at + 2
    size = data[at + 2]
    first = at + 3
    offsets = [
        int.from_bytes(data[first + size * nth : first + size * (nth + 1)], "big") for nth in range(count + 1)
    ]
    base = first + size * (count + 1) - 1
    return [data[base + begin : base + end] for begin, end in pairwise(offsets)], base + offsets[-1]


def _dictionary(data: bytes) -> dict[int, list[float]]:
    """The operands of each operator; those of two bytes are 1200 and more."""
    found: dict[int, list[float]] = {}
    operands: list[float] = []
    at = 0
    while at < len(data):
        byte = data[at]
        at += 1
        if byte <= 21:
            if byte == 12:
                byte = 1200 + data[at]
                at += 1
            found[byte] = operands
            operands = []
        elif byte == 28:
            operands.append(int.from_bytes(data[at : at + 2], "big", signed=True))
            at += 2
        elif byte == 29:
            operands.append(int.from_bytes(data[at : at + 4], "big", signed=True))
            at += 4
        elif byte == 30:
            end = next(nth for nth in range(at, len(data)) if 15 in (data[nth] >> 4, data[nth] & 15)) + 1
            operands.append(_real(data[at:end]))
            at = end
        elif byte <= 246:
            operands.append(byte - 139)
        else:
            operands.append(
                (byte - 247) * 256 + data[at] + 108 if byte <= 250 else -(byte - 251) * 256 - data[at] - 108
            )
            at += 1
    return found


def _real(data: bytes) -> float:
    """A number of which each half byte is a character."""
    text = ""
    for half in (half for byte in data for half in (byte >> 4, byte & 15)):
        if half == 15:
            break
        text += "E-" if half == 12 else REAL[half]
    return float(text)


def _subroutines(data: bytes, font: dict[int, list[float]]) -> list[bytes]:
    """The subroutines that only the glyphs of one font call."""
    if PRIVATE not in font:
        return []
    size, offset = (int(value) for value in font[PRIVATE])
    private = _dictionary(data[offset : offset + size])
    return _index(data, offset + int(private[SUBROUTINES][0]))[0] if SUBROUTINES in private else []


def _choice(data: bytes, at: int, count: int) -> list[int]:
    """For each glyph the number of its font (FDSelect)."""
    if data[at] == 0:
        return list(data[at + 1 : at + 1 + count])
    if data[at] != 3:
        raise ValueError(data[at])
    (ranges,) = struct.unpack_from(">H", data, at + 1)
    rows = list(struct.iter_unpack(">HB", data[at + 3 : at + 3 + 3 * ranges]))
    (end,) = struct.unpack_from(">H", data, at + 3 + 3 * ranges)
    firsts = [*(first for first, _ in rows), end]
    return [
        font
        for (begin, after), (_, font) in zip(pairwise(firsts), rows, strict=True)
        for _ in range(begin, after)
    ]
