# SPDX-License-Identifier: GPL-3.0-or-later
"""Pieces brought into painter's order and written as text."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ...media.svg.writing.depth_sorting import Flat, back_to_front
from ...media.svg.writing.document_text import document_text
from .. import side_thread
from .piece import marked, united

if TYPE_CHECKING:
    from collections.abc import Generator

    from ...media.svg.writing.page import Mark
    from .scene_page import Drawn


def written(drawn: Drawn) -> Generator[None, None, str]:
    """The document of what was drawn; yields None while it is worked on."""
    return side_thread.worked_out("SVG export", lambda _stop: _text(drawn))


def _text(drawn: Drawn) -> str:
    return document_text(replace(drawn.page, marks=tuple(_marks(drawn))))


def _marks(drawn: Drawn) -> list[Mark]:
    """What is drawn, from back to front."""
    order = back_to_front([Flat(piece.loops, piece.drawing) for piece in drawn.pieces], drawn.noise)
    pieces = list(united(drawn.pieces[number] for number in order))
    count = Counter(piece.owner for piece in pieces)
    marks: list[Mark] = []
    for piece in pieces:
        mark, owner = marked(piece), drawn.owners[piece.owner]
        if mark is not None and count[piece.owner] == 1:
            marks.append(replace(mark, name=owner.name, key=owner.key, groups=owner.groups[:-1]))
        elif mark is not None:
            marks.append(replace(mark, groups=owner.groups))
    return marks
