# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tables "GPOS" and "GSUB" have in common: scripts, features, lookups (OpenType 1.9, chapter 2)."""

from __future__ import annotations

import struct
from itertools import pairwise

SCRIPTS = (b"DFLT", b"latn")


def subtables(table: bytes, feature: bytes, wanted_kind: int, extension: int) -> list[list[int]]:
    """For each lookup of a feature where its subtables of one kind begin."""
    scripts, features, lookups = struct.unpack_from(">3H", table, 4)
    wanted = _feature_numbers(table, scripts)
    (count,) = struct.unpack_from(">H", table, features)
    numbers: set[int] = set()
    for nth in range(count):
        tag, offset = struct.unpack_from(">4sH", table, features + 2 + 6 * nth)
        if tag == feature and nth in wanted:
            (used,) = struct.unpack_from(">H", table, features + offset + 2)
            numbers.update(struct.unpack_from(f">{used}H", table, features + offset + 4))
    every: list[list[int]] = []
    for number in sorted(numbers):
        (offset,) = struct.unpack_from(">H", table, lookups + 2 + 2 * number)
        at = lookups + offset
        kind, _, parts = struct.unpack_from(">3H", table, at)
        found = []
        for where in struct.unpack_from(f">{parts}H", table, at + 6):
            inner, begin = kind, at + where
            if kind == extension:
                inner, further = struct.unpack_from(">HI", table, begin + 2)
                begin += further
            if inner == wanted_kind:
                found.append(begin)
        every.append(found)
    return every


def _feature_numbers(table: bytes, at: int) -> set[int]:
    """The features of the scripts that are read, in their default language."""
    (count,) = struct.unpack_from(">H", table, at)
    scripts = dict(struct.iter_unpack(">4sH", table[at + 2 : at + 2 + 6 * count]))
    found: set[int] = set()
    for tag in SCRIPTS:
        if tag in scripts:
            script = at + scripts[tag]
            (default,) = struct.unpack_from(">H", table, script)
            if default:
                (used,) = struct.unpack_from(">H", table, script + default + 4)
                found.update(struct.unpack_from(f">{used}H", table, script + default + 6))
    return found


def coverage_of(table: bytes, at: int) -> dict[int, int]:
    """The glyphs that a subtable is about, each with its number there; ValueError for ranges that overlap."""
    kind, count = struct.unpack_from(">HH", table, at)
    if kind == 1:
        return {glyph: nth for nth, glyph in enumerate(struct.unpack_from(f">{count}H", table, at + 4))}
    rows = list(struct.iter_unpack(">3H", table[at + 4 : at + 4 + 6 * count]))
    if any(later[0] <= former[1] for former, later in pairwise(rows)):
        raise ValueError("the ranges of a coverage table overlap")
    return {first + k: index + k for first, last, index in rows for k in range(last - first + 1)}
