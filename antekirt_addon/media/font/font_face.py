# SPDX-License-Identifier: GPL-3.0-or-later
"""One face of a font file: its measures, and the glyphs of characters."""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .cff_glyphs import CffGlyphs
from .character_map import CharacterMap
from .font_name import REGULAR
from .font_tables import DAMAGED, font_tables
from .ligature import CHARACTERS, read_ligatures
from .pair_kerning import PairKerning
from .true_type_glyphs import TrueTypeGlyphs

if TYPE_CHECKING:
    from .contour import Contour
    from .font_name import FontName

TABLES = {
    "head",
    "hhea",
    "maxp",
    "hmtx",
    "cmap",
    "OS/2",
    "post",
    "GPOS",
    "GSUB",
    "kern",
    "glyf",
    "loca",
    "CFF ",
    "fvar",
}

TYPOGRAPHIC = 1 << 7  # of a font's flags: its ascent and descent are those that "OS/2" has
# What fonts have about so, for those that do not say; in ems.
X_HEIGHT, SUBSCRIPT, SUPERSCRIPT, UNDERLINE, THICKNESS = 0.45, -0.14, 0.48, -0.1, 0.05


class Bar(NamedTuple):
    """Where the middle of a line through or under letters lies, and how thick it is; in ems, y up."""

    middle: float
    thickness: float


class FontFace:
    """A face that has been read. All lengths are in ems, y up; below the baseline they are negative.

    box_height: of the box around all its glyphs laid on each other. may_overlap: contours of a glyph may.
    is_fixed: Blender shows the letters as they are here; it sets the optical size of fonts that have one.
    """

    def __init__(self, name: FontName) -> None:
        self.name = name
        tables = font_tables(name.source, name.face, TABLES)
        head, hhea = tables["head"], tables["hhea"]
        em: int = struct.unpack_from(">H", head, 18)[0]
        if not em:
            raise ValueError(em)
        self._em = em
        low, high, long_offsets = (
            *struct.unpack_from(">2xh2xh", head, 36),
            struct.unpack_from(">h", head, 50)[0],
        )
        self.box_height = (high - low) / em
        self.ascent, self.descent = (value / em for value in struct.unpack_from(">hh", hhea, 4))
        (count,) = struct.unpack_from(">H", hhea, 34)
        self._advances = np.frombuffer(tables["hmtx"][: 4 * count], ">u2")[::2].astype(np.int64)
        self._characters = CharacterMap(tables["cmap"])
        self._kerning = PairKerning(tables.get("GPOS", b""), tables.get("kern", b""))
        self._ligatures = read_ligatures(tables.get("GSUB", b""))
        self._glyphs: TrueTypeGlyphs | CffGlyphs = (
            CffGlyphs(tables["CFF "])
            if "CFF " in tables
            else TrueTypeGlyphs(tables["glyf"], tables["loca"], long_offsets=bool(long_offsets))
        )
        self._contours: dict[int, list[Contour]] = {}
        axes = _axes(tables.get("fvar", b""))
        self.may_overlap = bool(axes)
        self.is_fixed = "opsz" not in axes and axes.get("wght", REGULAR) == REGULAR
        self._measure_lines(tables.get("OS/2", b""), tables.get("post", b""))

    def _measure_lines(self, metrics: bytes, post: bytes) -> None:
        """Read where letters end, where small ones stand, and where lines along a text lie."""
        em = self._em
        self.x_height, self.subscript, self.superscript = X_HEIGHT, SUBSCRIPT, SUPERSCRIPT
        position, thickness = struct.unpack_from(">hh", post, 8) if len(post) >= 12 else (0, 0)
        thickness = thickness / em if thickness > 0 else THICKNESS
        self.underline = Bar(position / em if position else UNDERLINE, thickness)
        strikeout = 0
        if len(metrics) >= 30:
            values = struct.unpack_from(">10h", metrics, 10)
            self.subscript, self.superscript, strikeout = -values[3] / em, values[7] / em, values[9]
        if len(metrics) >= 72 and struct.unpack_from(">H", metrics, 62)[0] & TYPOGRAPHIC:
            self.ascent, self.descent = (value / em for value in struct.unpack_from(">hh", metrics, 68))
        if len(metrics) >= 88:
            self.x_height = struct.unpack_from(">h", metrics, 86)[0] / em or X_HEIGHT
        self.strikeout = Bar(strikeout / em if strikeout > 0 else self.x_height / 2, thickness)
        self.overline = Bar(self.ascent, thickness)

    def glyph(self, character: str) -> int:
        """The number of a character's glyph; 0 if the face has none."""
        return self._characters.glyph(character)

    def ligature(self, letters: str) -> str:
        """The character that some letters are drawn as; "" if they are drawn one by one."""
        character = CHARACTERS[letters]
        number = self.glyph(character)
        drawn = self._ligatures.get(tuple(self.glyph(letter) for letter in letters))
        return character if number and drawn == number else ""

    def advance(self, glyph: int) -> float:
        """How far the next glyph begins."""
        return float(self._advances[min(glyph, len(self._advances) - 1)]) / self._em

    def kerning(self, left: int, right: int) -> float:
        """How much further the right one of two glyphs begins."""
        return self._kerning.between(left, right) / self._em

    def contours(self, glyph: int) -> list[Contour]:
        """The closed chains of a glyph."""
        if glyph not in self._contours:
            self._contours[glyph] = [chain / self._em for chain in self._glyphs.contours(glyph)]
        return self._contours[glyph]


def _axes(table: bytes) -> dict[str, float]:
    """The axes along which the letters of a face vary, and where they stand if nothing is said."""
    if not table:
        return {}
    start, _, count, step = struct.unpack_from(">4H", table, 4)
    rows = (struct.unpack_from(">4sii", table, start + step * nth) for nth in range(count))
    return {tag.decode("latin-1"): default / 65536 for tag, _least, default in rows}


@lru_cache(maxsize=64)
def font_face(name: FontName) -> FontFace | None:
    """The face of that name; None if it is damaged."""
    try:
        return FontFace(name)
    except DAMAGED:
        return None
