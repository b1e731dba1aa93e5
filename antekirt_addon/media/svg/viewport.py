# SPDX-License-Identifier: GPL-3.0-or-later
"""Viewports: viewBox and preserveAspectRatio → the map from user units into the viewport (SVG 1.1, 7.7 to 7.9)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from .frame import Viewport
from .length import length, numbers, split
from .shape import Matrix

if TYPE_CHECKING:
    from .xml import Node

ALIGN = {"min": 0.0, "mid": 0.5, "max": 1.0}
LARGEST = 1e6  # of a side, in user units
SMALLEST = 1e-6


class ViewBox(NamedTuple):
    x: float
    y: float
    width: float
    height: float


class Page(NamedTuple):
    """The root's viewport in root units, the map of its user units to them, and one CSS pixel in root units."""

    width: float
    height: float
    matrix: Matrix
    viewport: Viewport
    pixel: float


def view_box(node: Node) -> ViewBox | None:
    values = numbers(node.attributes.get("viewBox", ""))
    if len(values) != 4 or not all(map(math.isfinite, values)):
        return None
    box = ViewBox(*values)
    return box if min(box.width, box.height) > 0.0 else None


def fit(box: ViewBox, width: float, height: float, aspect: str) -> Matrix:
    """Map the box into a viewport at (0, 0) as preserveAspectRatio says."""
    scale_x, scale_y = width / box.width, height / box.height
    words = aspect.replace("defer", "").split() or ["xMidYMid"]
    align = words[0].lower()
    if align == "none":
        return Matrix(scale_x, 0.0, 0.0, scale_y, -box.x * scale_x, -box.y * scale_y)
    scale = max(scale_x, scale_y) if "slice" in words else min(scale_x, scale_y)
    left = ALIGN.get(align[1:4], 0.5) * (width - box.width * scale)
    top = ALIGN.get(align[5:8], 0.5) * (height - box.height * scale)
    return Matrix(scale, 0.0, 0.0, scale, left - box.x * scale, top - box.y * scale)


def page(root: Node, content: tuple[float, float] | None) -> Page:
    """Give the root viewport; content (right, bottom) stands in when the file says nothing of its size.

    A root unit is a unit of the viewBox, so that a file whose two shapes agree keeps its own coordinates.
    """
    box = view_box(root)
    width, height = side(root, "width", box and box.width), side(root, "height", box and box.height)
    if box is None:
        whole = content or (100.0, 100.0)
        width, height = width or whole[0], height or whole[1]
        box = ViewBox(0.0, 0.0, width, height)
    elif width is None or height is None:
        width = width or (height * box.width / box.height if height else box.width)
        height = height or width * box.height / box.width
    aspect = root.attributes.get("preserveAspectRatio", "")
    matrix = fit(box, width, height, aspect)
    unit = min(width / box.width, height / box.height)
    if "slice" in aspect:
        unit = max(width / box.width, height / box.height)
    matrix = Matrix(matrix.a / unit, 0.0, 0.0, matrix.d / unit, matrix.e / unit, matrix.f / unit)
    return Page(width / unit, height / unit, matrix, Viewport(box.width, box.height), 1.0 / unit)


def side(root: Node, name: str, whole: float | None) -> float | None:
    """Give a side of the root in pixels; None if it is not given, not sensible or a part of nothing known."""
    text = root.attributes.get(name)
    parts = split(text) if text else None
    if parts is None or parts[0] <= 0.0:
        return None
    if parts[1] == "%":
        return whole * parts[0] / 100.0 if whole else None
    size = length(text, 0.0, 0.0)
    return size if SMALLEST <= size <= LARGEST else None
