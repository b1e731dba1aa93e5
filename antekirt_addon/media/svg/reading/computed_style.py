# SPDX-License-Identifier: GPL-3.0-or-later
"""How a shape is drawn, as far as its style alone says: worked out once for all shapes that share it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .cascade import font_size
from .context_paint import NAMED

if TYPE_CHECKING:
    from ..paint import Paint, Stroke
    from ..shape import Rule
    from .style_sheet import Declarations

MARKERS = ("marker-start", "marker-mid", "marker-end")


@dataclass(frozen=True, slots=True)
class ComputedStyle:
    """inherited: the properties that it comes from.

    flat: the fill and the stroke for each opacity, unless they depend on where the shape lies.
    """

    inherited: Declarations
    font_size: float
    is_visible: bool
    has_markers: bool
    fill_rule: Rule
    clip_rule: Rule
    strokes_first: bool
    is_flat: bool
    flat: dict[float, tuple[Paint | None, Stroke | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, inherited: Declarations) -> ComputedStyle:
        """What these properties amount to."""
        return cls(
            inherited,
            font_size(inherited),
            inherited.get("visibility", "visible") == "visible",
            any(inherited.get(name, "none") != "none" for name in MARKERS),
            _rule(inherited, "fill-rule"),
            _rule(inherited, "clip-rule"),
            _strokes_first(inherited),
            _is_flat(inherited.get("fill", "") + inherited.get("stroke", "")),
        )


def _is_flat(paints: str) -> bool:
    """Whether paints are the same wherever they are."""
    return "url(" not in paints and NAMED not in paints


def _rule(inherited: Declarations, name: str) -> Rule:
    """The rule that a property names."""
    return "EVEN_ODD" if inherited.get(name) == "evenodd" else "NONZERO"


def _strokes_first(inherited: Declarations) -> bool:
    """Whether the stroke lies below the fill (SVG 2, 13.8)."""
    words = inherited.get("paint-order", "").split()
    return "stroke" in words and ("fill" not in words or words.index("stroke") < words.index("fill"))
