# SPDX-License-Identifier: GPL-3.0-or-later
"""A theatre of cut paper: sheets with a wavy opening, each throwing a shadow on the scene behind."""

import math
import random

from sandbox.picture import stage_elements
from sandbox.picture.palette import Palette, mixed
from sandbox.picture.subject import Subject
from sandbox.picture.svg_element import CANVAS, Point, background, circle, corners, moved, path, polygon
from sandbox.picture.terrain import ground, ridges

SHADOW = (9.0, 13.0)
MIDDLE = (CANVAS / 2, CANVAS / 2)


def papercut(subject: Subject, palette: Palette, rng: random.Random) -> list[str]:
    sun = (MIDDLE[0] + rng.uniform(-90, 90), 400 + rng.uniform(-40, 20))
    shapes = [background(palette.sky[-2])]
    shapes += stage_elements.stars(palette, rng) if subject.mood == "night" else []
    shapes += pasted(
        [circle(*sun, 190, palette.sky[-1])], [circle(*sun, 190, shadow_of(palette.sky[-2], palette))]
    )
    shapes += [circle(*sun, 128, palette.light)]
    shapes += stage_elements.birds(palette, rng) if "birds" in subject.things else []
    layers = ridges(subject.land, 4, rng)
    for number, ridge in enumerate(layers):
        depth = number / (len(layers) - 1)
        behind = palette.sky[-1] if number == 0 else palette.land[number - 1]
        outline = ground(ridge)
        sheet = polygon(outline, palette.land[number])
        things = stage_elements.standing(ridge, depth, subject, palette, rng=rng)
        shapes += things if subject.land != "sea" and depth < 1 else []
        shapes += pasted([sheet], [polygon(outline, shadow_of(behind, palette))])
        shapes += things if subject.land == "sea" or depth == 1 else []
    return shapes + borders(palette, rng)


def borders(palette: Palette, rng: random.Random) -> list[str]:
    """Four sheets around the scene, the nearest with the largest opening."""
    colours = (palette.sky[0], palette.land[2], palette.accents[0], palette.paper)
    lobes, turn = rng.randint(7, 11), rng.uniform(0, math.tau)
    shapes: list[str] = []
    for number, colour in enumerate(colours):
        edge = opening(392 + 44 * number, 20 + 3 * number, lobes, turn + 0.28 * number)
        behind = palette.land[1] if number == 0 else colours[number - 1]
        shapes += pasted([sheet_around(edge, colour)], [sheet_around(edge, shadow_of(behind, palette))])
    return shapes


def opening(radius: float, wave: float, lobes: int, turn: float) -> list[Point]:
    """A round hole, a little taller than the canvas's inscribed circle allows, with a scalloped edge."""
    points = []
    for step in range(180):
        angle = math.tau * step / 180
        reach = radius + wave * math.sin(lobes * angle + turn)
        points.append((MIDDLE[0] + reach * math.cos(angle), MIDDLE[1] + reach * math.sin(angle)))
    return points


def sheet_around(edge: list[Point], colour: str) -> str:
    margin = 40  # so that a moved shadow still covers the corners
    outside = f"M{-margin} {-margin}H{CANVAS + margin}V{CANVAS + margin}H{-margin}Z"
    return path(f"{outside} M{corners(edge)}Z", colour)


def pasted(paper: list[str], shadow: list[str]) -> list[str]:
    return [moved(shadow, SHADOW), *paper]


def shadow_of(behind: str, palette: Palette) -> str:
    return mixed(behind, palette.ink, 0.38)
