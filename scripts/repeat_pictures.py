# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures that tile and whose repeat is seen at once, to measure No Repeat with: (n, n, 3), sRGB 0 to 1."""

from __future__ import annotations

from typing import Any

import numpy as np


def flowers(size: int = 512) -> Any:
    """Grass, and a few large flowers."""
    rng = np.random.default_rng(1)
    x, y = _places(size)
    blades = 0.10 * _noise(rng, size, 1.2) + 0.05 * _noise(rng, size, 12.0)
    picture = np.stack([0.22 + 0.7 * blades, 0.42 + blades, 0.12 + 0.4 * blades], -1)
    petals = ((0.9, 0.85, 0.9), (0.95, 0.8, 0.2), (0.8, 0.25, 0.5))
    for number in range(14):
        middle, radius, turn = rng.random(2), rng.uniform(0.03, 0.06), 6.0 * rng.random()
        right, up = _apart(x, middle[0]), _apart(y, middle[1])
        distance, angle = np.hypot(right, up), np.arctan2(up, right)
        picture[distance < radius * (0.65 + 0.35 * np.cos(5.0 * angle + turn))] = petals[number % 3]
        picture[distance < 0.25 * radius] = (0.9, 0.6, 0.1)
    return np.clip(picture, 0.0, 1.0)


def blobs(size: int = 512) -> Any:
    """Fine noise, and three large spots."""
    rng = np.random.default_rng(4)
    x, y = _places(size)
    ground = 0.45 + 0.07 * _noise(rng, size, 3.0) + 0.05 * _noise(rng, size, 0.8)
    picture = ground[..., None] * (1.05, 0.95, 0.8)
    for middle, radius, color in (
        ((0.3, 0.35), 0.09, (0.1, 0.1, 0.35)),
        ((0.75, 0.7), 0.06, (0.85, 0.3, 0.1)),
        ((0.6, 0.2), 0.04, (0.95, 0.95, 0.9)),
    ):
        distance = np.hypot(_apart(x, middle[0]), _apart(y, middle[1]))
        share = np.clip(5.0 * (1.2 - distance / radius), 0.0, 1.0)[..., None]
        picture = picture * (1.0 - share) + np.array(color) * share
    return np.clip(picture, 0.0, 1.0)


def cobbles(size: int = 512) -> Any:
    """Some eighty stones in rows."""
    rng = np.random.default_rng(3)
    x, y = _places(size)
    column, row = np.meshgrid(np.arange(9), np.arange(9))
    across = (column + 0.5 + 0.5 * (row % 2) + rng.uniform(-0.25, 0.25, (9, 9))) / 9
    up = (row + 0.5 + rng.uniform(-0.25, 0.25, (9, 9))) / 9
    middles = zip(across.ravel(), up.ravel(), strict=True)
    distances = np.stack([np.hypot(_apart(x, one), _apart(y, other)) for one, other in middles])
    nearest, second = np.sort(distances, axis=0)[:2]
    stone = rng.uniform(0.35, 0.7, len(distances))[distances.argmin(axis=0)]
    light = stone * np.clip(20.0 * (second - nearest), 0.0, 1.0) ** 0.5 + 0.08
    light += 0.03 * _noise(rng, size, 1.5)
    return np.clip(light[..., None] * (1.0, 0.96, 0.88), 0.0, 1.0)


def bricks(size: int = 512) -> Any:
    """Rows of bricks of several tones."""
    rng = np.random.default_rng(2)
    x, y = _places(size)
    row = np.floor(8 * y).astype(int)
    along = 4 * x + 0.5 * (row % 2)
    tone = rng.uniform(0.75, 1.15, (8, 4))[row, np.floor(along).astype(int) % 4]
    inside, above = along % 1, (8 * y) % 1
    grain = 0.04 * _noise(rng, size, 1.5)
    picture = tone[..., None] * (0.55, 0.25, 0.18) + grain[..., None]
    joint = (np.minimum(inside, 1 - inside) < 0.03) | (np.minimum(above, 1 - above) < 0.06)
    picture[joint] = 0.62 + grain[joint][:, None]
    return np.clip(picture, 0.0, 1.0)


PICTURES = {"flowers": flowers, "blobs": blobs, "cobbles": cobbles, "bricks": bricks}


def _places(size: int) -> Any:
    return np.meshgrid((np.arange(size) + 0.5) / size, (np.arange(size) + 0.5) / size)


def _apart(here: Any, there: float) -> Any:
    """How far two places are apart where 1 is 0 again."""
    return (here - there + 0.5) % 1 - 0.5


def _noise(rng: np.random.Generator, size: int, blur: float) -> Any:
    """Noise that tiles, with a mean of 0 and a deviation of 1. blur: in pixels."""
    frequency = np.fft.fftfreq(size)
    across, along = np.meshgrid(frequency, frequency)
    kept = np.exp(-2.0 * (np.pi * blur) ** 2 * (across**2 + along**2))
    made = np.fft.ifft2(np.fft.fft2(rng.standard_normal((size, size))) * kept).real
    return (made - made.mean()) / made.std()
