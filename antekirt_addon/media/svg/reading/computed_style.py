# SPDX-License-Identifier: GPL-3.0-or-later
"""How a shape is drawn, as far as its style alone says: worked out once for all shapes that share it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .cascade import font_size

if TYPE_CHECKING:
    from ..shape import Paint, Rule, Stroke
    from .style_sheet import Declarations

MARKERS = ("marker-start", "marker-mid", "marker-end")


@dataclass(frozen=True, slots=True)
class Look:
    """flat: the fill and the stroke for each opacity, unless they depend on where the shape lies."""

    style: Declarations
    font_size: float
    is_visible: bool
    has_markers: bool
    fill_rule: Rule
    clip_rule: Rule
    strokes_first: bool
    is_flat: bool
    flat: dict[float, tuple[Paint | None, Stroke | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, style: Declarations) -> Look:
        return cls(
            style,
            font_size(style),
            style.get("visibility", "visible") == "visible",
            any(style.get(name, "none") != "none" for name in MARKERS),
            rule_of(style, "fill-rule"),
            rule_of(style, "clip-rule"),
            strokes_first(style),
            "url(" not in (style.get("fill", "") + style.get("stroke", "")),
        )


def rule_of(style: Declarations, name: str) -> Rule:
    return "EVEN_ODD" if style.get(name) == "evenodd" else "NONZERO"


def strokes_first(style: Declarations) -> bool:
    words = style.get("paint-order", "").split()
    return "stroke" in words and ("fill" not in words or words.index("stroke") < words.index("fill"))
