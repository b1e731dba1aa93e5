# SPDX-License-Identifier: GPL-3.0-or-later
"""Masks that only cut or only fade evenly, as most do: these can be drawn as clips (SVG 1.1, 14.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..shape import Solid
from .bounding_box import bounds
from .cascade import inherit
from .clip_path import region, union_of_cut, window
from .graphics_state import Place
from .length import length
from .object_space import Purpose
from .transform import compose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..shape import ClipRegion, Element
    from .bounding_box import Box
    from .clip_path import Clip
    from .converter import Walk
    from .object_space import Frame
    from .xml_tree import Node

SIDES = (("x", -0.1), ("y", -0.1), ("width", 1.2), ("height", 1.2))
NEARLY = 1.0 / 255.0


class Veil(NamedTuple):
    """What a mask amounts to: clips, and one opacity inside them."""

    clips: list[Clip]
    opacity: float


def veil_of(walk: Walk, mask: Node, frame: Frame) -> Veil | None:
    """Give what a mask amounts to; None if it is more than a cut with an even opacity."""
    own = walk.catalog.declared(mask)
    if mask in walk.within or not {"mask", "clip-path"}.isdisjoint(own):
        return None
    matrix = frame.matrix
    box = (
        None if units_of_user(mask, "maskUnits") and units_of_user(mask, "maskContentUnits") else frame.box()
    )
    if mask.attributes.get("maskContentUnits") == "objectBoundingBox":
        if box is None:
            return None
        matrix = compose(matrix, box.to_unit())
    key = (id(mask), matrix, box)
    if key not in walk.veils:
        style = inherit(walk.catalog.style_around(mask), own)
        place = Place(style, matrix, 1.0, (), (), frame.viewport)
        apart = walk.draw_apart(mask, mask.children, place, Purpose.DRAW)
        found = None if apart.left_out else even(apart.elements, own.get("mask-type") == "alpha")
        if found is not None:
            parts, opacity = found
            found_clips = union_of_cut(parts) + edges(mask, [whole for whole, _ in parts], frame)
            walk.veils[key] = Veil(found_clips, opacity)
        else:
            walk.veils[key] = None
    return walk.veils[key]


def units_of_user(mask: Node, name: str) -> bool:
    default = "objectBoundingBox" if name == "maskUnits" else "userSpaceOnUse"
    return mask.attributes.get(name, default) == "userSpaceOnUse"


def even(
    content: Sequence[Element], by_alpha: bool
) -> tuple[list[tuple[ClipRegion, tuple[Clip, ...]]], float] | None:
    """Give the regions that a mask's content lets be seen and how well; None if that differs inside them."""
    lit: list[tuple[Element, float]] = []
    for element in content:
        value = brightness(element, by_alpha)
        if value is None:
            return None
        if lit or value >= NEARLY:  # black on nothing changes nothing
            lit.append((element, value))
    if not lit:
        return [], 0.0
    opacity = lit[0][1]
    if any(abs(value - opacity) > NEARLY for _, value in lit) or (opacity < 1.0 - NEARLY and len(lit) > 1):
        return None
    return [(region(element), element.clips) for element, _ in lit], min(opacity, 1.0)


def brightness(element: Element, by_alpha: bool) -> float | None:
    """Give how much an element of a mask lets through; None if that differs from point to point."""
    if element.stroke is not None or not isinstance(element.fill, Solid):
        return None
    color = element.fill
    light = 1.0 if by_alpha else 0.2125 * color.red + 0.7154 * color.green + 0.0721 * color.blue
    return light * color.alpha


def edges(mask: Node, regions: list[ClipRegion], frame: Frame) -> list[Clip]:
    """Give the clip of the mask's own rectangle, if it cuts anything off."""
    if units_of_user(mask, "maskUnits"):
        wholes = (frame.viewport.width, frame.viewport.height) * 2
        x, y, width, height = (
            length(mask.attributes.get(name), default * whole, whole, frame.font_size)
            for (name, default), whole in zip(SIDES, wholes, strict=True)
        )
        clip = window((x, y), (width, height), frame.matrix)
    else:
        box = frame.box()
        if box is None:
            return [()]
        x, y, width, height = (length(mask.attributes.get(name), default, 1.0) for name, default in SIDES)
        clip = window((x, y), (width, height), compose(frame.matrix, box.to_unit()))
    inside = bounds(subpath for region in regions for subpath in region.subpaths)
    whole = bounds(subpath for region in clip for subpath in region.subpaths)
    straight = frame.matrix.b == frame.matrix.c == 0.0
    return [] if straight and inside and whole and holds(whole, inside) else [clip]


def holds(outer: Box, inner: Box) -> bool:
    slack = 1e-3 * (outer.right - outer.left)
    return (
        outer.left - slack <= inner.left
        and outer.top - slack <= inner.top
        and outer.right + slack >= inner.right
        and outer.bottom + slack >= inner.bottom
    )
