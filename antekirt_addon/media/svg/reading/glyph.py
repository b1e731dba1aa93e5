# SPDX-License-Identifier: GPL-3.0-or-later
"""A glyph of a text: which one of which font, where it stands, and how its contours are drawn there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..shape import Subpath

if TYPE_CHECKING:
    from ...font.font_choice import Face
    from .text_content import Letter, Span
    from .text_path import TextPath


@dataclass(slots=True)
class Glyph:
    """character: what is shown, a form of the letter. number: of the glyph in its face.

    x, y: of its origin, in the text's own units, x right, y down.

    advance: how far the next one would begin; widened: how much wider it is than the font has it; angle: how
    far it is turned clockwise, in radians.
    new_line: it begins a line with a position of its own, before which the part `anchor` of that line lies.
    path: what it stands on, `along` from its start and `below` it.
    plain: what it shows is its letter, as any program would.
    """

    letter: Letter
    character: str
    face: Face
    number: int
    plain: bool = True
    x: float = 0.0
    y: float = 0.0
    advance: float = 0.0
    widened: float = 1.0
    angle: float = 0.0
    new_line: bool = False
    anchor: float = 0.0
    path: TextPath | None = None
    along: float = 0.0
    below: float = 0.0

    @property
    def span(self) -> Span:
        """What it shares with its neighbours."""
        return self.letter.span

    @property
    def width(self) -> float:
        """Its own width, without what is between it and the next one."""
        return self.face.advance(self.number) * self.span.size * self.widened

    def subpaths(self) -> list[Subpath]:
        """Its contours where it stands."""
        across, down = self.span.size * self.widened, self.span.size
        cosine, sine = math.cos(self.angle), math.sin(self.angle)
        linear = np.array([[across * cosine, across * sine], [down * sine, -down * cosine]])
        return [
            Subpath(chain @ linear + (self.x, self.y), closed=True)
            for chain in self.face.contours(self.number)
        ]
