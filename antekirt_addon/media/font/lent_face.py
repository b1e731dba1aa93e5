# SPDX-License-Identifier: GPL-3.0-or-later
"""Fonts that come with Blender, for computers that have none: Blender reads their glyphs, and lends them.

They are compressed in a way that Python cannot undo. What a font says of itself as a whole is therefore
written here; each glyph is asked for once it is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from .font_face import SUBSCRIPT, SUPERSCRIPT, THICKNESS, UNDERLINE, Bar
from .font_name import FontName

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .contour import Contour

NOBODYS = "\U0010fffe"  # no font has a glyph for it: what is shown for it is shown for all that a font lacks


class Measures(NamedTuple):
    """Of a font, in ems: the height of the box around all its glyphs, ascent, descent and height of an x."""

    box_height: float
    ascent: float
    descent: float
    x_height: float


MEASURES = {
    "Inter.woff2": Measures(1.43018, 0.96875, -0.24121, 0.5459),
    "DejaVuSansMono.woff2": Measures(1.40234, 0.92822, -0.23584, 0.54688),
    "NotoSansSymbols2-Regular.woff2": Measures(1.691, 1.069, -0.63, 0.536),
    "NotoSansMath-Regular.woff2": Measures(1.489, 1.069, -0.423, 0.536),
    "NotoSansArabic-VariableFont_wdth,wght.woff2": Measures(1.687, 1.374, -0.738, 0.374),
    "NotoSansHebrew-Regular.woff2": Measures(1.247, 1.068, -0.292, 0.536),
    "NotoSansThai-VariableFont_wdth,wght.woff2": Measures(1.442, 1.061, -0.45, 0.556),
    "NotoSansDevanagari-Regular.woff2": Measures(1.741, 0.896, -0.408, 0.536),
}
FAMILIES = {"Inter.woff2": "Inter", "DejaVuSansMono.woff2": "DejaVu Sans Mono"}
WITHOUT_OVERLAPS = {"NotoSansHebrew-Regular.woff2": "Noto Sans"}  # it has Latin letters as well


class LentGlyph(NamedTuple):
    """How far the next glyph begins, and the closed chains of one; the box around all glyphs is 1 high."""

    advance: float
    contours: Sequence[Contour]


class Lender(Protocol):
    """Whoever can read the fonts of a folder that this package cannot.

    fills_overlaps: letters whose contours lie over each other, as those of Inter do, can stay text.
    """

    folder: Path
    fills_overlaps: bool

    def glyph(self, font: Path, character: str) -> LentGlyph:
        """The glyph that a font shows for a character."""


class LentFace:
    """A face of which somebody else knows the glyphs; a glyph's number is its character's. See FontFace."""

    def __init__(self, name: FontName, lender: Lender) -> None:
        self.name = name
        self.box_height, self.ascent, self.descent, self.x_height = MEASURES[name.path.name]
        self.subscript, self.superscript = SUBSCRIPT, SUPERSCRIPT
        self.underline, self.strikeout = Bar(UNDERLINE, THICKNESS), Bar(self.x_height / 2, THICKNESS)
        self.overline = Bar(self.ascent, THICKNESS)
        self.may_overlap = "Variable" in name.path.name or name.family == "Inter"
        self.is_fixed = True  # as Blender shows it
        self._lender = lender
        self._glyphs: dict[int, LentGlyph] = {}

    def glyph(self, character: str) -> int:
        """The number of a character's glyph; 0 if the face has none."""
        shown, nothing = self._glyph(ord(character)), self._glyph(ord(NOBODYS))
        lacks = len(shown.contours) == len(nothing.contours) and all(
            one.shape == other.shape and abs(one - other).max() < 1e-6
            for one, other in zip(shown.contours, nothing.contours, strict=True)
        )
        return 0 if lacks and shown.contours else ord(character)

    def ligature(self, _letters: str) -> str:
        """Nothing: Blender does not tell."""
        return ""

    def advance(self, glyph: int) -> float:
        """How far the next glyph begins."""
        return self._glyph(glyph).advance * self.box_height

    def kerning(self, _left: int, _right: int) -> float:
        """Nothing: Blender does not tell."""
        return 0.0

    def contours(self, glyph: int) -> list[Contour]:
        """The closed chains of a glyph."""
        return [chain * self.box_height for chain in self._glyph(glyph).contours]

    def _glyph(self, number: int) -> LentGlyph:
        if number not in self._glyphs:
            self._glyphs[number] = self._lender.glyph(self.name.path, chr(number))
        return self._glyphs[number]


def lent_names(lender: Lender) -> list[FontName]:
    """The fonts that can be lent; they are the last to be chosen."""
    families = FAMILIES if lender.fills_overlaps else FAMILIES | WITHOUT_OVERLAPS
    return [
        FontName(path, 0, family, frozenset({family.lower()}), frozenset(), 400, slanted=False, width=5)
        for file in MEASURES
        if (path := lender.folder / file).is_file()
        for family in [families.get(file, file.partition("-")[0])]
    ]
