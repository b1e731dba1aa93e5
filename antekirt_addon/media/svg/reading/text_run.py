# SPDX-License-Identifier: GPL-3.0-or-later
"""The glyphs of a text as runs that are painted alike, and the lines along them (SVG 1.1, 10.12)."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..shape import Matrix, Text
from .basic_shape import rectangle
from .bounding_box import bounds
from .transform import map_subpaths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..shape import Subpath
    from .bounding_box import Box
    from .glyph import Glyph
    from .style_sheet import Declarations
    from .text_content import Line, Span

SPACES = " \u00a0"
NEAR = 1e-3  # of the font size: letters that differ less in height stand on one line
GAP = 0.5  # of the font size: what begins anew further off than this is a text of its own


class Run(NamedTuple):
    """What is painted alike, in the text's own units; text: what it says, if it is one line of letters."""

    span: Span
    inherited: Declarations
    subpaths: tuple[Subpath, ...]
    text: Text | None


def runs(glyphs: Sequence[Glyph]) -> Iterator[Run]:
    """All that is to be painted, in painter's order."""
    for own in _alike(glyphs):
        span = own[0].span
        for line in span.lines:
            if line.kind != "line-through":
                yield _line(own, line)
        subpaths = tuple(subpath for glyph in own for subpath in glyph.subpaths())
        if subpaths:
            yield Run(span, span.inherited, subpaths, _text(own))
        for line in span.lines:
            if line.kind == "line-through":
                yield _line(own, line)


def extent(glyphs: Sequence[Glyph]) -> Box | None:
    """The box around the cells of all glyphs, which a text's paints refer to."""
    return bounds(
        subpath for glyph in glyphs for subpath in _bar(glyph, -glyph.face.ascent, -glyph.face.descent)
    )


def _alike(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The runs of glyphs that follow each other, painted and set alike."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _continues(run[-1], glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _continues(before: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph goes on with the run that ends with the one before."""
    one, other = before.span, glyph.span
    if one is not other and (one.inherited != other.inherited or one.lines != other.lines):
        return False
    if before.face is not glyph.face or before.plain != glyph.plain or one.size != other.size:
        return False
    if before.angle or glyph.angle or before.widened != glyph.widened:
        return bool(before.angle and glyph.angle)
    gap = glyph.x - (before.x + before.advance)
    level = abs(glyph.y - before.y) <= NEAR * one.size
    return level and (not glyph.new_line or abs(gap) <= GAP * one.size)


def _text(run: Sequence[Glyph]) -> Text | None:
    """A run as text; None if it is more than letters in a line."""
    seen = [nth for nth, glyph in enumerate(run) if glyph.letter.character not in SPACES]
    if not seen:
        return None
    run = run[seen[0] : seen[-1] + 1]
    first, last = run[0], run[-1]
    face = first.face
    if face.name.face or not face.is_fixed or first.angle or not all(glyph.plain for glyph in run):
        return None
    spacing: list[float] = []
    for glyph, after in pairwise(run):
        step = after.x - glyph.x
        if glyph.width <= 0.0 and abs(step) > NEAR * glyph.span.size:
            return None
        spacing.append(step / glyph.width if glyph.width > 0.0 else 1.0)
    return Text(
        body="".join(glyph.letter.character for glyph in run),
        font=face.name.path,
        size=first.span.size,
        box_height=face.box_height,
        spacing=(*spacing, 1.0),
        width=(last.x + last.width - first.x) / first.widened,
        anchor=first.anchor if first.new_line else 0.0,
        overlaps=face.may_overlap,
        matrix=Matrix(first.widened, 0.0, 0.0, 1.0, first.x, first.y),
    )


def _line(run: Sequence[Glyph], line: Line) -> Run:
    """A line along a run, painted as the element that asks for it."""
    face = run[0].face
    bar = {
        "underline": face.underline,
        "line-through": face.strikeout,
        "overline": face.overline,
    }[line.kind]
    top, bottom = -bar.middle - bar.thickness / 2, -bar.middle + bar.thickness / 2
    if run[0].angle:
        subpaths = tuple(subpath for glyph in run for subpath in _bar(glyph, top, bottom))
    else:
        subpaths = tuple(_bar(run[0], top, bottom, run[-1].x + run[-1].advance - run[0].x))
    return Run(run[0].span, line.inherited, subpaths, None)


def _bar(glyph: Glyph, top: float, bottom: float, width: float | None = None) -> Sequence[Subpath]:
    """A rectangle along a glyph, from top to bottom in ems, y down."""
    cosine, sine = math.cos(glyph.angle), math.sin(glyph.angle)
    size = glyph.span.size
    length = glyph.advance if width is None else width
    turned = Matrix(cosine, sine, -sine, cosine, glyph.x, glyph.y)
    return map_subpaths(turned, rectangle((0.0, top * size), (length, (bottom - top) * size)))
