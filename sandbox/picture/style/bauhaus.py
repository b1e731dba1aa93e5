# SPDX-License-Identifier: GPL-3.0-or-later
"""A poster of circles, triangles, stripes and squares on a strict grid."""

import random

from sandbox.picture import stage_elements
from sandbox.picture.figure import boat, fox, house
from sandbox.picture.palette import Palette, mixed
from sandbox.picture.subject import Subject
from sandbox.picture.svg_element import CANVAS, Point, arc, background, circle, moved, polygon, rectangle

UNIT = CANVAS / 8
HORIZON = 5 * UNIT


def bauhaus(subject: Subject, palette: Palette, rng: random.Random) -> list[str]:
    column = rng.choice((2, 3, 4, 5)) + 0.5
    sun = (column * UNIT, 2.5 * UNIT)
    shapes = [background(palette.paper), rectangle(0, 0, CANVAS, HORIZON, palette.sky[-2])]
    shapes += stripes(0, 0, CANVAS, UNIT, palette.sky[1:4])
    for radius, colour in zip((3.2, 2.6, 2.0), (palette.sky[-1], palette.sky[2], palette.light), strict=True):
        shapes.append(circle(*sun, radius * UNIT * 0.72, colour))
    shapes.append(polygon(arc(sun, 1.44 * UNIT, 90, 270), mixed(palette.light, palette.accents[0], 0.8)))
    draw = {"mountains": peaks, "dunes": peaks, "city": blocks, "sea": water}.get(subject.land, domes)
    shapes += draw(palette, rng)
    shapes += tiles(palette, rng)
    return shapes + figures(subject, palette, rng)


def stripes(x: float, y: float, width: float, height: float, colours: tuple[str, ...]) -> list[str]:
    share = height / len(colours)
    return [rectangle(x, y + n * share, width, share + 0.5, colour) for n, colour in enumerate(colours)]


def peaks(palette: Palette, rng: random.Random) -> list[str]:
    """Triangles in two tones, the light falling from one side."""
    shapes = []
    for number, (centre, half, height) in enumerate(
        ((1.5, 2.5, 2.8), (6.2, 2.6, 3.4), (4, 2, 2.2), (7.5, 1.5, 1.4))
    ):
        x, top = (centre + rng.choice((-0.5, 0, 0.5))) * UNIT, HORIZON - height * UNIT
        lit, dark = palette.land[number], palette.land[min(number + 1, 4)]
        shapes.append(polygon([(x - half * UNIT, HORIZON), (x, top), (x, HORIZON)], lit))
        shapes.append(polygon([(x, HORIZON), (x, top), (x + half * UNIT, HORIZON)], dark))
    return shapes


def domes(palette: Palette, rng: random.Random) -> list[str]:
    """Half circles with rings."""
    shapes = []
    for number, centre in enumerate((1, 6.5, 4, 2.5)):
        middle = (centre * UNIT + rng.choice((-0.5, 0, 0.5)) * UNIT, HORIZON)
        for ring in range(3):
            radius = (2.6 - 0.35 * number - 0.6 * ring) * UNIT
            colour = mixed(palette.land[number], palette.light, 0.28 * ring)
            shapes.append(polygon(arc(middle, radius, 180, 360), colour))
    return shapes


def blocks(palette: Palette, rng: random.Random) -> list[str]:
    shapes = []
    for column in range(8):
        height = rng.choice((1, 1.5, 2, 2.5, 3, 3.5)) * UNIT
        colour = palette.land[rng.randrange(1, 5)]
        x, top = column * UNIT, HORIZON - height
        shapes.append(rectangle(x, top, UNIT, height, colour))
        shapes.append(rectangle(x + UNIT / 2, top, UNIT / 2, height, mixed(colour, palette.ink, 0.3)))
        for row in range(int(height / UNIT * 2)):
            lit = rng.choice((palette.accents[0], palette.paper, palette.light))
            shapes.append(
                rectangle(x + UNIT * (0.14 + 0.5 * (row % 2)), top + 14 + row * UNIT / 2, 26, 26, lit)
            )
    return shapes


def water(palette: Palette, rng: random.Random) -> list[str]:
    """Rows of half circles, as scales."""
    shapes = [rectangle(0, HORIZON - UNIT * 1.5, CANVAS, UNIT * 1.5, palette.land[0])]
    for row in range(3):
        for column in range(9):
            middle = ((column + 0.5 * (row % 2)) * UNIT, HORIZON - UNIT + row * UNIT / 2)
            colour = palette.land[1 + (row + column * rng.choice((1, 1, 2))) % 3]
            shapes.append(polygon(arc(middle, UNIT / 2, 180, 360), colour))
            shapes.append(polygon(arc(middle, UNIT / 4, 180, 360), palette.paper))
    return shapes


def tiles(palette: Palette, rng: random.Random) -> list[str]:
    """Three rows of squares below the horizon, each with one shape."""
    grounds = (palette.land[1], palette.land[2], palette.land[3], palette.land[4], palette.paper)
    marks = (*palette.accents, palette.light, palette.sky[1], palette.land[0])
    shapes = []
    for row in range(3):
        for column in range(8):
            ground = rng.choice(grounds)
            mark = rng.choice([colour for colour in marks if colour != ground])
            x, y = column * UNIT, HORIZON + row * UNIT
            shapes.append(rectangle(x, y, UNIT + 0.5, UNIT + 0.5, ground))
            shapes += tile((x, y), mark, rng.choice(marks), rng)
    return shapes


def tile(corner: Point, mark: str, second: str, rng: random.Random) -> list[str]:
    x, y = corner
    middle = (x + UNIT / 2, y + UNIT / 2)
    turn = rng.choice((0, 90, 180, 270))
    kind = rng.randrange(6)
    if kind == 0:
        return [circle(*middle, UNIT * 0.36, mark), circle(*middle, UNIT * 0.17, second)]
    if kind == 1:
        corner = (x + UNIT * (turn in (90, 180)), y + UNIT * (turn in (180, 270)))
        sector = arc(corner, UNIT, turn, turn + 90)
        return [
            polygon([corner, *sector], mark),
            polygon([corner, *arc(corner, UNIT / 2, turn, turn + 90)], second),
        ]
    if kind == 2:
        return [polygon(arc(middle, UNIT / 2, turn, turn + 180), mark)]
    if kind == 3:
        return [rectangle(x, y + UNIT * n / 4, UNIT, UNIT / 8, mark) for n in range(4)]
    if kind == 4:
        square = [(x, y), (x + UNIT, y), (x + UNIT, y + UNIT), (x, y + UNIT)]
        return [polygon([square[(turn // 90 + n) % 4] for n in range(3)], mark)]
    return [rectangle(x + UNIT / 4, y + UNIT / 4, UNIT / 2, UNIT / 2, mark)]


def figures(subject: Subject, palette: Palette, rng: random.Random) -> list[str]:
    x = rng.choice((2.5, 4, 5.5)) * UNIT
    shapes = stage_elements.birds(palette, rng) if "birds" in subject.things else []
    if "fox" in subject.things:
        shapes.append(moved(fox(palette), (x, HORIZON + 4), 1.6))
    if "boat" in subject.things:
        shapes.append(moved(boat(palette), (x, HORIZON - UNIT * 0.9), 1.5))
    if "houses" in subject.things:
        shapes.append(moved(house(palette.paper, palette.accents[0], palette.ink), (x, HORIZON - 4), 1.7))
    return shapes
