# SPDX-License-Identifier: GPL-3.0-or-later
"""Stained glass: plain areas of colour, broken into facets that catch the light, with lead between them."""

import itertools
import math
import random

from sandbox.picture import stage_elements
from sandbox.picture.palette import Palette, mixed
from sandbox.picture.subject import Subject
from sandbox.picture.svg_element import CANVAS, Point, background, circle, line, polygon, translucent_polygon
from sandbox.picture.terrain import Ridge, ground, ridges

CELLS = 9


def mosaic(subject: Subject, palette: Palette, rng: random.Random) -> list[str]:
    sun = stage_elements.sun_position(subject, rng)
    lead = mixed(palette.ink, "#15131c", 0.5)
    layers = ridges(subject.land, len(palette.land), rng)
    shapes = [*sky(palette, sun, lead), *facets(palette, rng)]
    shapes += [circle(*sun, 107, lead), circle(*sun, 100, palette.light)]
    for number, (ridge, colour) in enumerate(zip(layers, palette.land, strict=True)):
        depth = number / (len(layers) - 1)
        things = stage_elements.standing(ridge, depth, subject, palette, rng=rng)
        pane = [polygon(ground(ridge), colour), *panes(layers, number, colour, palette, rng=rng)]
        pane.append(line(ridge, lead, 8))
        shapes += [*pane, *things] if subject.land == "sea" or depth == 1 else [*things, *pane]
    return [*shapes, line([(0, 0), (CANVAS, 0), (CANVAS, CANVAS), (0, CANVAS), (0, 0)], lead, 26)]


def sky(palette: Palette, sun: Point, lead: str) -> list[str]:
    """Rings of glass around the sun, cut by spokes."""
    shapes = [background(palette.sky[0])]
    radii = [760, 560, 400, 260]
    for radius, colour in zip(radii, palette.sky[1:], strict=False):
        shapes += [circle(*sun, radius + 3, lead), circle(*sun, radius - 3, colour)]
    for spoke in range(18):
        angle = math.tau * (spoke + 0.5) / 18
        shapes.append(line([along(sun, 100, angle), along(sun, 1500, angle)], lead, 5))
    return shapes


def along(centre: Point, radius: float, angle: float) -> Point:
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)


def facets(palette: Palette, rng: random.Random) -> list[str]:
    """Large glints across the sky."""
    shapes = []
    for _ in range(14):
        x, y = rng.uniform(0, CANVAS), rng.uniform(0, 0.6) * CANVAS
        corner = [(x + rng.uniform(-170, 170), y + rng.uniform(-170, 170)) for _ in range(3)]
        shapes.append(translucent_polygon(corner, palette.light, 0.16))
    return shapes


def panes(
    layers: list[Ridge], number: int, colour: str, palette: Palette, *, rng: random.Random
) -> list[str]:
    """The strip between this ridge and the next, cut crosswise into panes of neighbouring colours."""
    ridge, bottom = layers[number], layers[number + 1] if number + 1 < len(layers) else None
    deeper = palette.land[min(number + 1, len(palette.land) - 1)]
    lighter = mixed(colour, palette.light, 0.35)
    lead = mixed(palette.ink, "#15131c", 0.5)
    cuts = sorted({0, len(ridge) - 1, *(rng.randrange(len(ridge)) for _ in range(CELLS))})
    shapes = []
    for left, right in itertools.pairwise(cuts):
        lean = rng.uniform(-50, 50)
        floor = CANVAS if bottom is None else max(y for _, y in bottom) + 10
        feet = [(ridge[right][0] + lean, floor), (ridge[left][0] - lean, floor)]
        tint = mixed(colour, rng.choice((deeper, lighter)), rng.uniform(0.1, 0.6))
        shapes.append(polygon([*ridge[left : right + 1], *feet], tint))
        shapes.append(line([ridge[left], feet[1]], lead, 5))
    return shapes
