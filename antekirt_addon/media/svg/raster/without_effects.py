# SPDX-License-Identifier: GPL-3.0-or-later
"""What an effect is made for, drawn as if there were none: clips and opacity alone are kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..fading import faded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..shape import Effect, Element


def without_effects(element: Element, effect: Effect) -> Iterator[Element]:
    """The elements within an effect, and within those in it, cut and faded as it is."""
    for inner in effect.elements:
        cut = replace(
            inner, clips=(*element.clips, *inner.clips), surfaces=(*element.surfaces, *inner.surfaces)
        )
        for plain in without_effects(cut, inner.effect) if inner.effect else (cut,):
            yield faded(plain, effect.opacity)
