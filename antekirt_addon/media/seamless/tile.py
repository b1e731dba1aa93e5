# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture as a tile: repeated, nobody sees where it begins.

It is no mirror of itself: at least three quarters of its pixels stay what and where they were.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from . import patch, seam

if TYPE_CHECKING:
    from .shown_pixels import Pixels

FEWEST = 32  # pixels of a side: fewer leave nothing to choose from
TRIES = 3  # where one pair of borders, once covered, spoils the other
MOST = 1 << 26  # pixels: with floats of four channels, a gigabyte


def tile(picture: Pixels) -> Pixels:
    """The tile of a picture, or the very same if it is one already; the picture stays as it is."""
    upright = picture.swapaxes(0, 1)
    is_row, is_column = seam.is_unseen(picture), seam.is_unseen(upright)
    if is_row and is_column:
        return picture
    best: tuple[float, Pixels] = math.inf, picture
    for skipped in range(TRIES):
        pixels = picture.copy()
        if not is_row:
            patch.cover(pixels, is_ring=is_column, skipped=skipped)
        if not is_column:
            patch.cover(pixels.swapaxes(0, 1), is_ring=True)
        best = min(best, (_unlike(pixels), pixels), key=lambda one: one[0])
        if best[0] < patch.NEARLY or is_row:
            break
    return best[1]


def _unlike(pixels: Pixels) -> float:
    """How far the steps across the borders are from those inside, as a logarithm."""
    return max(abs(math.log(max(patch.TINY, ratio))) for ratio in seam.ratios(pixels))
