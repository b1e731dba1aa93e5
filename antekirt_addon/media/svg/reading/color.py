# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours as CSS writes them → sRGB (CSS Color 4, without the wide gamuts)."""

from __future__ import annotations

import colorsys
import math
import re
from functools import lru_cache

from ..paint import Solid
from .length import NUMBER

# CSS Color 4, 6.1
NAMES = """
aliceblue f0f8ff  antiquewhite faebd7  aqua 00ffff  aquamarine 7fffd4  azure f0ffff  beige f5f5dc  bisque
ffe4c4  black 000000  blanchedalmond ffebcd  blue 0000ff  blueviolet 8a2be2  brown a52a2a  burlywood deb887
cadetblue 5f9ea0  chartreuse 7fff00  chocolate d2691e  coral ff7f50  cornflowerblue 6495ed  cornsilk fff8dc
crimson dc143c  cyan 00ffff  darkblue 00008b  darkcyan 008b8b  darkgoldenrod b8860b  darkgray a9a9a9
darkgreen 006400  darkgrey a9a9a9  darkkhaki bdb76b  darkmagenta 8b008b  darkolivegreen 556b2f  darkorange
ff8c00  darkorchid 9932cc  darkred 8b0000  darksalmon e9967a  darkseagreen 8fbc8f  darkslateblue 483d8b
darkslategray 2f4f4f  darkslategrey 2f4f4f  darkturquoise 00ced1  darkviolet 9400d3  deeppink ff1493
deepskyblue 00bfff  dimgray 696969  dimgrey 696969  dodgerblue 1e90ff  firebrick b22222  floralwhite fffaf0
forestgreen 228b22  fuchsia ff00ff  gainsboro dcdcdc  ghostwhite f8f8ff  gold ffd700  goldenrod daa520  gray
808080  green 008000  greenyellow adff2f  grey 808080  honeydew f0fff0  hotpink ff69b4  indianred cd5c5c
indigo 4b0082  ivory fffff0  khaki f0e68c  lavender e6e6fa  lavenderblush fff0f5  lawngreen 7cfc00
lemonchiffon fffacd  lightblue add8e6  lightcoral f08080  lightcyan e0ffff  lightgoldenrodyellow fafad2
lightgray d3d3d3  lightgreen 90ee90  lightgrey d3d3d3  lightpink ffb6c1  lightsalmon ffa07a  lightseagreen
20b2aa  lightskyblue 87cefa  lightslategray 778899  lightslategrey 778899  lightsteelblue b0c4de
lightyellow ffffe0  lime 00ff00  limegreen 32cd32  linen faf0e6  magenta ff00ff  maroon 800000
mediumaquamarine 66cdaa  mediumblue 0000cd  mediumorchid ba55d3  mediumpurple 9370db  mediumseagreen 3cb371
mediumslateblue 7b68ee  mediumspringgreen 00fa9a  mediumturquoise 48d1cc  mediumvioletred c71585
midnightblue 191970  mintcream f5fffa  mistyrose ffe4e1  moccasin ffe4b5  navajowhite ffdead  navy 000080
oldlace fdf5e6  olive 808000  olivedrab 6b8e23  orange ffa500  orangered ff4500  orchid da70d6
palegoldenrod eee8aa  palegreen 98fb98  paleturquoise afeeee  palevioletred db7093  papayawhip ffefd5
peachpuff ffdab9  peru cd853f  pink ffc0cb  plum dda0dd  powderblue b0e0e6  purple 800080  rebeccapurple
663399  red ff0000  rosybrown bc8f8f  royalblue 4169e1  saddlebrown 8b4513  salmon fa8072  sandybrown f4a460
seagreen 2e8b57  seashell fff5ee  sienna a0522d  silver c0c0c0  skyblue 87ceeb  slateblue 6a5acd  slategray
708090  slategrey 708090  snow fffafa  springgreen 00ff7f  steelblue 4682b4  tan d2b48c  teal 008080
thistle d8bfd8  tomato ff6347  turquoise 40e0d0  violet ee82ee  wheat f5deb3  white ffffff  whitesmoke
f5f5f5  yellow ffff00  yellowgreen 9acd32
"""
NAMED = dict(re.findall(r"(\w+)\s+(\w+)", NAMES))
HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$")
FUNCTION = re.compile(r"(rgba?|hsla?)\(([^()]*)\)$")
PART = re.compile(rf"({NUMBER})(%|deg|rad|grad|turn)?|none")
TURNS = {"deg": 1 / 360, "": 1 / 360, "rad": 0.5 / math.pi, "grad": 1 / 400, "turn": 1.0}


@lru_cache(maxsize=65536)
def parse_color(text: str) -> Solid | None:
    """The colour; None for what is no colour (currentColor is none either, it depends on the element)."""
    text = text.strip().lower()
    if text in NAMED:
        text = "#" + NAMED[text]
    if text == "transparent":
        return Solid(0.0, 0.0, 0.0, 0.0)
    if match := HEX.match(text):
        return _from_hex(match[1])
    if match := FUNCTION.match(text):
        parts = [(float(part[1] or 0), part[2] or "") for part in PART.finditer(match[2])]
        if len(parts) in (3, 4):
            return _from_rgb(parts) if match[1].startswith("rgb") else _from_hsl(parts)
    return None


def _from_hex(digits: str) -> Solid:
    if len(digits) <= 4:
        digits = "".join(digit * 2 for digit in digits)
    return Solid(*(int(digits[at : at + 2], 16) / 255.0 for at in range(0, len(digits), 2)))


def _from_rgb(parts: list[tuple[float, str]]) -> Solid:
    red, green, blue = (_within(number / (100.0 if unit == "%" else 255.0)) for number, unit in parts[:3])
    return Solid(red, green, blue, _alpha(parts))


def _from_hsl(parts: list[tuple[float, str]]) -> Solid:
    hue = parts[0][0] * TURNS.get(parts[0][1], 1 / 360)
    saturation, lightness = (_within(number / 100.0) for number, _ in parts[1:3])
    red, green, blue = colorsys.hls_to_rgb(hue % 1.0, lightness, saturation)
    return Solid(_within(red), _within(green), _within(blue), _alpha(parts))


def _alpha(parts: list[tuple[float, str]]) -> float:
    if len(parts) < 4:
        return 1.0
    number, unit = parts[3]
    return _within(number / 100.0 if unit == "%" else number)


def _within(value: float) -> float:
    """A channel or an alpha, kept within 0 and 1."""
    return min(max(value, 0.0), 1.0) if math.isfinite(value) else 0.0
