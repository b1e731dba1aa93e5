# SPDX-License-Identifier: GPL-3.0-or-later
"""Pieces brought into painter's order and written as text, beside Blender in a thread of their own."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ...media.svg.writing.depth_sorting import Flat, back_to_front
from ...media.svg.writing.document_text import document_text
from .piece import marked, united

if TYPE_CHECKING:
    from collections.abc import Generator

    from ...media.svg.writing.page import Mark
    from .scene_page import Drawn

WAIT_SECONDS = 0.005  # for the thread, at one go


def written(drawn: Drawn) -> Generator[None, None, str]:
    """The document of what was drawn; yields None while it is worked on."""
    writing = _Writing(drawn)
    writing.start()
    while writing.is_alive():
        writing.join(WAIT_SECONDS)
        yield
    return writing.result()


class _Writing(threading.Thread):
    """A daemon: Blender does not wait for it when it quits."""

    def __init__(self, drawn: Drawn) -> None:
        super().__init__(name="Antekirt SVG export", daemon=True)
        self._drawn = drawn
        self._text: str | None = None
        self._problem: Exception | None = None

    def run(self) -> None:
        try:
            page = replace(self._drawn.page, marks=tuple(_marks(self._drawn)))
            self._text = document_text(page)
        except Exception as problem:  # noqa: BLE001 - raised again where the result is asked for
            self._problem = problem

    def result(self) -> str:
        """The text, once the thread has ended."""
        if self._text is None:
            assert self._problem
            raise self._problem
        return self._text


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
