# SPDX-License-Identifier: GPL-3.0-or-later
"""The contours of CFF glyphs: what their programs draw (Adobe Technical Note 5177, Type 2 charstrings)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np

from .cff_table import read_cff
from .contour import straight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .contour import Contour

MOST_STEPS = 200_000
DEEPEST = 10  # subroutines in subroutines
STEMS, MASKS = {1, 3, 18, 23}, {19, 20}
MOVES, LINES, CURVES = {4, 21, 22}, {5, 6, 7}, {8, 24, 25, 26, 27, 30, 31}
CALL, CALL_COMMON, RETURN, END, ESCAPE = 10, 29, 11, 14, 12


class CffGlyphs:
    """The glyphs of one face."""

    def __init__(self, table: bytes) -> None:
        self._table = read_cff(table)

    def contours(self, glyph: int) -> list[Contour]:
        """The closed chains of a glyph in units of the font, y up."""
        table = self._table
        if not 0 <= glyph < len(table.charstrings):
            return []
        drawing = _Drawing(table.common, table.own[table.choice[glyph]])
        drawing.run(table.charstrings[glyph], 0)
        return drawing.closed()


class _Drawing:
    """The state of a program while it runs."""

    def __init__(self, common: list[bytes], own: list[bytes]) -> None:
        self._common, self._own = common, own
        self._stack: list[float] = []
        self._chains: list[list[tuple[float, float]]] = []
        self._at = (0.0, 0.0)
        self._hints = 0
        self._steps = 0
        self._ended = False

    def closed(self) -> list[Contour]:
        """What was drawn."""
        chains = []
        for chain in self._chains:
            if len(chain) > 1:
                end = straight(chain[-1], chain[0]) if chain[-1] != chain[0] else []
                chains.append(np.array([*chain, *end], np.float64))
        return chains

    def run(self, program: bytes, depth: int) -> None:
        """Do what a program, or a subroutine, says."""
        if depth > DEEPEST:
            raise ValueError(depth)
        at = 0
        while at < len(program) and not self._ended:
            self._steps += 1
            if self._steps > MOST_STEPS:
                raise ValueError(self._steps)
            byte = program[at]
            at += 1
            if byte >= 32 or byte == 28:
                at = self._push(program, byte, at)
            elif byte in (CALL, CALL_COMMON):
                routines = self._own if byte == CALL else self._common
                bias = 107 if len(routines) < 1240 else 1131 if len(routines) < 33900 else 32768
                self.run(routines[int(self._stack.pop()) + bias], depth + 1)
            elif byte == RETURN:
                return
            elif byte in STEMS or byte in MASKS:
                self._hints += len(self._stack) // 2
                self._stack.clear()
                at += (self._hints + 7) // 8 if byte in MASKS else 0
            elif byte == ESCAPE:
                self._flex(program[at])
                at += 1
            else:
                self._draw(byte)

    def _push(self, program: bytes, byte: int, at: int) -> int:
        """Put a number on the stack; where the next one begins."""
        if byte == 28:
            self._stack.append(int.from_bytes(program[at : at + 2], "big", signed=True))
            return at + 2
        if byte == 255:
            self._stack.append(struct.unpack_from(">i", program, at)[0] / 65536)
            return at + 4
        if byte < 247:
            self._stack.append(byte - 139)
            return at
        far = (byte - 247) * 256 + 108 if byte < 251 else -(byte - 251) * 256 - 108
        self._stack.append(far + program[at] if byte < 251 else far - program[at])
        return at + 1

    def _draw(self, operator: int) -> None:
        """Do what moves the pen."""
        stack = self._stack
        if operator == END:
            self._ended = True
        elif operator in MOVES:
            dx, dy = {21: stack[-2:], 22: [*stack[-1:], 0.0], 4: [0.0, *stack[-1:]]}[operator]
            self._at = self._at[0] + dx, self._at[1] + dy
            self._chains.append([self._at])
        elif operator in LINES:
            self._lines(operator)
        elif operator in CURVES:
            self._curves(operator)
        stack.clear()

    def _lines(self, operator: int) -> None:
        stack = self._stack
        if operator == 5:
            for dx, dy in zip(stack[::2], stack[1::2], strict=False):
                self._line(dx, dy)
            return
        across = operator == 6
        for value in stack:
            self._line(value if across else 0.0, 0.0 if across else value)
            across = not across

    def _curves(self, operator: int) -> None:
        stack = self._stack
        if operator == 25:
            for dx, dy in zip(stack[:-6:2], stack[1:-6:2], strict=False):
                self._line(dx, dy)
            self._curve(stack[-6:])
        elif operator in (8, 24):
            for nth in range(0, len(stack) - 5, 6):
                self._curve(stack[nth : nth + 6])
            if operator == 24:
                dx, dy = stack[-2:]
                self._line(dx, dy)
        elif operator in (26, 27):
            first = stack.pop(0) if len(stack) % 4 else 0.0
            for nth in range(0, len(stack) - 3, 4):
                a, b, c, d = stack[nth : nth + 4]
                self._curve([first, a, b, c, 0.0, d] if operator == 26 else [a, first, b, c, d, 0.0])
                first = 0.0
        else:
            across = operator == 31
            for nth in range(0, len(stack) - 3, 4):
                a, b, c, d = stack[nth : nth + 4]
                last = stack[nth + 4] if len(stack) - nth == 5 else 0.0
                self._curve([a, 0.0, b, c, last, d] if across else [0.0, a, b, c, d, last])
                across = not across

    def _flex(self, operator: int) -> None:
        """Two curves that are nearly a straight line."""
        s = self._stack
        if operator == 35:
            self._curve(s[:6])
            self._curve(s[6:12])
        elif operator == 34:
            self._curve([s[0], 0.0, s[1], s[2], s[3], 0.0])
            self._curve([s[4], 0.0, s[5], -s[2], s[6], 0.0])
        elif operator == 36:
            self._curve([s[0], s[1], s[2], s[3], s[4], 0.0])
            self._curve([s[5], 0.0, s[6], s[7], s[8], -(s[1] + s[3] + s[7])])
        elif operator == 37:
            dx, dy = sum(s[:10:2]), sum(s[1:10:2])
            self._curve(s[:6])
            self._curve([*s[6:10], s[10] if abs(dx) > abs(dy) else -dx, -dy if abs(dx) > abs(dy) else s[10]])
        s.clear()

    def _line(self, dx: float, dy: float) -> None:
        end = self._at[0] + dx, self._at[1] + dy
        self._chain().extend(straight(self._at, end))
        self._at = end

    def _curve(self, steps: Iterable[float]) -> None:
        """A curve whose controls and end are each given from the point before."""
        values = list(steps)
        x, y = self._at
        for dx, dy in zip(values[::2], values[1::2], strict=True):
            x, y = x + dx, y + dy
            self._chain().append((x, y))
        self._at = x, y

    def _chain(self) -> list[tuple[float, float]]:
        if not self._chains:
            self._chains.append([self._at])
        return self._chains[-1]
