# SPDX-License-Identifier: GPL-3.0-or-later
"""The contours of TrueType glyphs: the tables "glyf" and "loca" (OpenType 1.9)."""

from __future__ import annotations

import struct
from typing import TypeAlias

import numpy as np

from .contour import Contour, chain_of_quadratics

Corner: TypeAlias = "tuple[float, float, bool]"  # x, y, and whether the contour goes through it

ON_CURVE, SHORT_X, SHORT_Y, REPEATED, SAME_X, SAME_Y = 1, 2, 4, 8, 16, 32
WORDS, ARE_OFFSETS, SCALED, MORE, SCALED_TWICE, TRANSFORMED = 1, 2, 8, 32, 64, 128
DEEPEST = 8  # glyphs in glyphs
MOST_PARTS = 256


class TrueTypeGlyphs:
    """The glyphs of one face."""

    def __init__(self, glyf: bytes, loca: bytes, *, long_offsets: bool) -> None:
        self._glyf = glyf
        offsets = np.frombuffer(
            loca[: len(loca) // 4 * 4 if long_offsets else len(loca) // 2 * 2],
            ">u4" if long_offsets else ">u2",
        )
        self._offsets = offsets.astype(np.int64) * (1 if long_offsets else 2)

    def contours(self, glyph: int) -> list[Contour]:
        """The closed chains of a glyph in units of the font, y up."""
        return [chain_of_quadratics(corners) for corners in self._corners(glyph, 0) if len(corners) > 1]

    def _corners(self, glyph: int, depth: int) -> list[list[Corner]]:
        """For each contour its points."""
        if not 0 <= glyph < len(self._offsets) - 1 or depth > DEEPEST:
            return []
        data = self._glyf[self._offsets[glyph] : self._offsets[glyph + 1]]
        if len(data) < 10:
            return []
        (count,) = struct.unpack_from(">h", data)
        return _simple(data, count) if count >= 0 else self._composite(data, depth)

    def _composite(self, data: bytes, depth: int) -> list[list[Corner]]:
        """The contours of all the glyphs that one is composed of."""
        found: list[list[Corner]] = []
        at = 10
        for _ in range(MOST_PARTS):
            flags, glyph = struct.unpack_from(">HH", data, at)
            at += 4
            dx, dy = struct.unpack_from(">hh" if flags & WORDS else ">bb", data, at)
            at += 4 if flags & WORDS else 2
            count = 4 if flags & TRANSFORMED else 2 if flags & SCALED_TWICE else 1 if flags & SCALED else 0
            factors = [value / 16384 for value in struct.unpack_from(f">{count}h", data, at)]
            at += 2 * count
            a, b, c, d = _linear(factors)
            e, f = (dx, dy) if flags & ARE_OFFSETS else (0, 0)
            found += [
                [(a * x + c * y + e, b * x + d * y + f, on) for x, y, on in corners]
                for corners in self._corners(glyph, depth + 1)
            ]
            if not flags & MORE:
                break
        return found


def _linear(factors: list[float]) -> tuple[float, ...]:
    """The map of a part of a composed glyph: none, one or two factors, or all four."""
    if len(factors) == 4:
        return tuple(factors)
    return (factors[0], 0.0, 0.0, factors[-1]) if factors else (1.0, 0.0, 0.0, 1.0)


def _simple(data: bytes, count: int) -> list[list[Corner]]:
    """The contours of a glyph that is not composed of others."""
    ends = struct.unpack_from(f">{count}H", data, 10)
    at = 10 + 2 * count
    (instructions,) = struct.unpack_from(">H", data, at)
    at += 2 + instructions
    total = ends[-1] + 1 if ends else 0
    flags: list[int] = []
    while len(flags) < total:
        flag = data[at]
        at += 1
        flags.append(flag)
        if flag & REPEATED:
            flags += [flag] * data[at]
            at += 1
    flags = flags[:total]
    xs, at = _coordinates(data, at, flags, SHORT_X, SAME_X)
    ys, _ = _coordinates(data, at, flags, SHORT_Y, SAME_Y)
    corners = [(float(x), float(y), bool(flag & ON_CURVE)) for x, y, flag in zip(xs, ys, flags, strict=True)]
    begins = [0, *(end + 1 for end in ends[:-1])]
    return [corners[begin : end + 1] for begin, end in zip(begins, ends, strict=True)]


def _coordinates(data: bytes, at: int, flags: list[int], short: int, same: int) -> tuple[list[int], int]:
    """All x or all y of a glyph, and where they end."""
    value, found = 0, []
    for flag in flags:
        if flag & short:
            value += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            value += struct.unpack_from(">h", data, at)[0]
            at += 2
        found.append(value)
    return found, at
