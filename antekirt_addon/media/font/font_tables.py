# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of a TrueType or OpenType font, or of one of a collection (OpenType 1.9, "Font file")."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import BinaryIO

KINDS = {b"\x00\x01\x00\x00", b"OTTO", b"true"}
MOST_TABLES = 256
MOST_FACES = 256
# What reading a damaged font may raise.
DAMAGED = (OSError, ValueError, KeyError, IndexError, struct.error)


def face_count(source: Path | bytes) -> int:
    """How many faces a file or its bytes have: one, or those of a collection; none if it is no font."""
    with _opened(source) as file:
        head = file.read(12)
    if head[:4] == b"ttcf" and len(head) == 12:
        return min(int.from_bytes(head[8:12], "big"), MOST_FACES)
    return 1 if head[:4] in KINDS else 0


def font_tables(source: Path | bytes, face: int, wanted: Collection[str]) -> dict[str, bytes]:
    """Those of the wanted tables that a face has."""
    with _opened(source) as file:
        return {
            tag: _part(file, offset, length)
            for tag, offset, length in _directory(file, face)
            if tag in wanted
        }


def _opened(source: Path | bytes) -> BinaryIO:
    """A file, or its bytes, to be read."""
    return source.open("rb") if isinstance(source, Path) else io.BytesIO(source)


def _directory(file: BinaryIO, face: int) -> list[tuple[str, int, int]]:
    """Tag, offset and length of each table."""
    start = 0
    if _part(file, 0, 4) == b"ttcf":
        (start,) = struct.unpack(">I", _part(file, 12 + 4 * face, 4))
    (count,) = struct.unpack(">H", _part(file, start + 4, 2))
    if count > MOST_TABLES:
        raise ValueError(count)
    rows = struct.iter_unpack(">4sIII", _part(file, start + 12, 16 * count))
    return [(tag.decode("latin-1"), offset, length) for tag, _checksum, offset, length in rows]


def _part(file: BinaryIO, offset: int, length: int) -> bytes:
    """Exactly so many bytes of a file."""
    file.seek(offset)
    data = file.read(length)
    if len(data) < length:
        raise ValueError(length)
    return data
