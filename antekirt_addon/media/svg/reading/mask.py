# SPDX-License-Identifier: GPL-3.0-or-later
"""Masks → clips and one opacity, where they only cut or only fade evenly, as most do; else what fades them.

SVG 1.1, 14.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..paint import Solid
from ..shape import Fade
from .bounding_box import bounds
from .cascade import inherit
from .clip_algebra import region, union_of_cut, window
from .gradient_fade import light_of
from .graphics_state import GraphicsState
from .length import length
from .nested_content import Purpose
from .transform import compose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..paint import Matrix
    from ..shape import ClipRegion, Element
    from .bounding_box import Box
    from .clip_algebra import Clip
    from .nested_content import ContentConverter
    from .object_space import ObjectSpace
    from .xml_tree import Node

SIDES = (("x", -0.1), ("y", -0.1), ("width", 1.2), ("height", 1.2))
NEARLY = 1.0 / 255.0


class Mask(NamedTuple):
    """What a mask amounts to: clips, and one opacity inside them, or a fade that differs there."""

    clips: list[Clip]
    opacity: float
    fade: Fade | None = None


class Masks:
    """The mask elements met so far, each converted once for each map to root units and box."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, Matrix, Box | None], Mask | None] = {}

    def found(self, mask: Node, space: ObjectSpace, converter: ContentConverter) -> Mask | None:
        """What a mask amounts to on an element; None if some of it cannot be drawn."""
        own = converter.index.declared(mask)
        if mask in converter.within:
            return None
        matrix, box = space.matrix, None
        if not (_in_user_space(mask, "maskUnits") and _in_user_space(mask, "maskContentUnits")):
            box = space.box()
        if mask.attributes.get("maskContentUnits") == "objectBoundingBox":
            if box is None:
                return None
            matrix = compose(matrix, box.to_unit())
        key = (id(mask), matrix, box)
        if key not in self._found:
            state = GraphicsState(inherit(converter.index.style_around(mask), own), matrix, space.viewport)
            content = converter.convert_content(mask, mask.children, state, Purpose.DRAW)
            by_alpha = own.get("mask-type") == "alpha"
            self._found[key] = None
            if not content.left_out:
                amount = _amount(mask, content.elements, space, by_alpha=by_alpha)
                self._found[key] = self._masked(mask, amount, space, converter)
        return self._found[key]

    def _masked(
        self, mask: Node, amount: Mask, space: ObjectSpace, converter: ContentConverter
    ) -> Mask | None:
        """What is left of a mask that is masked itself."""
        own, within = converter.index.declared(mask), converter.nested(mask, Purpose.DRAW)
        target = converter.index.target(own.get("mask"))
        if target is None or target.tag != "mask":
            return amount
        further = self.found(target, space, within)
        if further is None or (amount.fade and further.fade):
            return None
        return Mask(
            amount.clips + further.clips, amount.opacity * further.opacity, amount.fade or further.fade
        )


def _amount(mask: Node, content: Sequence[Element], space: ObjectSpace, *, by_alpha: bool) -> Mask:
    """What a mask with this content amounts to."""
    flat = _lit_regions(content, by_alpha=by_alpha)
    if flat is None:
        return Mask(_edges(mask, [], space), 1.0, Fade(tuple(content), by_alpha))
    parts, opacity = flat
    return Mask(union_of_cut(parts) + _edges(mask, [whole for whole, _ in parts], space), opacity)


def _in_user_space(mask: Node, name: str) -> bool:
    """Whether an attribute says, or would say by default, userSpaceOnUse."""
    default = "objectBoundingBox" if name == "maskUnits" else "userSpaceOnUse"
    return mask.attributes.get(name, default) == "userSpaceOnUse"


def _lit_regions(
    content: Sequence[Element], *, by_alpha: bool
) -> tuple[list[tuple[ClipRegion, tuple[Clip, ...]]], float] | None:
    """The regions that a mask's content lets be seen and how well; None if that differs inside them."""
    lit: list[tuple[Element, float]] = []
    for element in content:
        value = _brightness(element, by_alpha)
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


def _brightness(element: Element, by_alpha: bool) -> float | None:
    """How much an element of a mask lets through; None if that differs from point to point."""
    if element.stroke is not None or not isinstance(element.fill, Solid):
        return None
    return light_of(element.fill, by_alpha=by_alpha)


def _edges(mask: Node, regions: list[ClipRegion], space: ObjectSpace) -> list[Clip]:
    """The clip of the mask's own rectangle, if it cuts anything off."""
    if _in_user_space(mask, "maskUnits"):
        wholes = (space.viewport.width, space.viewport.height) * 2
        x, y, width, height = (
            length(mask.attributes.get(name), default * whole, whole, space.font_size)
            for (name, default), whole in zip(SIDES, wholes, strict=True)
        )
        clip = window((x, y), (width, height), space.matrix)
    else:
        box = space.box()
        if box is None:
            return [()]
        x, y, width, height = (length(mask.attributes.get(name), default, 1.0) for name, default in SIDES)
        clip = window((x, y), (width, height), compose(space.matrix, box.to_unit()))
    inside = bounds(subpath for region in regions for subpath in region.subpaths)
    whole = bounds(subpath for region in clip for subpath in region.subpaths)
    straight = space.matrix.b == space.matrix.c == 0.0
    return [] if straight and inside and whole and _holds(whole, inside) else [clip]


def _holds(outer: Box, inner: Box) -> bool:
    """Whether a box lies in another one, but for rounding."""
    slack = 1e-3 * (outer.right - outer.left)
    return (
        outer.left - slack <= inner.left
        and outer.top - slack <= inner.top
        and outer.right + slack >= inner.right
        and outer.bottom + slack >= inner.bottom
    )
