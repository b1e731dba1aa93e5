# SPDX-License-Identifier: GPL-3.0-or-later
"""The silhouettes of land, one for each depth: heights sampled from the left edge to the right."""

import math
import random

from .svg_element import CANVAS, Point

SAMPLES = 129  # a power of two and one, as the midpoint method wants it
Ridge = list[Point]


def ridges(land: str, count: int, rng: random.Random) -> list[Ridge]:
    """From far to near, each lower in the picture than the one behind it."""
    shape = {"mountains": mountains, "dunes": dunes, "sea": waves, "city": hills, "hills": hills}[land]
    top, bottom = {"sea": (0.56, 0.9), "city": (0.62, 0.94)}.get(land, (0.5, 0.93))
    result = []
    for number in range(count):
        depth = number / max(1, count - 1)
        level = CANVAS * (top + (bottom - top) * depth)
        heights = shape(rng, depth)
        result.append([(CANVAS * i / (SAMPLES - 1), level - heights[i]) for i in range(SAMPLES)])
    return result


def mountains(rng: random.Random, depth: float) -> list[float]:
    """Peaks with straight flanks, broken a little by midpoint displacement; near ranges are lower."""
    peaks = [
        (SAMPLES * (n + rng.uniform(0.1, 0.9)) / 4, rng.uniform(110, 270) * (1 - 0.62 * depth))
        for n in range(4)
    ]
    slopes = [rng.uniform(5, 8.5) * (1 - 0.5 * depth) for _ in range(4)]
    rough = [0.0] * SAMPLES
    step, reach = SAMPLES - 1, 46.0
    while step > 1:
        half = step // 2
        for middle in range(half, SAMPLES - 1, step):
            between = (rough[middle - half] + rough[middle + half]) / 2
            rough[middle] = between + rng.uniform(-1, 1) * reach
        step, reach = half, reach * 0.56
    return [
        max(top - slope * abs(i - position) for (position, top), slope in zip(peaks, slopes, strict=True))
        + rough[i] * (0.75 - 0.4 * depth)
        for i in range(SAMPLES)
    ]


def hills(rng: random.Random, depth: float) -> list[float]:
    return waves_of(rng, 80 - 20 * depth, (1.1, 2.3, 4.1))


def dunes(rng: random.Random, depth: float) -> list[float]:
    """Long slopes with a sharp crest now and then."""
    base = waves_of(rng, 60, (0.8, 1.7))
    period, shift = rng.uniform(40, 70), rng.uniform(0, 70)
    positions = [((i + shift) % period) / period for i in range(SAMPLES)]
    crests = [(position / 0.78) ** 2 if position < 0.78 else (1 - position) / 0.22 for position in positions]
    return [height + (80 - 30 * depth) * crest for height, crest in zip(base, crests, strict=True)]


def waves(rng: random.Random, depth: float) -> list[float]:
    return waves_of(rng, 4 + 16 * depth, (2.5 + 3 * (1 - depth), 6.5))


def waves_of(rng: random.Random, amplitude: float, frequencies: tuple[float, ...]) -> list[float]:
    parts = [
        (amplitude / (1 + octave), frequency * rng.uniform(0.8, 1.25), rng.uniform(0, math.tau))
        for octave, frequency in enumerate(frequencies)
    ]
    return [
        sum(size * math.sin(math.tau * rate * i / SAMPLES + phase) for size, rate, phase in parts) + amplitude
        for i in range(SAMPLES)
    ]


def height_at(ridge: Ridge, x: float) -> float:
    """The ridge's y at any x of the canvas."""
    position = min(max(x / CANVAS, 0), 1) * (SAMPLES - 1)
    left = min(int(position), SAMPLES - 2)
    share = position - left
    return ridge[left][1] * (1 - share) + ridge[left + 1][1] * share


def ground(ridge: Ridge) -> list[Point]:
    """The ridge closed along the bottom of the canvas."""
    return [*ridge, (CANVAS, CANVAS), (0, CANVAS)]


def lowered(ridge: Ridge, down: float, steepness: float) -> Ridge:
    """The same ridge further down, its heights scaled towards their mean."""
    mean = sum(y for _, y in ridge) / len(ridge)
    return [(x, mean + (y - mean) * steepness + down) for x, y in ridge]
