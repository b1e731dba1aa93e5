# SPDX-License-Identifier: GPL-3.0-or-later
"""The regions of a filter element and of its primitives, in user units (Filter Effects 1, 7 and 8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..filter_primitive import Region
from .length import length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .object_space import ObjectSpace
    from .xml_tree import Node

SIDES = ("x", "y", "width", "height")
DEFAULTS = (-0.1, -0.1, 1.2, 1.2)


@dataclass(frozen=True, slots=True)
class FilterRegion:
    """whole: of the filter. unit: the lengths of one unit of its primitives, across and down.

    corner, wholes: where those begin, and what a percentage is a part of, for each of x, y, width, height.
    """

    whole: Region
    unit: tuple[float, float]
    corner: tuple[float, float]
    wholes: tuple[float, float, float, float]
    font_size: float

    @classmethod
    def of(cls, node: Node, space: ObjectSpace) -> FilterRegion | None:
        """The regions of a filter on an element; None if that is too flat for them."""
        box = space.box()
        width, height = space.viewport.width, space.viewport.height
        own, parts = (
            node.attributes.get(name, default) == "objectBoundingBox"
            for name, default in (("filterUnits", "objectBoundingBox"), ("primitiveUnits", "userSpaceOnUse"))
        )
        if (own or parts) and (box is None or box.right <= box.left or box.bottom <= box.top):
            return None
        corner, unit, wholes = (0.0, 0.0), (1.0, 1.0), (width, height, width, height)
        across, down = (box.right - box.left, box.bottom - box.top) if box is not None else (1.0, 1.0)
        if own:
            assert box is not None
            x, y, w, h = _sides(node, DEFAULTS, (1.0, 1.0, 1.0, 1.0), space.font_size)
            whole = _region(box.left + x * across, box.top + y * down, w * across, h * down)
        else:
            defaults = [part * whole for part, whole in zip(DEFAULTS, wholes, strict=True)]
            whole = _region(*_sides(node, defaults, wholes, space.font_size))
        if parts:
            assert box is not None
            corner, unit, wholes = (box.left, box.top), (across, down), (1.0, 1.0, 1.0, 1.0)
        return cls(whole, unit, corner, wholes, space.font_size)

    def of_primitive(self, step: Node) -> Region:
        """The region of a primitive, within that of the filter."""
        if not any(name in step.attributes for name in SIDES):
            return self.whole
        left, right = self._span(step, 0, self.whole.left, self.whole.right)
        top, bottom = self._span(step, 1, self.whole.top, self.whole.bottom)
        return Region(left, top, right, bottom)

    def _span(self, step: Node, axis: int, first: float, last: float) -> tuple[float, float]:
        """From where to where a primitive reaches along an axis; what is not given is as of the filter."""
        begin, end = first, last
        start, size = (step.attributes.get(SIDES[side]) for side in (axis, axis + 2))
        if start:
            part = length(start, 0.0, self.wholes[axis], self.font_size)
            begin = self.corner[axis] + part * self.unit[axis]
        if size:
            end = begin + length(size, 0.0, self.wholes[axis + 2], self.font_size) * self.unit[axis]
        return max(begin, first), min(end, last)


def _sides(
    node: Node, defaults: Sequence[float], wholes: Sequence[float], font_size: float
) -> tuple[float, float, float, float]:
    x, y, width, height = (
        length(node.attributes.get(name), default, whole, font_size)
        for name, default, whole in zip(SIDES, defaults, wholes, strict=True)
    )
    return x, y, width, height


def _region(x: float, y: float, width: float, height: float) -> Region:
    return Region(x, y, x + width, y + height)
