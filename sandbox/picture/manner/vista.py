# SPDX-License-Identifier: GPL-3.0-or-later
"""Wide land in flat layers, one behind the other, under a banded sky."""

import math
import random

from sandbox.picture.figure import figures_on
from sandbox.picture.palette import Palette, mixed
from sandbox.picture.pen import CANVAS, Point, circle, ellipse, polygon
from sandbox.picture.ridge import ground, ridges
from sandbox.picture.subject import Subject


def vista(subject: Subject, palette: Palette, chance: random.Random) -> list[str]:
    sun = (chance.uniform(0.25, 0.75) * CANVAS, chance.uniform(0.3, 0.5) * CANVAS)
    shapes = sky(palette, sun, chance)
    shapes += night_lights(palette, chance) if subject.mood == "night" else []
    shapes += disc(palette, sun)
    shapes += clouds(palette, chance) if subject.mood != "night" or "clouds" in subject.things else []
    layers = ridges(subject.land, len(palette.land), chance)
    for number, (ridge, colour) in enumerate(zip(layers, palette.land, strict=True)):
        shapes.append(polygon(ground(ridge), colour))
        shapes += figures_on(ridge, number / (len(layers) - 1), subject, palette, chance)
    return shapes


def sky(palette: Palette, sun: Point, chance: random.Random) -> list[str]:
    """Bands that bend around the sun."""
    shapes = [polygon([(0, 0), (CANVAS, 0), (CANVAS, CANVAS), (0, CANVAS)], palette.sky[0])]
    reach = chance.uniform(1.0, 1.2) * CANVAS
    for number, colour in enumerate(palette.sky[1:], 1):
        share = number / len(palette.sky)
        shapes.append(ellipse(sun[0], sun[1] + 260, reach * (1 - share) * 1.25, reach * (1 - share), colour))
    return shapes


def disc(palette: Palette, sun: Point) -> list[str]:
    glow = palette.sky[-1]
    return [
        circle(*sun, 150, mixed(glow, palette.light, 0.35)),
        circle(*sun, 118, mixed(glow, palette.light, 0.65)),
        circle(*sun, 86, palette.light),
    ]


def night_lights(palette: Palette, chance: random.Random) -> list[str]:
    return [
        circle(
            chance.uniform(0, CANVAS),
            chance.uniform(0, 0.5) * CANVAS,
            chance.choice((2.5, 3.5, 5)),
            palette.light,
        )
        for _ in range(60)
    ]


def clouds(palette: Palette, chance: random.Random) -> list[str]:
    """Flat-bottomed heaps of circles cut off by a bar of the same colour."""
    shapes = []
    for number in range(4):
        x, y = chance.uniform(0.05, 0.95) * CANVAS, chance.uniform(0.08, 0.42) * CANVAS
        colour = mixed(palette.sky[min(number + 1, len(palette.sky) - 1)], palette.light, 0.45)
        width = chance.uniform(90, 190)
        for part in range(5):
            along = (part - 2) / 2
            radius = width * (0.16 + 0.12 * math.cos(along * 1.4)) * chance.uniform(0.8, 1.2)
            shapes.append(ellipse(x + along * width, y - radius * 0.3, radius * 1.9, radius * 0.55, colour))
    return shapes
