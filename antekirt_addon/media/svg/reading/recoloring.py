# SPDX-License-Identifier: GPL-3.0-or-later
"""Filters that change colours one by one, done to the paints themselves: then no picture is needed.

PDF converters write each translucent shape so, and Illustrator its masks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...srgb import encoded, linear
from .. import filter_primitive as fp
from ..gradient_stop import finer_stops
from ..paint import Gradient, Solid, Stop
from .color_matrix import ALPHA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..filter_primitive import Primitive
    from ..paint import Paint
    from ..shape import Element

STILL = (fp.Blur(0.0, 0.0), fp.Offset(0.0, 0.0))


def color_steps(primitives: Sequence[Primitive]) -> list[Primitive] | None:
    """The steps of a filter that change colours, if it does nothing else to its source; else None."""
    return _steps(primitives, len(primitives) - 1)


def recolored(elements: Sequence[Element], steps: Sequence[Primitive]) -> list[Element] | None:
    """The elements in other colours; None if some have what is no colour."""
    if not steps:
        return list(elements)
    result = []
    for element in elements:
        fill = element.fill and _paint(element.fill, steps)
        stroke = element.stroke and _paint(element.stroke.paint, steps)
        if element.effect or (element.fill and not fill) or (element.stroke and not stroke):
            return None
        result.append(
            replace(
                element,
                fill=fill,
                stroke=replace(element.stroke, paint=stroke) if element.stroke and stroke else None,
            )
        )
    return result


def _steps(primitives: Sequence[Primitive], number: int) -> list[Primitive] | None:
    if number < 0:
        return [] if number == fp.SOURCE else None
    step = primitives[number]
    operation, inputs = step.operation, [i for i in step.inputs if not _is_clear(primitives, i)]
    passes = operation in STILL or (
        isinstance(operation, fp.Merge)
        or operation == fp.Blend("normal")
        or (isinstance(operation, fp.Compose) and operation.mode == "over")
    )
    changes = (isinstance(operation, fp.ColorMatrix) and operation.factors[15:] == ALPHA) or (
        isinstance(operation, fp.Transfer) and operation.curves[3] is None
    )
    if len(inputs) != 1 or not (passes or changes):
        return None
    before = _steps(primitives, inputs[0])
    if before is None:
        return None
    return [*before, step] if changes else before


def _is_clear(primitives: Sequence[Primitive], number: int) -> bool:
    """Whether nothing is to be seen of an input."""
    if number < 0:
        return number == fp.NOTHING
    operation = primitives[number].operation
    return isinstance(operation, fp.Flood) and operation.color[3] <= 0.0


def _paint(paint: Paint, steps: Sequence[Primitive]) -> Paint | None:
    if isinstance(paint, Solid):
        return _color(paint, steps)
    if isinstance(paint, Gradient):
        return replace(
            paint, stops=tuple(Stop(s.offset, _color(s.color, steps)) for s in finer_stops(paint.stops))
        )
    return None


def _color(color: Solid, steps: Sequence[Primitive]) -> Solid:
    values = [color.red, color.green, color.blue]
    for step in steps:
        if step.is_linear:
            values = [linear(value) for value in values]
        if isinstance(step.operation, fp.ColorMatrix):
            rows = [step.operation.factors[row : row + 5] for row in (0, 5, 10)]
            values = [_row(row, (*values, color.alpha, 1.0)) for row in rows]
        elif isinstance(step.operation, fp.Transfer):
            curves = step.operation.curves[:3]
            values = [
                value if curve is None else _along(curve, value)
                for curve, value in zip(curves, values, strict=True)
            ]
        values = [min(max(value, 0.0), 1.0) for value in values]
        if step.is_linear:
            values = [encoded(value) for value in values]
    red, green, blue = values
    return Solid(red, green, blue, color.alpha)


def _row(factors: Sequence[float], values: Sequence[float]) -> float:
    return sum(factor * value for factor, value in zip(factors, values, strict=True))


def _along(curve: fp.Curve, value: float) -> float:
    """A value along a curve."""
    if curve.kind == "gamma":
        amplitude, exponent, offset = curve.values
        return float(amplitude * value**exponent + offset)
    if curve.kind == "discrete":
        return curve.values[min(int(value * len(curve.values)), len(curve.values) - 1)]
    place = value * (len(curve.values) - 1)
    index = min(int(place), len(curve.values) - 2)
    return curve.values[index] + (place - index) * (curve.values[index + 1] - curve.values[index])
