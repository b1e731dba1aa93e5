# SPDX-License-Identifier: GPL-3.0-or-later
"""What is seen where some outlines lie over each other: the paints of a stack of them, mixed to one."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..fading import faded_paint
from ..paint import Gradient, Solid
from .backdrop import opaque
from .paint_mixing import Unsayable, blended_with, laid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..paint import Paint
    from ..shape import Surface
    from .translucent_cluster import Stack

Ground: TypeAlias = "tuple[float, float, float]"  # sRGB-encoded
WHITE = (1.0, 1.0, 1.0)
DIGITS = 4


class Appearance(NamedTuple):
    """A paint, and the colour that it is to be seen over; None if that is not one colour."""

    paint: Paint
    ground: Ground | None


class Mixer:
    """Mixes the paints of a stack; equal ones are one object."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._faded: dict[tuple[int, float], tuple[Paint, Paint]] = {}

    def appearance(self, members: Sequence[int], below: Sequence[int], *, is_text: bool) -> Appearance:
        """What is seen of members of a cluster with others below them. Raises Unsayable.

        is_text: it stays of one colour.
        """
        surfaces = self._stack.surfaces[members[0]]
        mode = surfaces[0].mode if surfaces else "normal"
        own = self._mixed(members, 0) if mode == "normal" else self._surface(members, 0)
        try:
            under = self._mixed(below, 0) if below else None
        except Unsayable:
            if mode != "normal":
                raise
            return Appearance(own, WHITE if opaque(own) else None)
        if not is_text and isinstance(own, Solid) and isinstance(under, Gradient) and opaque(under):
            return Appearance(laid(own, under, mode), WHITE)  # no colour looks right over all of a gradient
        paint = blended_with(own, under, mode)
        return Appearance(paint, WHITE if opaque(paint) else _over_white(under))

    def _mixed(self, numbers: Sequence[int], depth: int) -> Paint:
        """Outlines over each other, so deep in surfaces."""
        seen: Paint | None = None
        is_lost = False
        for run, surface in self._runs(numbers, depth):
            try:
                own = self._surface(run, depth) if surface else self._stack.paints[run[0]]
                mode = surface.mode if surface else "normal"
                if is_lost and not (mode == "normal" and opaque(own)):
                    raise Unsayable
                seen, is_lost = laid(own, seen, mode), False
            except Unsayable:
                is_lost = True
        if is_lost or seen is None:
            raise Unsayable
        return seen

    def _runs(self, numbers: Sequence[int], depth: int) -> Iterator[tuple[list[int], Surface | None]]:
        """Outlines that are on one surface, so deep in others, together, and each other one by itself."""
        keyed = ((number, self._stack.surfaces[number][depth : depth + 1]) for number in numbers)
        for _, run in groupby(keyed, lambda pair: id(pair[1][0]) if pair[1] else -1 - pair[0]):
            own = list(run)
            yield [number for number, _ in own], own[0][1][0] if own[0][1] else None

    def _surface(self, numbers: Sequence[int], depth: int) -> Paint:
        """What is on one surface, as opaque as that is."""
        paint, opacity = self._mixed(numbers, depth + 1), self._stack.surfaces[numbers[0]][depth].opacity
        key = id(paint), opacity
        if key not in self._faded:
            self._faded[key] = paint, faded_paint(paint, opacity)
        return self._faded[key][1]


def _over_white(paint: Paint | None) -> Ground | None:
    """The colour of a paint over white, if it is one."""
    if paint is None:
        return WHITE
    if not isinstance(paint, Solid):
        return None
    red, green, blue = (
        round(1 + (value - 1) * paint.alpha, DIGITS) for value in (paint.red, paint.green, paint.blue)
    )
    return red, green, blue
