# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the glyphs of a text stand: fonts, kerning, anchors, baselines, lengths (SVG 1.1, 10.5 to 10.9)."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from ....message import Message
from ...font.font_tables import DAMAGED
from ...font.ligature import CHARACTERS
from .arabic_form import joined_forms
from .glyph import Glyph
from .length import length
from .text_content import TextContent
from .text_direction import visual_sequence
from .text_path import text_path
from .text_shaping import is_joined, needs_shaping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .document_index import DocumentIndex
    from .object_space import Viewport
    from .style_sheet import Declarations
    from .text_content import Letter
    from .text_path import TextPath
    from .xml_tree import Node

INVISIBLE = {"Cf", "Cc", "Mn"}  # kinds of characters that show nothing where a font has no glyph for them
SPACES = " \u00a0"
VERTICAL = {"tb", "tb-rl", "vertical-rl", "vertical-lr"}
UPRIGHT_ASCENT = 0.88  # of the size: from the top of an upright letter's square to its baseline
ANCHORS = {"middle": 0.5, "end": 1.0}
CHECK_EVERY = 1000  # letters
HANGING = 0.8  # of the ascent
# Letters that other programs show by their neighbours.
CONTEXTUAL = [(0x0590, 0x08FF), (0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1780, 0x18AF), (0xFB1D, 0xFEFC)]


class TextLayout:
    """The glyphs of a text element that are seen, and what could not be set of it."""

    def __init__(self, text: Node, inherited: Declarations, index: DocumentIndex, viewport: Viewport) -> None:
        self.left_out: Counter[str] = Counter()
        self._fonts = index.fonts
        self._lacks_forms = False  # of Arabic letters, in a font that has these
        content = TextContent(text, inherited, index, viewport)
        if not content.is_whole or (self._fonts.is_empty and any(map(_is_seen, content.letters))):
            self.left_out[Message("text")] += 1
        shown = joined_forms([letter.character for letter in content.letters])
        self._ligate(content.letters, shown)
        glyphs: list[Glyph | None] = []
        for letter, form in zip(content.letters, shown, strict=True):
            if len(glyphs) % CHECK_EVERY == 0:
                index.check()
            glyphs.append(self._glyph(letter, form))
        if self._lacks_forms or needs_shaping([e.character for e in content.letters if _is_seen(e)]):
            self.left_out[Message("text shaping")] += 1
        standing = [glyph for glyph in glyphs if glyph is not None]
        _set_advances(standing)
        for begin, end, wanted, with_glyphs in content.fixed_lengths:
            part = [glyph for glyph in glyphs[begin:end] if glyph is not None]
            _fit(part, wanted, with_glyphs=with_glyphs)
        self.glyphs: list[Glyph] = []
        pen = (0.0, 0.0)
        for line in _lines(standing):
            if line[0].span.path is None:
                vertical = line[0].span.inherited.get("writing-mode", "") in VERTICAL
                pen = _set_column(line, pen) if vertical else _set_line(line, pen)
                self.glyphs += line
                continue
            found = text_path(line[0].span, index, viewport)
            if found is None:
                self.left_out[Message("text")] += 1
            else:
                self.glyphs += _set_on_path(line, *found)
                pen = found[0].at(found[0].length)[:2]

    def _ligate(self, letters: Sequence[Letter], shown: list[str]) -> None:
        """Note what letters are drawn as one: the first as that, the others as nothing."""
        for nth, letter in enumerate(letters):
            if letter.character != "f" or not shown[nth] or letter.span.letter_spacing:
                continue
            face = self._fonts.face(letter.span.query)
            for text in CHARACTERS if face else ():
                together = letters[nth : nth + len(text)]
                if "".join(part.character for part in together) != text or not _is_close(together):
                    continue
                if face and (character := face.ligature(text)):
                    shown[nth : nth + len(text)] = [character, *[""] * (len(text) - 1)]
                    break

    def _glyph(self, letter: Letter, form: str) -> Glyph | None:
        """The glyph of a letter, if need be of another font; None if there is nothing to be seen of it."""
        query = letter.span.query
        face = self._fonts.face(query)
        if not form or face is None or letter.span.size <= 0.0:
            return None
        number = face.glyph(form) or face.glyph(letter.character)
        if not number:
            face = self._fonts.face_with(query, letter.character)
            if face is None:
                if letter.character not in SPACES and unicodedata.category(letter.character) not in INVISIBLE:
                    self.left_out[Message("unknown letter")] += 1
                return None
            number = face.glyph(form) or face.glyph(letter.character)
        try:
            face.contours(number)
        except DAMAGED:
            self.left_out[Message("unknown letter")] += 1
            return None
        self._lacks_forms |= _is_seen(letter) and is_joined(form) and not face.glyph(form)
        plain = not any(low <= ord(letter.character) <= high for low, high in CONTEXTUAL)
        return Glyph(letter, form if face.glyph(form) else letter.character, face, number, plain)


def _is_close(letters: Sequence[Letter]) -> bool:
    """Whether letters follow each other in one element, none of them moved."""
    return all(
        letter.span is letters[0].span
        and letter.x is letter.y is letter.dx is letter.dy is letter.rotate is None
        for letter in letters[1:]
    )


def _is_seen(letter: Letter) -> bool:
    """Whether a letter would leave a trace."""
    visible = letter.span.inherited.get("visibility", "visible") == "visible"
    return visible and letter.character not in SPACES


def _set_advances(glyphs: Sequence[Glyph]) -> None:
    """How far each glyph's next one begins, as its font and the spacing say."""
    for glyph in glyphs:
        span = glyph.span
        word = span.word_spacing if glyph.letter.character in SPACES else 0.0
        glyph.advance = glyph.width + span.letter_spacing + word
    for glyph, after in pairwise(glyphs):
        span = glyph.span
        alike = after.face is glyph.face and after.span.size == span.size
        if alike and span.inherited.get("font-kerning") != "none":
            glyph.advance += glyph.face.kerning(glyph.number, after.number) * span.size


def _fit(glyphs: Sequence[Glyph], wanted: float, *, with_glyphs: bool) -> None:
    """Make a part of a text as long as the file says (textLength)."""
    natural = _length(glyphs)
    if natural <= 0.0:
        return
    if with_glyphs:
        for glyph in glyphs:
            glyph.widened *= wanted / natural
            glyph.advance *= wanted / natural
    elif len(glyphs) > 1:
        for glyph in glyphs[:-1]:
            glyph.advance += (wanted - natural) / (len(glyphs) - 1)


def _length(glyphs: Sequence[Glyph]) -> float:
    """How long glyphs are that are set one after the other."""
    return sum(glyph.advance + (glyph.letter.dx or 0.0) for glyph in glyphs)


def _line_length(line: Sequence[Glyph]) -> float:
    """How long a line is; what would part its last letter from a next one does not count."""
    return _length(line) - line[-1].span.letter_spacing


def _lines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The parts of a text that begin at a position of their own, each from left to right."""
    line: list[Glyph] = []
    for glyph in glyphs:
        letter = glyph.letter
        placed = letter.x is not None or letter.y is not None
        if line and (placed or letter.span.path is not line[-1].span.path):
            yield _from_the_left(line)
            line = []
        line.append(glyph)
    if line:
        yield _from_the_left(line)


def _from_the_left(line: list[Glyph]) -> list[Glyph]:
    """The glyphs of a line in the sequence in which they stand."""
    rtl = line[0].span.inherited.get("direction") == "rtl"
    sequence = visual_sequence([glyph.letter.character for glyph in line], rtl=rtl)
    first = line[0].letter
    turned = [line[nth] for nth in sequence]
    if turned[0].letter is not first:  # the line's position is that of what is read first
        turned[0].letter.x, turned[0].letter.y = first.x, first.y
    return turned


def _set_line(line: Sequence[Glyph], pen: tuple[float, float]) -> tuple[float, float]:
    """Set the glyphs of a line; gives where the next one would begin."""
    leading = line[0]
    x = pen[0] if leading.letter.x is None else leading.letter.x
    y = pen[1] if leading.letter.y is None else leading.letter.y
    anchor = _anchor(leading)
    x -= anchor * _line_length(line)
    leading.new_line = True
    for glyph in line:
        x += glyph.letter.dx or 0.0
        y += glyph.letter.dy or 0.0
        glyph.x, glyph.y = x, y + _baseline(glyph)
        glyph.angle = math.radians(glyph.letter.rotate or 0.0)
        glyph.anchor = anchor
        x += glyph.advance
    return x, y


def _set_column(line: Sequence[Glyph], pen: tuple[float, float]) -> tuple[float, float]:
    """Set the glyphs of a line from top to bottom, upright where they are as wide as high, else turned."""
    leading = line[0]
    x = pen[0] if leading.letter.x is None else leading.letter.x
    y = pen[1] if leading.letter.y is None else leading.letter.y
    for glyph in line:
        if _is_upright(glyph):
            glyph.advance += glyph.span.size - glyph.width
    y -= _anchor(leading) * _line_length(line)
    for glyph in line:
        x += glyph.letter.dx or 0.0
        y += glyph.letter.dy or 0.0
        size, face = glyph.span.size, glyph.face
        if _is_upright(glyph):
            glyph.x, glyph.y, turn = x - glyph.width / 2, y + UPRIGHT_ASCENT * size, 0.0
        else:
            glyph.x, glyph.y, turn = x - (face.ascent + face.descent) / 2 * size, y, 90.0
        glyph.angle = math.radians(turn + (glyph.letter.rotate or 0.0))
        y += glyph.advance
    return x, y


def _is_upright(glyph: Glyph) -> bool:
    """Whether a letter stands upright in a line that runs down."""
    return unicodedata.east_asian_width(glyph.letter.character) in "WF"


def _set_on_path(line: Sequence[Glyph], path: TextPath, start: float) -> list[Glyph]:
    """Set the glyphs of a line on a path; gives those whose middle lies on it."""
    at = start + (line[0].letter.x or 0.0) - _anchor(line[0]) * _line_length(line)
    below = 0.0
    shown: list[Glyph] = []
    for glyph in line:
        at += glyph.letter.dx or 0.0
        below += glyph.letter.dy or 0.0
        begin, middle = at, at + glyph.width / 2
        at += glyph.advance
        if not 0.0 <= middle <= path.length:
            continue
        x, y, angle = path.at(middle)
        down, back = below + _baseline(glyph), glyph.width / 2
        cosine, sine = math.cos(angle), math.sin(angle)
        glyph.x, glyph.y = x - back * cosine - down * sine, y - back * sine + down * cosine
        glyph.angle = angle + math.radians(glyph.letter.rotate or 0.0)
        glyph.path, glyph.along, glyph.below = path, begin, down
        shown.append(glyph)
    return shown


def _anchor(glyph: Glyph) -> float:
    """The part of a line that lies before its position."""
    inherited = glyph.span.inherited
    anchor = ANCHORS.get(inherited.get("text-anchor", "start"), 0.0)
    return 1.0 - anchor if inherited.get("direction") == "rtl" else anchor


def _baseline(glyph: Glyph) -> float:
    """How far below the position that a text is set at the baseline of a glyph lies."""
    span, face = glyph.span, glyph.face
    aligned = span.own.get("alignment-baseline", "auto")
    if aligned in ("auto", "baseline"):
        aligned = span.inherited.get("dominant-baseline", "auto")
    raised: float = {
        "middle": face.x_height / 2,
        "central": (face.ascent + face.descent) / 2,
        "hanging": HANGING * face.ascent,
        "mathematical": face.ascent / 2,
        "text-before-edge": face.ascent,
        "before-edge": face.ascent,
        "text-top": face.ascent,
        "text-after-edge": face.descent,
        "after-edge": face.descent,
        "text-bottom": face.descent,
        "ideographic": face.descent,
    }.get(aligned, 0.0)
    shift = span.size * raised
    for text, size in span.shifts:
        if text in ("sub", "super"):
            shift -= size * (face.subscript if text == "sub" else face.superscript)
        else:
            shift -= length(text, 0.0, size, size)
    return shift
