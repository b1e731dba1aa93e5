# SPDX-License-Identifier: GPL-3.0-or-later
"""Viewports: viewBox and preserveAspectRatio → the map from user units into them (SVG 1.1, 7.7 to 7.9)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from ....message import Message
from ..error import SvgError
from ..paint import Matrix
from .length import length, numbers, split
from .object_space import Viewport

if TYPE_CHECKING:
    from collections.abc import Callable

    from .bounding_box import Box
    from .xml_tree import Node

ALIGN = {"min": 0.0, "mid": 0.5, "max": 1.0}
LARGEST = 1e6  # of a side, in user units
SMALLEST = 1e-6
MEASURES = {"mm", "cm", "in", "pt", "pc", "q"}
DEFAULT_SIDE = 100.0
SMALLEST_BOX, LARGEST_BOX = 1e-9, 1e9  # of a viewBox, in its own units
MOST_TIMES = 1e7  # that a box may reach as far as its shorter side: beyond, numbers are not exact enough
BEYOND = Message(
    "This SVG has a size or a viewBox beyond all bounds; set it to what is to be seen and try again"
)


class ViewBox(NamedTuple):
    """The rectangle of user units that a viewport shows."""

    x: float
    y: float
    width: float
    height: float


class Page(NamedTuple):
    """The root's viewport in root units, the map of user units to them, and one CSS pixel in them.

    is_measured: the document says how large it is in lengths of the real world.
    """

    width: float
    height: float
    matrix: Matrix
    viewport: Viewport
    pixel: float
    is_measured: bool = False


def view_box(attributes: dict[str, str]) -> ViewBox | None:
    """The viewBox attribute; None if there is none or it has no area."""
    values = numbers(attributes.get("viewBox", ""))
    if len(values) != 4 or not all(map(math.isfinite, values)):
        return None
    box = ViewBox(*values)
    if min(box.width, box.height) <= 0.0:
        return None
    far, short = max(map(abs, box)), min(box.width, box.height)
    if far > LARGEST_BOX or short < SMALLEST_BOX or far > MOST_TIMES * short:
        raise SvgError(BEYOND)
    return box


def fit(box: ViewBox, width: float, height: float, aspect: str) -> Matrix:
    """The map of the box into a viewport at (0, 0), as preserveAspectRatio says."""
    scale_x, scale_y = width / box.width, height / box.height
    words = aspect.replace("defer", "").split() or ["xMidYMid"]
    align = words[0].lower()
    if align == "none":
        return Matrix(scale_x, 0.0, 0.0, scale_y, -box.x * scale_x, -box.y * scale_y)
    scale = max(scale_x, scale_y) if "slice" in words else min(scale_x, scale_y)
    left = ALIGN.get(align[1:4], 0.5) * (width - box.width * scale)
    top = ALIGN.get(align[5:8], 0.5) * (height - box.height * scale)
    return Matrix(scale, 0.0, 0.0, scale, left - box.x * scale, top - box.y * scale)


def page_of(root: Node, content: Callable[[], Box | None]) -> Page:
    """The root viewport; the content's box is asked for when the file says nothing of its size.

    A root unit is a unit of the viewBox, so that a file whose two shapes agree keeps its own coordinates.
    """
    box = view_box(root.attributes)
    width, height = _side(root, "width", box and box.width), _side(root, "height", box and box.height)
    if box is None:
        if width is None or height is None:
            drawn = content()
            width = drawn.right if drawn is not None and drawn.right > 0.0 else DEFAULT_SIDE
            height = drawn.bottom if drawn is not None and drawn.bottom > 0.0 else DEFAULT_SIDE
        box = ViewBox(0.0, 0.0, width, height)
    is_measured = any(_is_measured(root, name) for name in ("width", "height"))
    width = width or (height * box.width / box.height if height else box.width)
    height = height or width * box.height / box.width
    if max(width, height) > MOST_TIMES * min(width, height):
        raise SvgError(BEYOND)
    aspect = root.attributes.get("preserveAspectRatio", "")
    matrix = fit(box, width, height, aspect)
    scales = width / box.width, height / box.height
    unit = max(scales) if "slice" in aspect else min(scales)
    matrix = Matrix(matrix.a / unit, 0.0, 0.0, matrix.d / unit, matrix.e / unit, matrix.f / unit)
    return Page(width / unit, height / unit, matrix, Viewport(box.width, box.height), 1.0 / unit, is_measured)


def _is_measured(root: Node, name: str) -> bool:
    """Whether a side of the root is a length of the real world."""
    parts = split(root.attributes.get(name) or "")
    return parts is not None and parts[0] > 0.0 and parts[1] in MEASURES


def _side(root: Node, name: str, whole: float | None) -> float | None:
    """A side of the root in pixels; None if it is not given, not sensible or a part of nothing known."""
    text = root.attributes.get(name)
    parts = split(text) if text else None
    if parts is None or parts[0] <= 0.0:
        return None
    if parts[1] == "%":
        return whole * parts[0] / 100.0 if whole else None
    size = length(text, 0.0, 0.0)
    return size if SMALLEST <= size <= LARGEST else None
