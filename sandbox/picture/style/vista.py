# SPDX-License-Identifier: GPL-3.0-or-later
"""Wide land in flat layers, one behind the other, under a banded sky."""

import random

from sandbox.picture import stage_elements
from sandbox.picture.figure import flower
from sandbox.picture.palette import Palette, mixed
from sandbox.picture.subject import Subject
from sandbox.picture.svg_element import CANVAS, Point, background, circle, line, moved, polygon
from sandbox.picture.terrain import Ridge, ground, height_at, lowered, ridges


def vista(subject: Subject, palette: Palette, rng: random.Random) -> list[str]:
    sun = stage_elements.sun_position(subject, rng)
    shapes = [*sky(palette, sun), *(stage_elements.stars(palette, rng) if subject.mood == "night" else [])]
    shapes += (
        stage_elements.moon(palette, sun, 84)
        if subject.mood == "night"
        else [circle(*sun, 88, palette.light)]
    )
    shapes += stage_elements.clouds(palette, rng, 5 if "clouds" in subject.things else 2)
    shapes += stage_elements.birds(palette, rng) if "birds" in subject.things else []
    layers = ridges(subject.land, len(palette.land), rng)
    for number, ridge in enumerate(layers):
        depth = number / (len(layers) - 1)
        things = stage_elements.standing(ridge, depth, subject, palette, rng=rng)
        land = strata(ridge, palette.land, number, subject.land)
        # Houses and trees have their feet behind the brow of their hill; a boat floats before its wave.
        if subject.land == "mountains" and number < 3:
            land += snow_caps(ridge, mixed(palette.land[number], palette.light, 0.62 - 0.14 * number), rng)
        shapes += [*land, *things] if subject.land == "sea" or depth == 1 else [*things, *land]
        if subject.land == "sea":
            below = layers[number + 1][0][1] if number + 1 < len(layers) else CANVAS
            shapes += stage_elements.glitter(sun, ridge[0][1], below, palette, rng)
    shapes += meadow(layers[-2], palette, rng) if "flowers" in subject.things else []
    shapes += stage_elements.birches(palette, rng) if subject.mood == "forest" else []
    return shapes


def sky(palette: Palette, sun: Point) -> list[str]:
    """Rings of light around the sun, brighter inwards."""
    shapes = [background(palette.sky[0])]
    rings = len(palette.sky) - 1
    for number, colour in enumerate(palette.sky[1:], 1):
        shapes.append(circle(sun[0], sun[1], 150 + 620 * ((rings - number + 0.35) / rings) ** 1.15, colour))
    return [*shapes, circle(*sun, 126, mixed(palette.sky[-1], palette.light, 0.3))]


def strata(ridge: Ridge, land: tuple[str, ...], number: int, kind: str) -> list[str]:
    """One layer of land, darker in two steps below its brow."""
    colour, deeper = land[number], land[min(number + 1, len(land) - 1)]
    steps = ((0, 0.0), (14, 0.3), (34, 0.55)) if kind == "sea" else ((0, 0.0), (46, 0.3), (104, 0.55))
    return [
        polygon(ground(lowered(ridge, down, 1 - share * 0.5)), mixed(colour, deeper, share))
        for down, share in steps
    ]


def snow_caps(ridge: Ridge, colour: str, rng: random.Random) -> list[str]:
    """A jagged cap on every peak of a range."""
    heights = [y for _, y in ridge]
    shapes = []
    for peak in range(7, len(ridge) - 7):
        top = heights[peak]
        slope = min(heights[peak - 7], heights[peak + 7]) - top  # a gentle hill has a small cap
        if top > min(heights[peak - 7 : peak + 8]) or slope < 20:
            continue
        reach = min(rng.uniform(46, 70), slope)
        left, right = peak, peak
        while left > 0 and heights[left] - top < reach:
            left -= 1
        while right < len(ridge) - 1 and heights[right] - top < reach:
            right += 1
        teeth = [ridge[index] for index in range(right - 2, left + 1, -2)]
        hem = [(x, max(y, top + reach * (0.72 if n % 2 else 1.12))) for n, (x, y) in enumerate(teeth)]
        shapes.append(polygon([*ridge[left : right + 1], *hem], colour))
    return shapes


def meadow(ridge: Ridge, palette: Palette, rng: random.Random) -> list[str]:
    positions = sorted((rng.uniform(0, 1), rng.uniform(0, CANVAS)) for _ in range(60))
    shapes = []
    for depth, x in positions:
        foot = height_at(ridge, x) + 60 + depth * (CANVAS - height_at(ridge, x))
        top = (x + rng.uniform(-14, 14), foot - 40 - 60 * depth)
        shapes.append(line([(x, foot + 40), top], palette.land[2], 3 + 2 * depth))
        petal, heart = rng.sample(palette.accents, 2)
        blossom = flower(14 + 24 * depth, 6, petal=petal, inner=mixed(petal, heart, 0.4), heart=heart)
        shapes.append(moved(blossom, top))
    return shapes
