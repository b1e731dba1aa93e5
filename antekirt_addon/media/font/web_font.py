# SPDX-License-Identifier: GPL-3.0-or-later
"""Fonts packed for the web, in the form that an installed one has (WOFF File Format 1.0)."""

from __future__ import annotations

import struct
import zlib

from .font_tables import MOST_TABLES

SIGNATURE = b"wOFF"
ROW = struct.Struct(">4s4I")
MOST_BYTES = 64_000_000


def unpacked(data: bytes) -> bytes:
    """The bytes of a font file; what is no such package as it is, a damaged one as nothing."""
    if data[:4] != SIGNATURE:
        return data
    try:
        return _unpacked(data)
    except (struct.error, zlib.error, ValueError):
        return b""


def _unpacked(data: bytes) -> bytes:
    flavor, count = struct.unpack_from(">4s4xH", data, 4)
    if count > MOST_TABLES:
        raise ValueError(count)
    rows, tables = [], []
    offset = 12 + 16 * count
    for nth in range(count):
        tag, at, packed, length, checksum = ROW.unpack_from(data, 44 + ROW.size * nth)
        if offset + length > MOST_BYTES:
            raise ValueError(length)
        table = data[at : at + packed]
        if packed < length:
            table = zlib.decompressobj().decompress(table, length)
        rows.append(struct.pack(">4s3I", tag, checksum, offset, length))
        tables.append(table + bytes(-len(table) % 4))
        offset += len(tables[-1])
    return struct.pack(">4s4H", flavor, count, 0, 0, 0) + b"".join(rows) + b"".join(tables)
