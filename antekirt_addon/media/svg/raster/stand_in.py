# SPDX-License-Identifier: GPL-3.0-or-later
"""Elements on a surface that no paints can show become an effect: a picture stands in for just them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ....message import Message
from ..paint import Matrix
from ..shape import Effect, Element
from .effect_picture import UNIT_SQUARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..shape import Drawing

MOST = 32  # pictures, for each of which all that lies below may have to be drawn


def with_stand_ins(drawing: Drawing, runs: Sequence[Sequence[Element]]) -> Drawing:
    """The drawing with an effect in place of each run of elements that share their outermost surface."""
    width, height = drawing.width, drawing.height
    page = Matrix(3 * width, 0.0, 0.0, 3 * height, -width, -height)
    stand_in: dict[int, Element] = {}
    gone: set[int] = set()
    number_of = {id(element): number for number, element in enumerate(drawing.elements)}
    for run in runs[:MOST]:
        numbers = sorted({number_of[id(element)] for element in run})
        own = [drawing.elements[number] for number in numbers]
        surface = own[0].surfaces[0]
        below = () if surface.mode == "normal" else _below(drawing.elements[: numbers[0]], own[0])
        effect = Effect(
            tuple(replace(element, surfaces=element.surfaces[1:]) for element in own),
            Matrix(),
            Message("blend mode"),
            opacity=surface.opacity,
            mode=surface.mode,
            below=below,
        )
        name, groups, key = own[0].name, own[0].groups, own[0].key
        stand_in[numbers[0]] = Element(
            name, groups, UNIT_SQUARE, page, None, "NONZERO", None, key=key, effect=effect
        )
        gone.update(numbers)
    elements = [
        stand_in.get(number, element)
        for number, element in enumerate(drawing.elements)
        if number in stand_in or number not in gone
    ]
    return replace(drawing, elements=tuple(elements))


def _below(earlier: Sequence[Element], first: Element) -> tuple[Element, ...]:
    """What lies below a surface: all but what is on it as well."""
    return tuple(element for element in earlier if element.surfaces[:1] != first.surfaces[:1])
