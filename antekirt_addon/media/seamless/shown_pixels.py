# SPDX-License-Identifier: GPL-3.0-or-later
"""Pixels as they are seen: floats, multiplied by their alpha, and bright ones no brighter than they look.

A picture is an array of rows of pixels of four channels, the last of them alpha. Bytes are colors as they are
stored; floats are linear, and may be as bright as the sun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Pixels: TypeAlias = "NDArray[np.uint8] | NDArray[np.float32]"
Values: TypeAlias = "NDArray[np.float32]"

OPAQUE = 255
ROWS = 64  # at a time: a picture may be too large to be held once more as floats


def values(pixels: Pixels) -> Values:
    """Channels from 0 to 1, evenly spaced for the eye; floats may go beyond on both sides."""
    if pixels.dtype == np.uint8:
        return pixels.astype(np.float32) / np.float32(255)
    found: Any = np.nan_to_num(pixels, nan=0.0, posinf=65504.0, neginf=0.0).astype(np.float32)
    found[..., :3] = np.copysign(np.sqrt(np.abs(found[..., :3])), found[..., :3])
    return found  # type: ignore[no-any-return]


def stored(shown: Values, like: Pixels) -> Pixels:
    """What `values` came from, in the type of other pixels."""
    if like.dtype == np.uint8:
        return np.clip(np.rint(shown * 255), 0, 255).astype(np.uint8)
    found = shown.copy()
    found[..., :3] = np.copysign(np.square(found[..., :3]), found[..., :3])
    return found


def seen(shown: Values, like: Pixels) -> Values:
    """Values with colors multiplied by alpha, as floats are stored: what nobody sees counts for nothing."""
    if like.dtype != np.uint8 or (like[..., 3] == OPAQUE).all():
        return shown
    found = shown.copy()
    found[..., :3] *= found[..., 3:]
    return found


def shrunk(pixels: Pixels, factor: int) -> Values:
    """A picture of floats, of square blocks of pixels; what is left at the ends is left out."""
    high, wide = pixels.shape[0] // factor, pixels.shape[1] // factor
    found = np.empty((high, wide, 4), np.float32)
    for row in range(high):
        band = pixels[row * factor : (row + 1) * factor, : wide * factor]
        shown = seen(values(band), band)
        found[row] = shown.reshape(factor, wide, factor, 4).mean(axis=(0, 2))
    return stored(found, found)  # type: ignore[return-value] # floats as they came
