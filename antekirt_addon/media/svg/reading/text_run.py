# SPDX-License-Identifier: GPL-3.0-or-later
"""The glyphs of a text as runs that are painted alike, and the lines along them (SVG 1.1, 10.12)."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..paint import Matrix
from ..shape import Text, TextOnPath
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
OFF = 0.08  # of the font size: so far the begin of a letter may lie off the path
STEP = 0.1  # of the font size: how far the points of a path lie from each other
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
    if before.path or glyph.path:
        return before.path is glyph.path and before.widened == glyph.widened
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
    first = run[0]
    face = first.face
    path = first.path
    turned = not _follows(run) if path else first.angle != 0.0
    if (
        face.name.face
        or face.name.data
        or not face.is_fixed
        or turned
        or not all(glyph.plain for glyph in run)
    ):
        return None
    spacing: list[float] = []
    for glyph, after in pairwise(run):
        step = after.along - glyph.along if path else after.x - glyph.x
        if glyph.width <= 0.0 and abs(step) > NEAR * glyph.span.size:
            return None
        spacing.append(step / glyph.width if glyph.width > 0.0 else 1.0)
    return Text(
        body="".join(glyph.character for glyph in run),
        font=face.name.path,
        size=first.span.size,
        box_height=face.box_height,
        spacing=(*spacing, 1.0),
        width=sum(step * glyph.width for step, glyph in zip([*spacing, 1.0], run, strict=True))
        / first.widened,
        anchor=first.anchor if first.new_line else 0.0,
        overlaps=face.may_overlap,
        matrix=Matrix() if path else Matrix(first.widened, 0.0, 0.0, 1.0, first.x, first.y),
        path=TextOnPath(path.evenly(STEP * first.span.size), first.along, first.below) if path else None,
    )


def _follows(run: Sequence[Glyph]) -> bool:
    """Whether letters on a path can be set by a program that has the begin of each on the path."""
    first, last = run[0], run[-1]
    path = first.path
    assert path
    is_whole = first.along >= 0.0 and last.along + last.width <= path.length
    if not path.is_one or first.widened != 1.0 or not is_whole:
        return False
    if any(glyph.letter.rotate or abs(glyph.below - first.below) > NEAR * glyph.span.size for glyph in run):
        return False
    for glyph in run:
        x, y, _ = path.at(glyph.along)
        cosine, sine = math.cos(glyph.angle), math.sin(glyph.angle)
        meant = glyph.x + glyph.below * sine, glyph.y - glyph.below * cosine
        if math.hypot(x - meant[0], y - meant[1]) > OFF * glyph.span.size:
            return False
    return True


def _line(run: Sequence[Glyph], line: Line) -> Run:
    """A line along a run, painted as the element that asks for it."""
    face = run[0].face
    bar = {
        "underline": face.underline,
        "line-through": face.strikeout,
        "overline": face.overline,
    }[line.kind]
    top, bottom = -bar.middle - bar.thickness / 2, -bar.middle + bar.thickness / 2
    if run[0].angle or run[0].path:
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
