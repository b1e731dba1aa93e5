# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints as attributes, and gradients as definitions that these name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..paint import Gradient
from ..raster.affine import inverse
from .path_text import matrix_text, shortened

if TYPE_CHECKING:
    from ..paint import Solid
    from .page import Fill

SPREADS = {"PAD": "pad", "REFLECT": "reflect", "REPEAT": "repeat"}


class PaintText:
    """The paints of one page; definitions: the elements that they need."""

    def __init__(self) -> None:
        self.definitions: list[str] = []
        self._keys: dict[Gradient, str] = {}

    def attributes(self, paint: Fill | None, kind: str) -> str:
        """What says the paint of a "fill" or a "stroke"."""
        if paint is None:
            return f' {kind}="none"'
        if isinstance(paint, Gradient):
            return f' {kind}="url(#{self._key(paint)})"'
        opacity = f' {kind}-opacity="{_part(paint.alpha)}"' if paint.alpha < 1.0 else ""
        return f' {kind}="{_color_text(paint)}"{opacity}'

    def _key(self, gradient: Gradient) -> str:
        if gradient not in self._keys:
            key = self._keys[gradient] = f"antekirt-gradient-{len(self._keys) + 1}"
            self.definitions.append(_definition(gradient, key))
        return self._keys[gradient]


def _color_text(color: Solid) -> str:
    """#rrggbb, as exact as files mostly are."""
    values = (round(255 * min(max(value, 0.0), 1.0)) for value in (color.red, color.green, color.blue))
    return "#" + "".join(f"{value:02x}" for value in values)


def _definition(gradient: Gradient, key: str) -> str:
    """The gradient in its own space, and the way from there to the page."""
    if gradient.kind == "LINEAR":
        tag, where = "linearGradient", 'x1="0" y1="0" x2="1" y2="0"'
    else:
        tag, where = "radialGradient", 'cx="0" cy="0" r="1"'
        if any(gradient.focus):
            where += ' fx="{:.6g}" fy="{:.6g}"'.format(*gradient.focus)
    spread = "" if gradient.spread == "PAD" else f' spreadMethod="{SPREADS[gradient.spread]}"'
    stops = "".join(
        f'<stop offset="{_part(stop.offset)}" stop-color="{_color_text(stop.color)}"'
        + (f' stop-opacity="{_part(stop.color.alpha)}"' if stop.color.alpha < 1.0 else "")
        + "/>"
        for stop in gradient.stops
    )
    return (
        f'<{tag} id="{key}" gradientUnits="userSpaceOnUse" {where}{spread}'
        f' gradientTransform="{matrix_text(inverse(gradient.to_gradient))}">{stops}</{tag}>'
    )


def _part(value: float) -> str:
    return shortened(value, 5)
