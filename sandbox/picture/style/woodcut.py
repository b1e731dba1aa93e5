# SPDX-License-Identifier: GPL-3.0-or-later
"""A print in few inks: rays in the sky, land as dark blocks with light lines carved along the slopes."""

import math
import random

from sandbox.picture import stage_elements
from sandbox.picture.palette import Palette, mixed
from sandbox.picture.subject import Subject
from sandbox.picture.svg_element import CANVAS, Point, background, circle, polygon
from sandbox.picture.terrain import Ridge, ground, height_at, ridges


def woodcut(subject: Subject, palette: Palette, rng: random.Random) -> list[str]:
    inks = (mixed(palette.land[1], palette.paper, 0.25), palette.land[2], palette.land[3], palette.ink)
    printed = Palette(palette.sky, (inks[0], *inks), palette.light, palette.accents)
    sun = stage_elements.sun_position(subject, rng)
    shapes = [background(mixed(palette.paper, palette.sky[-2], 0.35)), *rays(sun, palette, rng)]
    shapes += [circle(*sun, 128, palette.paper), circle(*sun, 104, palette.accents[0])]
    shapes += stage_elements.birds(palette, rng) if "birds" in subject.things else []
    layers = ridges(subject.land, len(inks), rng)
    for number, (ridge, ink) in enumerate(zip(layers, inks, strict=True)):
        depth = number / (len(layers) - 1)
        lines = carved(ridge, mixed(ink, palette.paper, 0.72 - 0.12 * number), 9 + 4 * number, rng)
        things = stage_elements.standing(ridge, depth, subject, printed, rng=rng)
        land = [polygon(ground(ridge), ink), *lines]
        shapes += [*land, *things] if subject.land == "sea" or depth == 1 else [*things, *land]
    return shapes + paper_margin(palette)


def rays(sun: Point, palette: Palette, rng: random.Random) -> list[str]:
    """Wedges around the sun, each torn off at its own length."""
    count = 44
    shapes = []
    for number in range(count):
        angle, half = math.tau * number / count, math.tau / count * 0.27
        near, far = 150 + 26 * (number % 2), rng.uniform(420, 1300)
        tip = mixed(palette.sky[0], palette.sky[1], 0.5 + 0.5 * (number % 2))
        shapes.append(
            polygon(
                [
                    at(sun, near, angle),
                    at(sun, far * 0.8, angle - half),
                    at(sun, far, angle),
                    at(sun, far * 0.8, angle + half),
                ],
                tip,
            )
        )
    return shapes


def at(centre: Point, radius: float, angle: float) -> Point:
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)


def carved(ridge: Ridge, colour: str, width: float, rng: random.Random) -> list[str]:
    """Cuts that swell and run out, one row under the other along the ridge."""
    shapes = []
    down = width * 1.4
    row = 0
    while down < 420:
        x = rng.uniform(-120, 20)
        while x < CANVAS:
            length = rng.uniform(90, 300)
            thickness = width * max(0.25, 1 - down / 460)
            shapes.append(cut(ridge, x, length, down, width=thickness, colour=colour))
            x += length + rng.uniform(14, 60)
        row += 1
        down += width * (1.9 + 0.16 * row)
    return shapes


def cut(ridge: Ridge, x: float, length: float, down: float, *, width: float, colour: str) -> str:
    """A lens that follows the ridge `down` below it."""
    count = max(4, round(length / 16))
    spine = [(x + length * i / count, math.sin(math.pi * i / count) * width / 2) for i in range(count + 1)]
    upper = [(px, height_at(ridge, px) + down - half) for px, half in spine]
    lower = [(px, height_at(ridge, px) + down + half) for px, half in reversed(spine)]
    return polygon(upper + lower, colour)


def paper_margin(palette: Palette) -> list[str]:
    """The paper's margin around the block."""
    margin, end = 36, CANVAS - 36
    sides = [
        [(0, 0), (CANVAS, 0), (CANVAS, margin), (0, margin)],
        [(0, end), (CANVAS, end), (CANVAS, CANVAS), (0, CANVAS)],
        [(0, 0), (margin, 0), (margin, CANVAS), (0, CANVAS)],
        [(end, 0), (CANVAS, 0), (CANVAS, CANVAS), (end, CANVAS)],
    ]
    return [polygon(side, palette.paper) for side in sides]
