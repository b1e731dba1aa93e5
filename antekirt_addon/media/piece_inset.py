# SPDX-License-Identifier: GPL-3.0-or-later
"""How far from its border pieces of a picture are to be taken, so that it does not run through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.float32]  # rows, columns, channels

INSET = 0.2  # from there on a piece reaches over the border by nearly nothing
REACH = 0.2  # of a piece around its middle
FITS = 1.5  # times the step inside, or beside it: a border that stands out no more does not disturb
SIDE = 256  # about as many lines suffice for a mean
LIKE = (0.02, 0.8)  # the mean may be off by so much, and this is the least contrast


def inset(pixels: Pixels, *, is_linear: bool) -> float:
    """INSET for a picture whose borders do not fit and whose middle is like the whole of it, else 0.

    is_linear: whether the pixels are light, or numbers, as they are; else they are sRGB.
    """
    if all(_fits(side) for side in (pixels, pixels.swapaxes(0, 1))):
        return 0.0
    rows, columns = (slice(None, None, max(1, count // SIDE)) for count in pixels.shape[:2])
    some = pixels[rows, columns].astype(np.float64)
    return INSET if _is_alike(some if is_linear else some**2.2) else 0.0


def _fits(pixels: Pixels) -> bool:
    """Whether the last column goes on in the first."""
    some = pixels[:: max(1, pixels.shape[0] // SIDE)]
    steps = np.abs(some - np.roll(some, 1, axis=1)).mean((0, 2))
    if len(steps) < 3:
        return True
    return bool(steps[0] <= FITS * max(steps[1:].mean(), steps[1], steps[-1]))


def _is_alike(pixels: NDArray[np.float64]) -> bool:
    """Whether what is seen in the pieces has the color and the contrast of the picture."""
    seen = np.outer(_shares(pixels.shape[0]), _shares(pixels.shape[1]))[..., None]
    mean, seen_mean = pixels.mean((0, 1)), (pixels * seen).sum((0, 1))
    deviation = np.sqrt(((pixels - mean) ** 2).mean((0, 1)))
    seen_deviation = np.sqrt((((pixels - seen_mean) ** 2) * seen).sum((0, 1)))
    return bool(
        (np.abs(seen_mean - mean) <= LIKE[0] * mean).all() and (seen_deviation >= LIKE[1] * deviation).all()
    )


def _shares(count: int) -> NDArray[np.float64]:
    """How often each line is seen where the middles of pieces are everywhere but near the border."""
    place = (np.arange(count) + 0.5) / count
    near = np.clip(1.0 - np.abs(place[:, None] - place[None, :]) / REACH, 0.0, None)
    found = near[:, (place >= INSET) & (place <= 1.0 - INSET)].sum(1)
    return np.asarray(found / found.sum())
