# SPDX-License-Identifier: GPL-3.0-or-later
"""The outlines of land, one for each depth: heights sampled from the left edge to the right."""

import math
import random

from .pen import CANVAS, Point

SAMPLES = 129  # a power of two and one, as the midpoint method wants it
Ridge = list[Point]


def ridges(land: str, count: int, chance: random.Random) -> list[Ridge]:
    """From far to near, each lower in the picture than the one behind it."""
    shape = {"mountains": mountains, "dunes": dunes, "sea": waves, "city": hills, "hills": hills}[land]
    top, bottom = {"sea": (0.56, 0.9), "city": (0.62, 0.94)}.get(land, (0.5, 0.93))
    result = []
    for number in range(count):
        depth = number / max(1, count - 1)
        level = CANVAS * (top + (bottom - top) * depth)
        heights = shape(chance, depth)
        result.append([(CANVAS * i / (SAMPLES - 1), level - heights[i]) for i in range(SAMPLES)])
    return result


def mountains(chance: random.Random, depth: float) -> list[float]:
    """Midpoint displacement; near ranges are lower and smoother."""
    heights = [0.0] * SAMPLES
    heights[0], heights[-1] = chance.uniform(0, 120), chance.uniform(0, 120)
    step, reach = SAMPLES - 1, 230 - 130 * depth
    while step > 1:
        half = step // 2
        for middle in range(half, SAMPLES - 1, step):
            between = (heights[middle - half] + heights[middle + half]) / 2
            heights[middle] = between + chance.uniform(-0.55, 1) * reach
        step, reach = half, reach * (0.42 if depth < 0.6 else 0.36)
    return [max(height, 0) * 0.8 for height in heights]


def hills(chance: random.Random, depth: float) -> list[float]:
    return waves_of(chance, 80 - 20 * depth, (1.1, 2.3, 4.1))


def dunes(chance: random.Random, depth: float) -> list[float]:
    """Long slopes with a sharp crest now and then."""
    base = waves_of(chance, 60, (0.8, 1.7))
    period, shift = chance.uniform(40, 70), chance.uniform(0, 70)
    crests = [((i + shift) % period) / period for i in range(SAMPLES)]
    return [height + (70 - 30 * depth) * crest**2 for height, crest in zip(base, crests, strict=True)]


def waves(chance: random.Random, depth: float) -> list[float]:
    return waves_of(chance, 4 + 16 * depth, (2.5 + 3 * (1 - depth), 6.5))


def waves_of(chance: random.Random, amplitude: float, frequencies: tuple[float, ...]) -> list[float]:
    parts = [
        (amplitude / (1 + order), frequency * chance.uniform(0.8, 1.25), chance.uniform(0, math.tau))
        for order, frequency in enumerate(frequencies)
    ]
    return [
        sum(size * math.sin(math.tau * rate * i / SAMPLES + phase) for size, rate, phase in parts) + amplitude
        for i in range(SAMPLES)
    ]


def height_at(ridge: Ridge, x: float) -> float:
    """The ridge's y at any x of the canvas."""
    place = min(max(x / CANVAS, 0), 1) * (SAMPLES - 1)
    left = min(int(place), SAMPLES - 2)
    share = place - left
    return ridge[left][1] * (1 - share) + ridge[left + 1][1] * share


def ground(ridge: Ridge) -> list[Point]:
    """The ridge closed along the bottom of the canvas."""
    return [*ridge, (CANVAS, CANVAS), (0, CANVAS)]
