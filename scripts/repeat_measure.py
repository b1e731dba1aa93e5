# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of a repeat a rendered floor shows, and what is left of its picture, in linear light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

LIGHTNESS = np.array([0.2126, 0.7152, 0.0722])
FINE = 0.125  # cycles a pixel, from where on detail is called fine


@dataclass(frozen=True, slots=True)
class Comparison:
    """A floor beside the same with plain repeat; all but the first two by what that has.

    repeat: the greatest autocorrelation at a multiple of the tile. plain_repeat: that of plain repeat.
    color: how far the mean of a channel is off. contrast: standard deviation. detail: energy of fine detail.
    """

    repeat: float
    plain_repeat: float
    color: float
    contrast: float
    detail: float

    def __str__(self) -> str:
        return (
            f"repeat {self.repeat:.3f} (plain {self.plain_repeat:.3f})  color off {self.color:.1%}"
            f"  contrast {self.contrast:.2f}  detail {self.detail:.2f}"
        )

    @property
    def is_good(self) -> bool:
        return (
            self.repeat <= self.plain_repeat / 5
            and self.color <= 0.03
            and self.contrast > 0.6
            and self.detail > 0.6
        )


def compare(floor: Any, plain: Any, tile: int) -> Comparison:
    """Compare two square renders, (n, n, 3) in linear light. tile: pixels of one."""
    mine, its = floor @ LIGHTNESS, plain @ LIGHTNESS
    return Comparison(
        repeat=repeat(mine, tile),
        plain_repeat=repeat(its, tile),
        color=float(np.abs(floor.mean((0, 1)) / plain.mean((0, 1)) - 1).max()),
        contrast=float(mine.std() / its.std()),
        detail=_detail(mine) / _detail(its),
    )


def repeat(lightness: Any, tile: int) -> float:
    """The greatest autocorrelation at multiples of the tile, along both sides, up to half of the floor."""
    centered = lightness - lightness.mean()
    size, found = len(centered), 0.0
    steps = range(-(size // 2 // tile), size // 2 // tile + 1)
    for across in (step * tile for step in steps if step >= 0):
        for along in (step * tile for step in steps if across or step > 0):
            one = centered[max(0, along) : size + min(0, along), across:]
            other = centered[max(0, -along) : size + min(0, -along), : size - across]
            likeness = (one * other).mean() / np.sqrt((one * one).mean() * (other * other).mean())
            found = max(found, abs(float(likeness)))
    return found


def period(lightness: Any, tile: int, farthest: int) -> float:
    """The greatest autocorrelation at any shift of more than a tile, up to so many pixels along each side."""
    size = len(lightness)
    room = 2 * size
    overlap = np.maximum(size - np.abs(np.fft.fftfreq(room, 1 / room)), 1.0)
    centered = np.fft.rfft2(lightness - lightness.mean(), (room, room))
    likeness = np.fft.irfft2(np.abs(centered) ** 2, (room, room)) / np.outer(overlap, overlap)
    found = np.abs(np.roll(likeness / likeness[0, 0], (size, size), axis=(0, 1)))
    found[size - tile : size + tile + 1, size - tile : size + tile + 1] = 0.0
    near = slice(size - farthest, size + farthest + 1)
    return float(found[near, near].max())


def _detail(lightness: Any) -> float:
    window = np.hanning(len(lightness))
    energy = np.abs(np.fft.fft2((lightness - lightness.mean()) * np.outer(window, window))) ** 2
    frequency = np.fft.fftfreq(len(lightness))
    across, along = np.meshgrid(frequency, frequency)
    return float(energy[np.hypot(across, along) > FINE].sum())


def linear(pixels: Any) -> Any:
    """Colors in sRGB, 0 to 1, in linear light."""
    return np.where(pixels <= 0.04045, pixels / 12.92, ((pixels + 0.055) / 1.055) ** 2.4)
