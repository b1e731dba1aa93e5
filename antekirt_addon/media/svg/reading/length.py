# SPDX-License-Identifier: GPL-3.0-or-later
"""Lengths with units and percentages → user units (SVG 1.1, 7.10; CSS Values 3)."""

from __future__ import annotations

import math
import re
from functools import lru_cache

# Longer digit strings are no lengths; Python would take quadratic time for them.
NUMBER = r"[-+]?(?:[0-9]{1,300}\.?[0-9]{0,300}|\.[0-9]{1,300})(?:[eE][-+]?[0-9]{1,4})?"
LENGTH = re.compile(rf"\s*({NUMBER})\s*(%|[A-Za-z]*)\s*$")
NUMBERS = re.compile(NUMBER)
LISTED = re.compile(rf"{NUMBER}\s*(?:%|[A-Za-z]+)?")
PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 96.0 / 72.0,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96.0 / 2.54,
    "mm": 96.0 / 25.4,
    "q": 96.0 / 101.6,
}
FONT_SIZES = {"em": 1.0, "ex": 0.5, "ch": 0.5, "rem": 1.0}
FONT_SIZE = 16.0
LONGEST = 1e9  # what is longer is as long: nobody sees a difference, and numbers stay finite
POSITIONS = {"left": "0%", "top": "0%", "center": "50%", "right": "100%", "bottom": "100%"}


@lru_cache(maxsize=4096)
def split(text: str) -> tuple[float, str] | None:
    """A length's number and unit in lower case; None if it is no finite length."""
    match = LENGTH.match(text)
    if match is None:
        return None
    number = float(match[1])
    return (number, match[2].lower()) if math.isfinite(number) else None


def length(text: str | None, default: float, whole: float, font_size: float = FONT_SIZE) -> float:
    """A length in user units; whole is what 100 % means."""
    parts = split(text) if text else None
    if parts is None:
        return default
    number, unit = parts
    if unit == "%":
        number *= whole / 100.0
    elif unit in FONT_SIZES:
        number *= (FONT_SIZE if unit == "rem" else font_size) * FONT_SIZES[unit]
    elif unit in PIXELS:
        number *= PIXELS[unit]
    else:
        return default
    return min(max(number, -LONGEST), LONGEST)


def lengths(text: str, whole: float, font_size: float) -> tuple[float, ...]:
    """A list of lengths in user units, commas and spaces between them."""
    return tuple(length(part, 0.0, whole, font_size) for part in LISTED.findall(text))


def numbers(text: str) -> list[float]:
    """All numbers in a text."""
    return [float(part) for part in NUMBERS.findall(text)]


def fraction(text: str | None, default: float) -> float:
    """An opacity or an offset, a number or a percentage, kept within 0 and 1."""
    return min(max(length(text, default, 1.0), 0.0), 1.0)


def diagonal(width: float, height: float) -> float:
    """What 100 % means for lengths that are neither horizontal nor vertical."""
    return math.hypot(width, height) / math.sqrt(2.0)
