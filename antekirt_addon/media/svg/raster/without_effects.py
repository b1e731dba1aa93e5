# SPDX-License-Identifier: GPL-3.0-or-later
"""What an effect is made for, drawn as if there were none: clips and opacity alone are kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..shape import Gradient, Solid, Stop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..shape import Effect, Element, Paint


def without_effects(element: Element, effect: Effect) -> Iterator[Element]:
    """The elements within an effect, and within those in it, cut and faded as it is."""
    for inner in effect.elements:
        cut = replace(inner, clips=(*element.clips, *inner.clips))
        for plain in without_effects(cut, inner.effect) if inner.effect else (cut,):
            yield replace(
                plain,
                fill=plain.fill and _faded(plain.fill, effect.opacity),
                stroke=plain.stroke
                and replace(plain.stroke, paint=_faded(plain.stroke.paint, effect.opacity)),
            )


def _faded(paint: Paint, opacity: float) -> Paint:
    """A paint that lets more light through."""
    if opacity >= 1.0:
        return paint
    if isinstance(paint, Solid):
        return replace(paint, alpha=paint.alpha * opacity)
    if isinstance(paint, Gradient):
        stops = [Stop(s.offset, replace(s.color, alpha=s.color.alpha * opacity)) for s in paint.stops]
        return replace(paint, stops=tuple(stops))
    return replace(paint, alpha=paint.alpha * opacity, is_opaque=False)
