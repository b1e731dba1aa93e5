# SPDX-License-Identifier: GPL-3.0-or-later
"""Things that stand in a picture, drawn around the origin: the foot at y = 0, upwards negative."""

import math
import random

from .palette import Palette, mixed
from .svg_element import circle, ellipse, path, polygon, rectangle


def fir(colour: str, shade: str) -> list[str]:
    shapes = [rectangle(-4, -16, 8, 20, shade)]
    for width, foot, height in ((36, -10, 62), (29, -44, 54), (21, -78, 46)):
        shapes.append(polygon([(-width, foot), (0, foot - height), (width, foot)], colour))
        shapes.append(polygon([(0, foot), (0, foot - height), (width, foot)], shade))
    return shapes


def round_tree(colour: str, shade: str, trunk: str) -> list[str]:
    return [
        polygon([(-6, 4), (-4, -70), (4, -70), (6, 4)], trunk),
        circle(0, -96, 46, colour),
        path("M0 -142 A46 46 0 0 1 0 -50 A62 62 0 0 0 0 -142Z", shade),
    ]


def birch(bark: str, ink: str, crown: str, rng: random.Random) -> list[str]:
    """A trunk that leaves the picture at the top."""
    shapes = [polygon([(-16, 10), (-11, -1100), (11, -1100), (16, 10)], bark)]
    for _ in range(26):
        y, side = -rng.uniform(10, 1000), rng.choice((-1, 1))
        reach = rng.uniform(6, 15)
        shapes.append(polygon([(side * 15, y), (side * (15 - reach), y - 3), (side * 15, y - 8)], ink))
    shapes += [
        ellipse(rng.uniform(-90, 90), -rng.uniform(620, 1000), rng.uniform(30, 70), 24, crown)
        for _ in range(5)
    ]
    return shapes


def fox(palette: Palette) -> list[str]:
    coat, ink = mixed("#d9662b", palette.accents[0], 0.3), mixed(palette.ink, "#1a1020", 0.5)
    white, shade = mixed("#fff6e6", palette.paper, 0.4), mixed(coat, ink, 0.28)
    return [
        path("M-78 -58 C-120 -112 -196 -84 -186 -30 C-180 0 -130 2 -104 -10 C-84 -20 -74 -36 -70 -48Z", coat),
        path(
            "M-186 -30 C-180 0 -130 2 -104 -10 C-128 -20 -150 -34 -156 -62 C-172 -60 -186 -46 -186 -30Z",
            white,
        ),
        path("M44 -60 L58 0 L44 0 L30 -44 L-36 -44 L-50 0 L-64 0 L-66 -44Z", shade),
        path(
            "M-86 -62 C-70 -100 0 -92 46 -92 L66 -52 L46 -36 L36 0 L20 0 L20 -38 C-6 -30 -24 -32 -44 -38 "
            "L-62 -20 L-68 0 L-84 0 L-82 -30 C-90 -40 -92 -52 -86 -62Z",
            coat,
        ),
        path("M38 -96 L50 -146 L74 -118 L92 -120 L106 -138 L112 -106 L142 -76 C120 -58 76 -50 50 -62Z", coat),
        path("M55 -130 L70 -116 L58 -108Z M103 -128 L106 -112 L98 -116Z", ink),
        path("M142 -76 C120 -58 76 -50 50 -62 C70 -74 92 -70 106 -86Z", white),
        circle(96, -98, 4.5, ink),
        circle(140, -76, 6, ink),
    ]


def bird(colour: str) -> list[str]:
    return [path("M-24 -6 Q-12 -16 0 0 Q12 -16 24 -6 Q12 -9 0 8 Q-12 -9 -24 -6Z", colour)]


def boat(palette: Palette) -> list[str]:
    sail, dark = palette.paper, palette.ink
    return [
        rectangle(-3, -150, 6, 136, dark),
        path("M6 -150 C46 -110 62 -70 66 -32 L6 -32Z", sail),
        path("M-6 -128 C-34 -96 -46 -66 -50 -32 L-6 -32Z", palette.accents[0]),
        path("M6 -92 C26 -92 40 -92 50 -88 L56 -70 C40 -74 22 -74 6 -74Z", palette.accents[1]),
        path("M-74 -22 L78 -22 C70 0 54 8 40 8 L-40 8 C-58 8 -68 -4 -74 -22Z", dark),
        path("M-72 -16 L76 -16 L74 -10 L-69 -10Z", palette.accents[0]),
    ]


def lighthouse(palette: Palette) -> list[str]:
    white, red, dark = palette.paper, palette.accents[0], palette.ink
    shapes = [polygon([(-30, 10), (-18, -190), (18, -190), (30, 10)], white)]
    for foot in (-20, -86, -152):
        low, high = 30 + (foot - 10) * 0.06, 30 + (foot - 44) * 0.06
        shapes.append(polygon([(-low, foot), (-high, foot - 34), (high, foot - 34), (low, foot)], red))
    return [
        *shapes,
        rectangle(-26, -198, 52, 9, dark),
        rectangle(-14, -226, 28, 28, palette.light),
        rectangle(-2, -226, 4, 28, dark),
        path("M-20 -224 A20 20 0 0 1 20 -224Z", red),
        rectangle(-2, -258, 4, 20, dark),
    ]


def house(wall: str, roof: str, window: str) -> list[str]:
    return [
        rectangle(-34, -46, 68, 52, wall),
        rectangle(14, -92, 12, 34, roof),
        polygon([(-42, -44), (0, -88), (42, -44)], roof),
        rectangle(-22, -34, 14, 16, window),
        rectangle(6, -34, 14, 40, mixed(wall, roof, 0.6)),
    ]


def tower_block(
    width: float, height: float, *, colour: str, shade: str, window: str, rng: random.Random
) -> list[str]:
    """A house of a city, standing on the origin's right."""
    shapes = [rectangle(0, -height, width, height + 40, colour)]
    shapes.append(rectangle(width * 0.68, -height, width * 0.32, height + 40, shade))
    roof = rng.random()
    if roof < 0.25:
        shapes.append(polygon([(0, -height), (width / 2, -height - width * 0.5), (width, -height)], colour))
    elif roof < 0.45:
        shapes.append(rectangle(width * 0.46, -height - 46, 5, 46, colour))
    elif roof < 0.6:
        shapes.append(path(f"M0 {-height} A{width / 2} {width / 2} 0 0 1 {width} {-height}Z", colour))
    columns = int((width - 8) / 18)
    windows = [
        rectangle(9 + column * 18, -height + 14 + row * 26, 9, 13, window)
        for column in range(columns)
        for row in range(int((height - 16) / 26))
        if rng.random() < 0.4
    ]
    return shapes + windows


def leaf(length: float, width: float, colour: str, shade: str) -> list[str]:
    """Grows from the origin upwards, in two tones."""
    half = f"C{width:.1f} {-length * 0.3:.1f} {width * 0.8:.1f} {-length * 0.75:.1f} 0 {-length:.1f}"
    other = f"C{-width:.1f} {-length * 0.3:.1f} {-width * 0.8:.1f} {-length * 0.75:.1f} 0 {-length:.1f}"
    return [path(f"M0 0 {half}Z", shade), path(f"M0 0 {other}Z", colour)]


def flower(radius: float, petals: int, *, petal: str, inner: str, heart: str) -> list[str]:
    """A rosette around the origin."""
    shapes = []
    for ring, (size, colour) in enumerate(((1.0, petal), (0.62, inner))):
        for number in range(petals):
            angle = math.tau * (number + ring / 2) / petals
            x, y = math.cos(angle) * radius * size * 0.62, math.sin(angle) * radius * size * 0.62
            shapes.append(circle(x, y, radius * size * 0.42, colour))
    return [*shapes, circle(0, 0, radius * 0.26, heart)]
