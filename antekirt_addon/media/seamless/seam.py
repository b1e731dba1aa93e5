# SPDX-License-Identifier: GPL-3.0-or-later
"""How much a tile's border stands out: the step from the last column to the first, against those inside."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from .shown_pixels import ROWS, seen, shrunk, values

if TYPE_CHECKING:
    from .shown_pixels import Pixels

UNSEEN = (0.8, 1.2)  # of what is inside
FEWEST_BLOCKS = 16
LARGE = 0.9  # of the steps are no larger than those that are large
SAMPLES = 512  # rows at least that are asked, of a picture that has more
AFAR = 4  # each look is from so much further away


def steps(pixels: Pixels) -> Any:  # noqa: ANN401 - of an array
    """The mean step from each column to the next, the first of them from the last column to the first."""
    pixels = pixels[:: max(1, len(pixels) // SAMPLES)]
    high, wide = pixels.shape[:2]
    total = np.zeros(wide)
    for row in range(0, high, ROWS):
        band = pixels[row : row + ROWS]
        shown = seen(values(band), band)
        total += np.abs(shown - np.roll(shown, 1, axis=1)).mean(axis=2).sum(axis=0)
    return total / high


def ratio(pixels: Pixels) -> float:
    """The step across the left and right border over the mean step inside: 1 where nothing stands out."""
    found = steps(pixels)
    inside = float(found[1:].mean()) if len(found) > 1 else 0.0
    across = float(found[0])
    if inside <= 0.0:
        return 1.0 if across <= 0.0 else math.inf
    return across / inside


def ratios(pixels: Pixels) -> tuple[float, float]:
    """Those of the left and right border, and of the lower and upper one."""
    return ratio(pixels), ratio(pixels.swapaxes(0, 1))


def is_unseen(pixels: Pixels) -> bool:
    """Whether neither the left nor the right border of a tile stands out, in detail or from afar."""
    across, *inside = steps(pixels)
    mean = float(np.mean(inside))
    beside = min(inside[0], inside[-1])  # a tile goes on as it was, but what is flat there tells nothing
    usual = (mean, beside) if beside > mean else (mean,)
    if not any(UNSEEN[0] * one <= across <= UNSEEN[1] * one for one in usual):
        return False
    factor = AFAR
    while min(pixels.shape[:2]) >= factor * FEWEST_BLOCKS:
        across, *inside = steps(shrunk(pixels, factor))
        if across > UNSEEN[1] * np.quantile(inside, LARGE):
            return False
        factor *= AFAR
    return True
