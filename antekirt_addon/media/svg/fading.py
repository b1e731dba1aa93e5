# SPDX-License-Identifier: GPL-3.0-or-later
"""Elements and paints that let more light through than they did."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .paint import Gradient, Solid, Stop

if TYPE_CHECKING:
    from .paint import Paint
    from .shape import Element


def faded(element: Element, opacity: float) -> Element:
    """An element with an opacity."""
    if opacity >= 1.0:
        return element
    return replace(
        element,
        fill=element.fill and faded_paint(element.fill, opacity),
        stroke=element.stroke and replace(element.stroke, paint=faded_paint(element.stroke.paint, opacity)),
        effect=element.effect and replace(element.effect, opacity=element.effect.opacity * opacity),
    )


def faded_paint(paint: Paint, opacity: float) -> Paint:
    """A paint with an opacity."""
    if opacity >= 1.0:
        return paint
    if isinstance(paint, Solid):
        return replace(paint, alpha=paint.alpha * opacity)
    if isinstance(paint, Gradient):
        stops = [Stop(s.offset, replace(s.color, alpha=s.color.alpha * opacity)) for s in paint.stops]
        return replace(paint, stops=tuple(stops))
    return replace(paint, alpha=paint.alpha * opacity, is_opaque=False)
