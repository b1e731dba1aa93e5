# SPDX-License-Identifier: GPL-3.0-or-later
"""Masks that only cut or only fade evenly, as most do: these can be drawn as clips (SVG 1.1, 14.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .bounds import bounds
from .clip import union_of_cut
from .length import length
from .shape import ClipRegion, Solid, Subpath
from .transform import apply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .bounds import Box
    from .clip import Clip, Scissors
    from .frame import Frame
    from .shape import Element
    from .xml import Node

NEARLY = 1.0 / 255.0


class Veil(NamedTuple):
    """What a mask amounts to: clips, and one opacity inside them."""

    clips: list[Clip]
    opacity: float


def veil(
    mask: Node, content: Sequence[Element], by_alpha: bool, frame: Frame, scissors: Scissors
) -> Veil | None:
    """Give what a mask with this content amounts to; None if it is more than a cut with an even opacity.

    frame is that of the masked element; the content is drawn in root units already.
    """
    values = [brightness(element, by_alpha) for element in content]
    if None in values:
        return None
    lit = [(element, value) for element, value in zip(content, values, strict=True) if value is not None]
    while lit and lit[0][1] < NEARLY:  # black on nothing changes nothing
        lit.pop(0)
    if not lit:
        return Veil([()], 0.0)
    opacity = lit[0][1]
    if any(abs(value - opacity) > NEARLY for _, value in lit) or (opacity < 1.0 - NEARLY and len(lit) > 1):
        return None
    parts = [(outline(element), list(element.clips)) for element, _ in lit]
    return Veil(union_of_cut(parts) + window(mask, parts, frame, scissors), min(opacity, 1.0))


def brightness(element: Element, by_alpha: bool) -> float | None:
    """Give how much an element of a mask lets through; None if that differs from point to point."""
    if element.stroke is not None or not isinstance(element.fill, Solid):
        return None
    color = element.fill
    light = 1.0 if by_alpha else 0.2125 * color.red + 0.7154 * color.green + 0.0721 * color.blue
    return light * color.alpha


def outline(element: Element) -> ClipRegion:
    subpaths = tuple(Subpath(apply(element.matrix, part.points), part.closed) for part in element.subpaths)
    return ClipRegion(subpaths, element.fill_rule)


def window(
    mask: Node, parts: list[tuple[ClipRegion, list[Clip]]], frame: Frame, scissors: Scissors
) -> list[Clip]:
    """Give the clip of the mask's own rectangle if it cuts anything off."""
    matrix, viewport = frame.matrix, (frame.viewport.width, frame.viewport.height)
    if mask.attributes.get("maskUnits") != "userSpaceOnUse":
        box = frame.box()
        if box is None:
            return [()]
        left, top, width, height = box.left, box.top, box.right - box.left, box.bottom - box.top
        sides = [length(mask.attributes.get(name), default, 1.0) for name, default in DEFAULTS]
        corner = (left + sides[0] * width, top + sides[1] * height)
        size = (sides[2] * width, sides[3] * height)
    else:
        x, y, width, height = (
            length(mask.attributes.get(name), default * whole, whole, frame.font_size)
            for (name, default), whole in zip(DEFAULTS, viewport * 2, strict=True)
        )
        corner, size = (x, y), (width, height)
    clip = scissors.window(corner, size, matrix)
    inside = bounds(subpath for region, _ in parts for subpath in region.subpaths)
    whole = bounds(subpath for region in clip for subpath in region.subpaths)
    straight = matrix.b == matrix.c == 0.0
    return [] if straight and inside and whole and holds(whole, inside) else [clip]


DEFAULTS = (("x", -0.1), ("y", -0.1), ("width", 1.2), ("height", 1.2))


def holds(outer: Box, inner: Box) -> bool:
    slack = 1e-3 * (outer.right - outer.left)
    return (
        outer.left - slack <= inner.left
        and outer.top - slack <= inner.top
        and outer.right + slack >= inner.right
        and outer.bottom + slack >= inner.bottom
    )
