# SPDX-License-Identifier: GPL-3.0-or-later
"""Folk art: leaves and blossoms growing in mirror symmetry around a sun or a moon."""

import math
import random

from sandbox.picture import stage_elements
from sandbox.picture.figure import flower, fox, leaf
from sandbox.picture.palette import Palette, luminance, mixed
from sandbox.picture.subject import Subject
from sandbox.picture.svg_element import CANVAS, Point, background, circle, line, moved

Stem = list[Point]


def botanic(subject: Subject, palette: Palette, rng: random.Random) -> list[str]:
    dark = subject.mood in ("night", "sunset", "city", "forest", "sea")
    ground = palette.ink if dark else mixed(palette.paper, palette.sky[-2], 0.35)
    heart = (CANVAS / 2, 430.0)
    shapes = [background(ground), *(stage_elements.stars(palette, rng) if dark else [])]
    shapes += halo(heart, palette, ground)
    shapes += (
        stage_elements.moon(palette, heart, 130)
        if subject.mood == "night"
        else [circle(*heart, 130, palette.light)]
    )
    half: list[str] = []
    greens = [colour for colour in palette.land if abs(luminance(colour) - luminance(ground)) > 0.12]
    for number in range(6):
        green = greens[number % len(greens)]
        half += plant(grown(number, rng), green, palette, ground, rng=rng)
    shapes += [*half, moved(half, (CANVAS, 0), mirrored=True)]
    middle = [(CANVAS / 2, CANVAS + 20.0), (CANVAS / 2, 700.0)]
    shapes += plant(middle, greens[0], palette, ground, rng=rng) if "fox" not in subject.things else []
    shapes += [moved(fox(palette), (CANVAS / 2 + 16, 900), 1.7)] if "fox" in subject.things else []
    return shapes


def halo(heart: Point, palette: Palette, ground: str) -> list[str]:
    """A ring of dots and rays around the light."""
    shapes = [circle(*heart, 236, mixed(ground, palette.sky[2], 0.5)), circle(*heart, 176, palette.sky[-2])]
    for number in range(32):
        angle = math.tau * number / 32
        reach = 206
        position = (heart[0] + reach * math.cos(angle), heart[1] + reach * math.sin(angle))
        shapes.append(circle(*position, 11 if number % 2 else 6, palette.accents[number % 2]))
    return shapes


def grown(number: int, rng: random.Random) -> Stem:
    """The left half's stems: they rise from the lower middle and lean outwards, each on its own bow."""
    lean = (number + 0.5) / 6
    angle = math.radians(-96 - 92 * lean + rng.uniform(-5, 5))
    reach = 560 + 210 * (1 - lean) + rng.uniform(-60, 60)
    x, y = CANVAS / 2 - 30 - 60 * lean, CANVAS + 30 - 120 * lean
    points = []
    for step in range(25):
        share = step / 24
        heading = angle + 0.6 * share * (0.45 - lean)
        points.append((x, y))
        x, y = x + reach / 24 * math.cos(heading), y + reach / 24 * math.sin(heading)
    return points


def plant(stem: Stem, green: str, palette: Palette, ground: str, *, rng: random.Random) -> list[str]:
    shade = mixed(green, ground, 0.35)
    shapes = [line(stem, shade, 9)]
    length, width = rng.uniform(80, 130), rng.uniform(20, 34)
    for index in range(3, len(stem) - 2, 3):
        (x, y), (ahead_x, ahead_y) = stem[index], stem[index + 1]
        upright = math.degrees(math.atan2(ahead_y - y, ahead_x - x)) + 90
        size = length * (1 - 0.5 * index / len(stem))
        one = leaf(size, width, green, shade)
        shapes += [moved(one, (x, y), angle=upright + side) for side in (-54, 54)]
    petal, second = rng.sample(palette.accents, 2)
    blossom = flower(
        rng.uniform(54, 84),
        rng.choice((6, 8, 10)),
        petal=petal,
        inner=mixed(petal, second, 0.6),
        heart=palette.light,
    )
    return [*shapes, moved(blossom, stem[-1])]
