# SPDX-License-Identifier: GPL-3.0-or-later
"""Where nodes lie in their tree, and where there is room for more."""

from __future__ import annotations

from typing import Any, NamedTuple

import bpy

GAP = 40.0  # between two nodes
HEADER, SOCKET = 220.0, 22.0  # heights, rather too large, for nodes that were never drawn


class Rectangle(NamedTuple):
    """A node's place in its tree, in the units of node locations; y runs up."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Rectangle) -> bool:
        """Whether less than a gap is between the two."""
        return (
            self.left < other.right + GAP
            and other.left < self.right + GAP
            and self.bottom < other.top + GAP
            and other.bottom < self.top + GAP
        )


def rectangle(node: Any) -> Rectangle:  # noqa: ANN401 - a node
    """Where a node lies. Its dimensions are known once it was drawn, and are in pixels."""
    x: float = node.location.x
    y: float = node.location.y
    within = node.parent
    while within:
        x, y = x + within.location.x, y + within.location.y
        within = within.parent
    preferences = bpy.context.preferences
    scale = (preferences.system.ui_scale if preferences else 0.0) or 1.0  # 0 without a window
    width, height = (side / scale for side in node.dimensions)
    sockets = sum(socket.enabled and not socket.hide for socket in (*node.inputs, *node.outputs))
    return Rectangle(x, y, x + (width or node.width), y - (height or HEADER + SOCKET * sockets))


def free_spot(
    start: tuple[float, float], size: tuple[float, float], taken: list[Rectangle]
) -> tuple[float, float]:
    """The upper left corner nearest to a start, above or below it, where so much covers nothing."""
    (left, top), (width, height) = start, size
    tops = [top, *(other.bottom - GAP for other in taken), *(other.top + GAP + height for other in taken)]
    free = [
        y for y in tops if not any(Rectangle(left, y, left + width, y - height).touches(o) for o in taken)
    ]
    return left, min(free, key=lambda y: abs(y - top))
