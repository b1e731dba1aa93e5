# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours beneath a paint that lets light through are taken for one where nobody sees the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...srgb import encoded, linear
from ..paint import Solid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..paint import Gradient
    from .paint_stack import Ground

MOST_GROUNDS = 8
SEEN = (1.5 / 255, 4.0 / 255, 12.0 / 255)  # differences of a channel that are allowed for, in turn


def merge_grounds(
    paint: Solid | Gradient, areas: Mapping[Ground | None, float]
) -> dict[Ground | None, Ground | None]:
    """For each colour beneath a paint the one to be taken instead; None if they are too many.

    areas: how much of the paint lies over each; None is what is no single colour.
    """
    colors = [paint] if isinstance(paint, Solid) else [stop.color for stop in paint.stops]
    known = [ground for ground in areas if ground is not None]
    known.sort(key=lambda ground: -areas[ground])
    for most in SEEN:
        kept: list[Ground] = []
        chosen: dict[Ground | None, Ground | None] = {None: None}
        for ground in known:
            near = (one for one in kept if all(_error(c, one, ground) <= most for c in colors))
            chosen[ground] = found = next(near, ground)
            if found is ground:
                kept.append(ground)
            if len(kept) > MOST_GROUNDS:
                break
        else:
            return chosen
    return dict.fromkeys(areas)


def one_ground(areas: Mapping[Ground | None, float]) -> dict[Ground | None, Ground | None]:
    """The same for what cannot be cut: the colour if there is one only."""
    return dict.fromkeys(areas, next(iter(areas)) if len(areas) == 1 else None)


def _error(color: Solid, taken: Ground, real: Ground) -> float:
    """How far a colour made to be seen over one ground looks wrong over another one, sRGB-encoded.

    It is mixed as light, with the alpha that suffices for it over the ground that it is made for (see
    scene/vector/color_conversion.py).
    """
    own, part = (color.red, color.green, color.blue), color.alpha
    goals = [linear(part * value + (1 - part) * below) for value, below in zip(own, taken, strict=True)]
    grounds = [linear(below) for below in taken]
    alpha = max(
        [part, *(1 - goal / below for goal, below in zip(goals, grounds, strict=True) if below > goal)]
    )
    worst = 0.0
    for value, goal, below, under in zip(own, goals, grounds, real, strict=True):
        shown = max(0.0, goal - (1 - alpha) * below) + (1 - alpha) * linear(under)
        worst = max(worst, abs(encoded(shown) - (part * value + (1 - part) * under)))
    return worst
