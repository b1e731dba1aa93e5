# SPDX-License-Identifier: GPL-3.0-or-later
"""Which font shows a text: by family, width, slant and weight (CSS Fonts 4, 5.2); which a letter it lacks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from .character_map import CharacterMap
from .font_face import font_face
from .font_name import BOLD, REGULAR
from .font_tables import DAMAGED, font_tables
from .lent_face import LentFace, lent_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .font_face import FontFace
    from .font_name import FontName
    from .lent_face import Lender

Face: TypeAlias = "FontFace | LentFace"

# What stands in for a kind of font, and for a font that is not there, the likeliest first.
SERIF = (
    "times new roman",
    "times",
    "liberation serif",
    "tinos",
    "nimbus roman",
    "dejavu serif",
    "noto serif",
)
SANS = (
    *("arial", "helvetica", "helvetica neue", "liberation sans", "arimo", "nimbus sans", "dejavu sans"),
    *("noto sans", "open sans", "roboto", "ubuntu", "cantarell", "segoe ui", "inter"),
)
MONOSPACE = (
    *("courier new", "courier", "liberation mono", "cousine", "nimbus mono ps", "dejavu sans mono"),
    *("noto sans mono", "menlo", "consolas", "ubuntu mono"),
)
CURSIVE = ("comic sans ms", "apple chancery", "z003", "urw chancery l", "snell roundhand")
FANTASY = ("impact", "papyrus", "copperplate")
SUBSET = re.compile(r"^[A-Z]{6}\+")  # before the name of a font of which a PDF holds only some letters
STYLES = ("Thin", "ExtraLight", "Light", "Regular", "Medium", "SemiBold", "Bold", "ExtraBold", "Black")
SEEN = 200  # difference between weights
GENERIC = {
    "serif": SERIF,
    "sans-serif": SANS,
    "monospace": MONOSPACE,
    "cursive": CURSIVE,
    "fantasy": FANTASY,
    "system-ui": SANS,
    "ui-sans-serif": SANS,
    "ui-serif": SERIF,
    "ui-monospace": MONOSPACE,
    "sans": SANS,
    "mono": MONOSPACE,
}


class FontQuery(NamedTuple):
    """What a text asks for. families: as the file writes them, the one that it likes best first."""

    families: tuple[str, ...] = ()
    weight: int = 400
    slanted: bool = False
    width: int = 5


class FontChoice:
    """Chooses among the fonts that there are.

    missing: families that are not, and faces of families that are, with what stands in for each.
    """

    def __init__(self, fonts: Iterable[FontName], lender: Lender | None = None) -> None:
        lent = [(name, LentFace(name, lender)) for name in lent_names(lender)] if lender else []
        self._lent = dict(lent)
        self._fonts = [*fonts, *self._lent]
        self._families: dict[str, list[FontName]] = {}
        self._whole: dict[str, FontName] = {}
        for font in self._fonts:
            for family in font.families:
                self._families.setdefault(family, []).append(font)
            for name in font.whole:
                self._whole.setdefault(name, font)
        self.missing: dict[str, str] = {}
        self._chosen: dict[FontQuery, Face | None] = {}
        self._stand_ins: dict[tuple[FontQuery, str], Face | None] = {}

    @property
    def is_empty(self) -> bool:
        """Whether this computer has no font at all."""
        return not self._fonts

    def face(self, query: FontQuery) -> Face | None:
        """The face that fits best; None if there is no font at all."""
        if query not in self._chosen:
            self._chosen[query] = self._choose(self._as_meant(query))
        return self._chosen[query]

    def face_with(self, query: FontQuery, character: str) -> Face | None:
        """The face that fits best of those that have a character; None if there is none."""
        key = query, character
        if key not in self._stand_ins:
            meant = self._as_meant(query)
            faces = (self._open(name) for name in self._candidates(meant) if self._has(name, character))
            self._stand_ins[key] = next((face for face in faces if face is not None), None)
        return self._stand_ins[key]

    def _choose(self, query: FontQuery) -> Face | None:
        named = [family for family in query.families if family.lower() not in GENERIC]
        for name in self._candidates(query):
            face = self._open(name)
            if face is not None:
                asked = {family.lower() for family in named}
                if named and asked.isdisjoint(name.families | name.whole):
                    self.missing.setdefault(named[0], name.family)
                elif not asked.isdisjoint(name.families) and (style := _lacking(name, query)):
                    self.missing.setdefault(f"{name.family} {style}", name.family)
                return face
        return None

    def _as_meant(self, query: FontQuery) -> FontQuery:
        """What a query means: files made of PDF name subsets, and faces such as “Times-BoldItalic”."""
        families = tuple(SUBSET.sub("", family) for family in query.families)
        words = [family.lower() for family in families if family.lower() not in GENERIC]
        if any(word in self._families or word in self._whole for word in words):
            return query._replace(families=families)
        told = " ".join(words)
        return query._replace(
            families=families,
            weight=BOLD if "bold" in told and query.weight == REGULAR else query.weight,
            slanted=query.slanted or "italic" in told or "oblique" in told,
        )

    def _open(self, name: FontName) -> Face | None:
        """The face of that name; None if it is damaged."""
        return self._lent.get(name) or font_face(name)

    def _has(self, name: FontName, character: str) -> bool:
        """Whether a face has a character."""
        characters: LentFace | CharacterMap | None = self._lent.get(name) or _characters(name)
        return characters is not None and characters.glyph(character) > 0

    def _candidates(self, query: FontQuery) -> Iterator[FontName]:
        """The face of each family in turn: those asked for, those like them, all others."""
        wanted = [family.lower() for family in query.families]
        kind = next((GENERIC[family] for family in wanted if family in GENERIC), None)
        likely = [name for family in wanted for name in GENERIC.get(family, (family,))]
        for family in dict.fromkeys([*likely, *(kind or self._like(wanted)), *SANS, *SERIF]):
            if family in self._families:
                yield _nearest(self._families[family], query)
            elif family in self._whole:
                yield self._whole[family]
        for own in self._families.values():
            yield _nearest(own, query)

    def _like(self, wanted: Sequence[str]) -> tuple[str, ...]:
        """Families like those asked for, none of which says what kind it is."""
        text = " ".join(wanted)
        if any(word in text for word in ("mono", "code", "courier", "consol", "terminal")):
            return MONOSPACE
        if not wanted or any(word in text for word in ("serif", "times", "roman", "garamond", "georgia")):
            return SANS if "sans" in text else SERIF
        return SANS


def _nearest(faces: Sequence[FontName], query: FontQuery) -> FontName:
    """The face of a family that fits best: by width, then slant, then weight."""
    return min(
        faces,
        key=lambda face: (
            abs(face.width - query.width),
            face.slanted != query.slanted,
            _off(face.weight, query.weight),
        ),
    )


def _lacking(face: FontName, query: FontQuery) -> str:
    """“Bold Italic”: what the face that fits best lacks. A variable one is taken as it is without axes."""
    weight = STYLES[min(max(round(query.weight / 100), 1), 9) - 1]
    is_off = abs(face.weight - query.weight) >= SEEN
    slant = "Italic" if query.slanted and not face.slanted else ""
    return f"{weight if is_off else ''} {slant}".strip()


def _off(weight: int, wanted: int) -> tuple[bool, int]:
    """How badly a weight stands in for another: light ones go lighter first, bold ones bolder."""
    if 400 <= wanted <= 500:
        wrong_way = not wanted <= weight <= 500 and weight > wanted
    else:
        wrong_way = weight > wanted if wanted < 400 else weight < wanted
    return wrong_way, abs(weight - wanted)


@lru_cache(maxsize=4096)
def _characters(name: FontName) -> CharacterMap | None:
    try:
        return CharacterMap(font_tables(name.source, name.face, {"cmap"})["cmap"])
    except DAMAGED:
        return None
