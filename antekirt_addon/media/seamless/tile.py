# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture as a tile: repeated, nobody sees where it begins.

It is no mirror of itself: at least three quarters of its pixels stay what and where they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import patch, seam

if TYPE_CHECKING:
    from .shown_pixels import Pixels

FEWEST = 32  # pixels of a side: fewer leave nothing to choose from
MOST = 1 << 26  # pixels: with floats of four channels, a gigabyte


def tile(picture: Pixels) -> Pixels:
    """The tile of a picture, or the very same if it is one already; the picture stays as it is."""
    upright = picture.swapaxes(0, 1)
    is_row, is_column = seam.is_unseen(picture), seam.is_unseen(upright)
    if is_row and is_column:
        return picture
    pixels = picture.copy()
    if not is_row:
        patch.cover(pixels, is_ring=is_column)
    if not is_column:
        patch.cover(pixels.swapaxes(0, 1), is_ring=True)
    return pixels
