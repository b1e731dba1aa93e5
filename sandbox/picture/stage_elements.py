# SPDX-License-Identifier: GPL-3.0-or-later
"""What several styles share: sun, moon, stars, clouds, glittering water, things on a ridge."""

import math
import random

from .figure import birch, bird, boat, fir, fox, house, lighthouse, round_tree, tower_block
from .palette import Palette, luminance, mixed
from .subject import Subject
from .svg_element import CANVAS, Point, circle, ellipse, moved, polygon
from .terrain import Ridge, height_at


def sun_position(subject: Subject, rng: random.Random) -> Point:
    low = {"sunset": 0.47, "night": 0.24, "city": 0.4}.get(subject.mood, 0.34)
    return rng.uniform(0.28, 0.72) * CANVAS, (low + rng.uniform(-0.03, 0.03)) * CANVAS


def stars(palette: Palette, rng: random.Random) -> list[str]:
    shapes = []
    for _ in range(70):
        x, y = rng.uniform(0, CANVAS), rng.uniform(0, 0.55) * CANVAS
        size = rng.choice((3, 3, 4, 7))
        shapes.append(
            polygon([(x, y - size), (x + size * 0.4, y), (x, y + size), (x - size * 0.4, y)], palette.light)
        )
    return shapes


def moon(palette: Palette, position: Point, radius: float) -> list[str]:
    dim = mixed(palette.light, palette.sky[-1], 0.22)
    x, y = position
    spots = ((-0.3, -0.25, 0.2), (0.32, 0.1, 0.26), (-0.12, 0.42, 0.15), (0.15, -0.52, 0.1))
    return [
        circle(x, y, radius, palette.light),
        *(circle(x + dx * radius, y + dy * radius, r * radius, dim) for dx, dy, r in spots),
    ]


def clouds(palette: Palette, rng: random.Random, count: int) -> list[str]:
    """Long banks with rounded ends, two or three on each other."""
    brightness = 0.4 if luminance(palette.sky[-1]) > 0.5 else 0.14
    shapes = []
    for number in range(count):
        y = (0.1 + 0.3 * (number + rng.random()) / count) * CANVAS
        x = rng.uniform(-0.05, 0.85) * CANVAS
        colour = mixed(palette.sky[min(1 + number, len(palette.sky) - 1)], palette.light, brightness)
        for bar in range(3):
            width = rng.uniform(150, 300) * (1 - 0.22 * bar)
            left = x + rng.uniform(-50, 70)
            shapes.append(bank(left, y - bar * 20, width, 24, colour))
    return shapes


def bank(x: float, y: float, width: float, height: float, colour: str) -> str:
    box = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {box} rx="{height / 2:.1f}" fill="{colour}"/>'


def glitter(sun: Point, level: float, end: float, palette: Palette, rng: random.Random) -> list[str]:
    """The sun's path on the water between two heights: bars that grow wider and rarer towards us."""
    shapes, y = [], level + 10
    while y < end:
        nearness = (y / CANVAS - 0.5) * 2
        width = (50 + 150 * nearness) * rng.uniform(0.4, 1.1)
        height = 5 + 7 * nearness
        shapes.append(bank(sun[0] - width / 2 + rng.uniform(-30, 30), y, width, height, palette.light))
        y += 2.4 * height
    return shapes


def birds(palette: Palette, rng: random.Random) -> list[str]:
    x, y = rng.uniform(0.2, 0.7) * CANVAS, rng.uniform(0.16, 0.3) * CANVAS
    return [
        moved(
            bird(palette.ink),
            (x + 62 * n * rng.uniform(0.8, 1.2), y + 44 * abs(n - 2) * rng.uniform(0.7, 1.2)),
            rng.uniform(0.7, 1.15),
        )
        for n in range(6)
    ]


def standing(
    ridge: Ridge, depth: float, subject: Subject, palette: Palette, *, rng: random.Random
) -> list[str]:
    """What grows or stands on one ridge, back to front; `depth` is 0 far away and 1 in front."""
    shapes: list[str] = []
    if subject.land == "city":
        shapes += street(ridge, depth, palette, rng)
    if "lighthouse" in subject.things and 0.1 < depth < 0.4:
        x = rng.choice((0.16, 0.84)) * CANVAS
        y = height_at(ridge, x)
        shapes += [ellipse(x, y + 26, 190, 60, palette.land[3]), moved(lighthouse(palette), (x, y - 22), 1.1)]
    if "boat" in subject.things and 0.3 < depth < 0.8:
        x = rng.uniform(0.15, 0.85) * CANVAS
        shapes.append(
            moved(boat(palette), (x, height_at(ridge, x) + 6), 0.5 + depth, mirrored=rng.random() < 0.5)
        )
    if "trees" in subject.things and depth > 0.2 and subject.land not in ("sea", "city"):
        shapes += wood(ridge, depth, palette, rng)
    if "houses" in subject.things and subject.land != "city" and 0.4 < depth < 0.9:
        shapes += village(ridge, depth, palette, rng)
    if "fox" in subject.things and depth == 1:
        x = rng.uniform(0.35, 0.65) * CANVAS
        shapes.append(moved(fox(palette), (x, height_at(ridge, x) + 14), 1.45, mirrored=rng.random() < 0.5))
    return shapes


def street(ridge: Ridge, depth: float, palette: Palette, rng: random.Random) -> list[str]:
    shapes: list[str] = []
    colour = palette.land[round(depth * (len(palette.land) - 1))]
    window = mixed(colour, palette.accents[0], 0.45 + 0.55 * depth)
    x = -20.0
    while x < CANVAS:
        width = rng.uniform(54, 110)
        height = rng.uniform(90, 330) * (1 - 0.55 * depth)
        block = tower_block(
            width, height, colour=colour, shade=mixed(colour, palette.ink, 0.3), window=window, rng=rng
        )
        shapes.append(moved(block, (x, height_at(ridge, x + width / 2) + 20)))
        x += width + rng.uniform(-6, 8)
    return shapes


def village(ridge: Ridge, depth: float, palette: Palette, rng: random.Random) -> list[str]:
    centre = rng.uniform(0.25, 0.75) * CANVAS
    shapes = []
    for number in range(5):
        x = centre + (number - 2) * 74 * (0.5 + depth) + rng.uniform(-14, 14)
        walls = mixed(palette.paper, palette.land[1], rng.uniform(0, 0.3))
        one = house(walls, rng.choice(palette.accents[:2]), palette.ink)
        shapes.append(moved(one, (x, height_at(ridge, x) + 4), (0.5 + depth) * rng.uniform(0.8, 1.1)))
    return shapes


def wood(ridge: Ridge, depth: float, palette: Palette, rng: random.Random) -> list[str]:
    index = round(depth * (len(palette.land) - 1))
    colour = palette.land[index]
    shade = mixed(colour, palette.ink, 0.35)
    rounded = rng.random() < 0.3
    shapes = []
    for number in range(22):
        x = (number + rng.uniform(-0.4, 0.4)) / 21 * CANVAS
        if math.sin(x / 130 + depth * 9) < -0.25:  # clearings
            continue
        tint = mixed(colour, palette.land[max(0, index - 1)], rng.uniform(0, 0.3))
        tree = round_tree(tint, shade, palette.ink) if rounded else fir(tint, shade)
        shapes.append(
            moved(tree, (x, height_at(ridge, x) + 8), (0.45 + 0.75 * depth) * rng.uniform(0.75, 1.3))
        )
    return shapes


def birches(palette: Palette, rng: random.Random) -> list[str]:
    """Near trunks at both sides, which frame the view."""
    bark = mixed(palette.paper, palette.sky[-1], 0.3)
    positions = (0.05, 0.17, 0.83, 0.96)
    return [
        moved(
            birch(bark, palette.ink, mixed(palette.accents[1], palette.land[1], rng.random() * 0.5), rng),
            ((position + rng.uniform(-0.03, 0.03)) * CANVAS, CANVAS),
            rng.uniform(0.85, 1.25),
        )
        for position in positions
    ]
