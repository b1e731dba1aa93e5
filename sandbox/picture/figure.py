# SPDX-License-Identifier: GPL-3.0-or-later
"""Things that stand in the land."""

import random

from .palette import Palette, mixed
from .pen import CANVAS, moved, polygon, rectangle
from .ridge import Ridge, height_at
from .subject import Subject


def figures_on(
    ridge: Ridge, depth: float, subject: Subject, palette: Palette, chance: random.Random
) -> list[str]:
    """What grows or stands on one ridge; `depth` is 0 far away and 1 in front."""
    colour = palette.land[round(depth * (len(palette.land) - 1))]
    shapes: list[str] = []
    if "trees" in subject.things and depth > 0.2:
        for _ in range(14):
            x = chance.uniform(0, CANVAS)
            shapes.append(
                moved(fir(colour), x, height_at(ridge, x) + 6, (0.35 + depth) * chance.uniform(0.7, 1.2))
            )
    if subject.land == "city" and depth < 1:
        x = 0.0
        while x < CANVAS:
            width, height = chance.uniform(30, 80), chance.uniform(60, 300) * (1 - depth * 0.6)
            top = height_at(ridge, x) - height
            shapes.append(rectangle(x, top, width, height + 200, colour))
            shapes += windows(x, top, width, height, mixed(colour, palette.accents[0], 0.7), chance)
            x += width + chance.uniform(-4, 14)
    return shapes


def fir(colour: str) -> list[str]:
    tiers = [(-34, 0, 62), (-28, -34, 52), (-20, -66, 44)]
    return [polygon([(x, y), (0, y - height), (-x, y)], colour) for x, y, height in tiers]


def windows(
    x: float, top: float, width: float, height: float, colour: str, chance: random.Random
) -> list[str]:
    return [
        rectangle(x + 8 + column * 16, top + 12 + row * 24, 8, 12, colour)
        for column in range(int((width - 8) / 16))
        for row in range(int(height / 24))
        if chance.random() < 0.35
    ]
