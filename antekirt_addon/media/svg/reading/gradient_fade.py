# SPDX-License-Identifier: GPL-3.0-or-later
"""A gradient mask over shapes of one colour becomes a gradient with alpha: then no picture is needed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..gradient_stop import finer_stops
from ..paint import Gradient, Solid, Stop
from .bounding_box import bounds
from .clip_algebra import region
from .transform import map_subpaths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..shape import Element, Fade
    from .bounding_box import Box


def light_of(color: Solid, *, by_alpha: bool) -> float:
    """How much a colour in a mask lets through."""
    light = 1.0 if by_alpha else 0.2125 * color.red + 0.7154 * color.green + 0.0721 * color.blue
    return light * color.alpha


def faded_by_gradient(elements: Sequence[Element], fade: Fade) -> list[Element] | None:
    """The elements with gradients that show what a mask leaves of them; None if that takes more."""
    if len(fade.elements) != 1 or not all(map(_has_one_color, elements)):
        return None
    (mask,) = fade.elements
    if not isinstance(mask.fill, Gradient) or mask.stroke or mask.effect or _overlap(elements):
        return None
    is_even = len({stop.color.alpha for stop in mask.fill.stops}) == 1
    fine = mask.fill.stops if is_even or fade.by_alpha else finer_stops(mask.fill.stops)
    light = [(stop.offset, light_of(stop.color, by_alpha=fade.by_alpha)) for stop in fine]
    clips = ((region(mask),), *mask.clips)
    result = []
    for element in elements:
        color = element.fill if element.stroke is None else element.stroke.paint
        assert isinstance(color, Solid)
        stops = tuple(Stop(offset, replace(color, alpha=color.alpha * value)) for offset, value in light)
        paint = replace(mask.fill, stops=stops)
        stroke = element.stroke and replace(element.stroke, paint=paint)
        fill = None if stroke else paint
        clipped = (*element.clips, *clips)
        result.append(replace(element, fill=fill, stroke=stroke, clips=clipped, text=None))
    return result


def _has_one_color(element: Element) -> bool:
    if element.effect or (element.fill and element.stroke):
        return False
    return isinstance(element.fill or (element.stroke and element.stroke.paint), Solid)


def _overlap(elements: Sequence[Element]) -> bool:
    """Whether two elements may, so that one must hide the other before both fade."""
    boxes = [_box(element) for element in elements]
    return any(
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
        for index, one in enumerate(boxes)
        for other in boxes[:index]
    )


def _box(element: Element) -> Box:
    box = bounds(map_subpaths(element.matrix, element.subpaths))
    assert box is not None
    m = element.matrix
    reach = 0.0
    if element.stroke:
        reach = (
            element.stroke.width
            * element.stroke.miter_limit
            * max(abs(m.a) + abs(m.c), abs(m.b) + abs(m.d))
            / 2
        )
    return box._replace(
        left=box.left - reach, top=box.top - reach, right=box.right + reach, bottom=box.bottom + reach
    )
