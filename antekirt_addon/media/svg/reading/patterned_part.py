# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a shape a pattern paints, and how opaque it is there (SVG 1.1, 11.3 and 11.4)."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from ..fading import faded
from ..paint import Solid
from ..shape import Surface
from .basic_shape import rectangle
from .bounding_box import bounds
from .length import fraction
from .stroke_properties import stroke_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..paint import Stroke
    from ..shape import Element, Subpath
    from .context_paint import PaintKind
    from .graphics_state import Figure

WHITE = Solid(1.0, 1.0, 1.0)


def opacity_of(kind: PaintKind, figure: Figure) -> float:
    """How opaque a fill or a stroke is by its own property."""
    return fraction(figure.style.inherited.get(f"{kind}-opacity"), 1.0)


def stroke_in(paint: Solid, figure: Figure) -> Stroke | None:
    """The stroke of a shape in another paint."""
    return stroke_of(figure.style.inherited, figure.space.viewport, paint)


def painted(kind: PaintKind, figure: Figure) -> tuple[Subpath, ...]:
    """What a fill covers; a rectangle around what a stroke covers, or nothing."""
    if kind == "fill":
        return figure.subpaths
    stroke, box = stroke_in(WHITE, figure), bounds(figure.subpaths)
    if stroke is None or box is None:
        return ()
    reach = stroke.width / 2 * max(math.sqrt(2.0), stroke.miter_limit if stroke.join == "MITER" else 1.0)
    return tuple(
        rectangle(
            (box.left - reach, box.top - reach),
            (box.right - box.left + 2 * reach, box.bottom - box.top + 2 * reach),
        )
    )


def together(elements: Sequence[Element], opacity: float, *, is_flat: bool) -> list[Element]:
    """Elements with one opacity for all; is_flat: none of them lies over another one."""
    if opacity >= 1.0:
        return list(elements)
    if is_flat:
        return [faded(element, opacity) for element in elements]
    surface = Surface(opacity)
    return [replace(element, surfaces=(surface, *element.surfaces)) for element in elements]
