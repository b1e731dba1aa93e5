# SPDX-License-Identifier: GPL-3.0-or-later
"""Glyphs of the fonts that come with Blender, lent to the thread that reads a file.

Only Blender can read these, and only on its main thread: so the thread asks, and waits until it is answered
between two steps of the import.
"""

from __future__ import annotations

import threading
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

import bpy

from .. import compat

if TYPE_CHECKING:
    from ...media.font.lent_face import LentGlyph

WAIT_SECONDS = 0.05  # until it is seen that nobody will answer any more
BEHIND = "I"  # the letter that shows where the one before it ends


class GlyphLender:
    """Lends glyphs from the main thread to another one."""

    def __init__(self) -> None:
        self.folder = Path(bpy.utils.system_resource("DATAFILES", path="fonts"))  # type: ignore[attr-defined] # unknown to the stubs
        self.fills_overlaps = compat.FILLS_OVERLAPS
        self._closed = threading.Event()
        self._asked: SimpleQueue[_Question] = SimpleQueue()
        self._fonts: dict[Path, tuple[bpy.types.VectorFont, list[Any]]] = {}

    def glyph(self, font: Path, character: str) -> LentGlyph:
        """The glyph that a font shows for a character; called in the thread, which may not be answered."""
        from ...media.svg.error import Stopped

        question = _Question(font, character)
        self._asked.put(question)
        while not question.answered.wait(WAIT_SECONDS):
            if self._closed.is_set():
                raise Stopped
        if question.glyph is None:
            raise ValueError(character)
        return question.glyph

    def answer(self) -> None:
        """Answer what has been asked; called on the main thread."""
        try:
            question = self._asked.get_nowait()
        except Empty:
            return
        try:
            question.glyph = self._read(question.font, question.character)
        finally:
            question.answered.set()

    def close(self) -> None:
        """Answer no more, and give back the fonts that nothing shows."""
        self._closed.set()
        for font, _ in self._fonts.values():
            try:
                if font.users == 0:
                    bpy.data.fonts.remove(font)
            except ReferenceError:  # another file has been opened
                continue

    def _read(self, path: Path, character: str) -> LentGlyph:
        """A glyph by its outline as a curve, together with a letter behind it that shows its width."""
        from ...media.font.lent_face import LentGlyph

        if path not in self._fonts:
            font = bpy.data.fonts.load(str(path), check_existing=True)
            self._fonts[path] = font, _chains(font, BEHIND)
        font, behind = self._fonts[path]
        chains = _chains(font, character + BEHIND)
        own = len(chains) - len(behind)
        return LentGlyph(float(chains[own][0, 0] - behind[0][0, 0]), chains[:own])


class _Question:
    """What the thread asks, and the answer, if there is one."""

    def __init__(self, font: Path, character: str) -> None:
        self.font, self.character = font, character
        self.answered = threading.Event()
        self.glyph: LentGlyph | None = None


def _chains(font: bpy.types.VectorFont, text: str) -> list[Any]:
    """The closed chains of a text of size 1."""
    import numpy as np

    curve: Any = bpy.data.curves.new("Letter", "FONT")
    obj = bpy.data.objects.new("Letter", curve)
    curve.font, curve.body = font, text
    outlined: Any = obj.to_curve(bpy.context.evaluated_depsgraph_get())
    chains = []
    for spline in outlined.splines:
        points = spline.bezier_points
        columns = [np.empty(3 * len(points), np.float32) for _ in range(3)]
        for column, name in zip(columns, ("handle_left", "co", "handle_right"), strict=True):
            points.foreach_get(name, column)
        left, on, right = (column.reshape(-1, 3)[:, :2].astype(np.float64) for column in columns)
        chain = np.stack([on, right, np.roll(left, -1, axis=0)], axis=1).reshape(-1, 2)
        chains.append(np.vstack([chain, on[:1]]))
    bpy.data.objects.remove(obj)
    bpy.data.curves.remove(curve)
    return chains
