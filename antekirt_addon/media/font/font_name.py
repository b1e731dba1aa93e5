# SPDX-License-Identifier: GPL-3.0-or-later
"""What a font calls itself: family, weight, slant and width, by its tables "name", "OS/2" and "head"."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from .font_tables import DAMAGED, face_count, font_tables

FAMILY, FULL, POSTSCRIPT, TYPOGRAPHIC_FAMILY = 1, 4, 6, 16
WANTED = {FAMILY, FULL, POSTSCRIPT, TYPOGRAPHIC_FAMILY}
ENGLISH = 0x0409
TABLES = {"name", "OS/2", "head", "glyf", "CFF "}
REGULAR, BOLD = 400, 700
NORMAL_WIDTH = 5


@dataclass(frozen=True, slots=True)
class FontName:
    """One face of a font file.

    family: as people write it. families, whole: all names in lower case, of the family and of the face.
    weight: 100 to 900. width: 1 to 9, 5 is normal.
    data: the file's bytes, if it is no file of this computer but within a document.
    """

    path: Path
    face: int
    family: str
    families: frozenset[str]
    whole: frozenset[str]
    weight: int
    slanted: bool
    width: int
    data: bytes = b""

    @property
    def source(self) -> Path | bytes:
        """Where its tables are read."""
        return self.data or self.path


def font_names(source: Path | bytes) -> tuple[FontName, ...]:
    """The faces of a file, or of its bytes; none if it cannot be read as a font with outlines."""
    try:
        return tuple(filter(None, [_font_name(source, face) for face in range(face_count(source))]))
    except DAMAGED:
        return ()


def _font_name(source: Path | bytes, face: int) -> FontName | None:
    """The name of one face; None if it has no family, or no outlines."""
    tables = font_tables(source, face, TABLES - {"glyf", "CFF "})
    names = _names(tables["name"])
    families = names.get(TYPOGRAPHIC_FAMILY, []) + names.get(FAMILY, [])
    if not families:
        return None
    (style,) = struct.unpack_from(">H", tables["head"], 44)
    weight, width, slanted = BOLD if style & 1 else REGULAR, NORMAL_WIDTH, bool(style & 2)
    metrics = tables.get("OS/2", b"")
    if len(metrics) >= 64:
        weight, width = struct.unpack_from(">HH", metrics, 4)
        (selection,) = struct.unpack_from(">H", metrics, 62)
        slanted = bool(selection & (1 | 1 << 9))
    return FontName(
        source if isinstance(source, Path) else Path(),
        face,
        families[0],
        frozenset(name.lower() for name in families),
        frozenset(name.lower() for name in names.get(FULL, []) + names.get(POSTSCRIPT, [])),
        weight if 1 <= weight <= 1000 else REGULAR,
        slanted,
        width if 1 <= width <= 9 else NORMAL_WIDTH,
        source if isinstance(source, bytes) else b"",
    )


def _names(table: bytes) -> dict[int, list[str]]:
    """For each wanted kind of name those in all languages, the English one first."""
    count, texts = struct.unpack_from(">HH", table, 2)
    found: dict[int, list[str]] = {}
    for platform, _encoding, language, kind, length, offset in struct.iter_unpack(
        ">6H", table[6 : 6 + 12 * count]
    ):
        if kind not in WANTED:
            continue
        data = table[texts + offset : texts + offset + length]
        text = data.decode("mac_roman" if platform == 1 else "utf-16-be", "ignore").strip("\0 ")
        own = found.setdefault(kind, [])
        if text and text not in own:
            own.insert(0 if platform == 3 and language == ENGLISH else len(own), text)
    return found
