# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours by their names in a file: “#ff8800”."""

from __future__ import annotations

import colorsys
import re
from typing import TYPE_CHECKING

from ...media.svg.paint import Solid
from ...message import Message
from ..error import SceneError

if TYPE_CHECKING:
    from collections.abc import Sequence

HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
GREY = 0.08  # saturation, at most
WEIGHTS = (0.299, 0.587, 0.114)  # of the channels in how light a colour is


def parsed(text: str) -> str:
    """The name as all others are written. Raises SceneError."""
    found = HEX.fullmatch(text.strip())
    if not found:
        raise SceneError(Message("“{text}” is no color: write it as #rrggbb", text=text))
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def name_of(color: Solid) -> str:
    """The name of a colour, whatever its alpha."""
    return named((color.red, color.green, color.blue))


def named(color: Sequence[float]) -> str:
    """The name of a colour of three channels from 0 to 1, sRGB-encoded."""
    return "#" + "".join(f"{round(255 * min(max(value, 0.0), 1.0)):02x}" for value in color)


def channels(name: str) -> tuple[float, float, float]:
    """The channels of a colour with a name, sRGB-encoded."""
    red, green, blue = (int(name[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def with_name(color: Solid, name: str) -> Solid:
    """The colour of that name, as opaque as another."""
    return Solid(*channels(name), color.alpha)


def lightness(name: str) -> float:
    return sum(weight * value for weight, value in zip(WEIGHTS, channels(name), strict=True))


def hue(name: str) -> tuple[float, float]:
    """Where a colour lies in the rainbow, and how light it is; greys have no place there and come first."""
    angle, saturation, _ = colorsys.rgb_to_hsv(*channels(name))
    return (angle if saturation > GREY else -1.0), lightness(name)


def distance(one: str, other: str) -> float:
    """How different two colours are to an eye, near enough."""
    red, green, blue = (a - b for a, b in zip(channels(one), channels(other), strict=True))
    return 2 * red * red + 4 * green * green + 3 * blue * blue
