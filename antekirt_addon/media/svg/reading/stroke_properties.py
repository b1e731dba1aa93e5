# SPDX-License-Identifier: GPL-3.0-or-later
"""How a shape is stroked: width, ends, corners and dashes (SVG 1.1, 11.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..paint import Paint, Stroke
from .cascade import font_size
from .length import length, lengths

if TYPE_CHECKING:
    from .object_space import Viewport
    from .style_sheet import Declarations

CAPS: dict[str, Literal["BUTT", "ROUND", "SQUARE"]] = {"butt": "BUTT", "round": "ROUND", "square": "SQUARE"}
JOINS: dict[str, Literal["MITER", "ROUND", "BEVEL"]] = {"miter": "MITER", "round": "ROUND", "bevel": "BEVEL"}
SHORTEST = 1e-9  # of a dash; what is shorter is a dot


def stroke_width(style: Declarations, viewport: Viewport) -> float:
    """The width of a stroke in local units."""
    return length(style.get("stroke-width"), 1.0, viewport.diagonal, font_size(style))


def stroke_of(style: Declarations, viewport: Viewport, paint: Paint, scale: float = 1.0) -> Stroke | None:
    """The stroke with all lengths times scale; None if it has no width."""
    width = stroke_width(style, viewport) * scale
    if not 0.0 < width < 1e9:
        return None
    limit = length(style.get("stroke-miterlimit"), 4.0, 1.0)
    return Stroke(
        paint,
        width,
        CAPS.get(style.get("stroke-linecap", ""), "BUTT"),
        JOINS.get(style.get("stroke-linejoin", ""), "MITER"),
        limit if limit >= 1.0 else 4.0,
        _dashes(style, viewport, scale),
        length(style.get("stroke-dashoffset"), 0.0, viewport.diagonal, font_size(style)) * scale,
    )


def _dashes(style: Declarations, viewport: Viewport, scale: float) -> tuple[float, ...]:
    """An even number of lengths; nothing for a line without gaps."""
    text = style.get("stroke-dasharray", "none")
    if text == "none":
        return ()
    found = tuple(value * scale for value in lengths(text, viewport.diagonal, font_size(style)))
    if not found or min(found) < 0.0 or max(found) < SHORTEST:
        return ()
    found = tuple(value if value >= SHORTEST else 0.0 for value in found)
    return found if len(found) % 2 == 0 else found * 2
