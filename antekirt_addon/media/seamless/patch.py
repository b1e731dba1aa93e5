# SPDX-License-Identifier: GPL-3.0-or-later
"""A strip of a picture that covers the seam between its last column and its first.

It comes from the inside, so that it has no seam, and takes the place of what it covers between two cuts that
go where both are alike. All else stays as it is. What is left of a difference along a cut fades into the
strip; across the seam itself the strip is as it was inside.
"""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from . import seam
from .cheapest_cut import closed_cut, open_cut
from .patch_choice import choose
from .shown_pixels import seen, stored, values
from .soft_edge import ease, membrane, smoothed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..arrays import Integers
    from .shown_pixels import Pixels, Values

REACH = 0.065  # of the width, on either side: with both pairs of borders less than a quarter is replaced
FREE = 2 / 3  # of it a cut may use; the rest is the strip's
FAR = 1e-4  # what a cut costs at the end of that; where all is alike it stays away from the seam
LIKE = math.log(1.12)  # a border's step to those inside; covering the other two borders changes it a little
NEARLY = math.log(1.2)
TINY = 1e-9
STEEPNESS = (0.0, 0.15, 0.3, 0.45, 0.7, 1.0)
CLEAR_WEIGHT = 1e-3  # of a pixel: what one that nobody sees weighs


def cover(pixels: Pixels, *, is_ring: bool, skipped: int = 0) -> None:
    """Cover the seam, in the array itself.

    is_ring: the first row follows the last one already. skipped: how many of the best strips are left out.

    Of the strips that fit, the first counts that leaves no step at the border unlike those inside.
    """
    reach = max(1, int(pixels.shape[1] * REACH))
    half = reach + 1  # with the column beside the strip
    like = NEARLY if is_ring else LIKE
    before = np.concatenate([pixels[:, -half:], pixels[:, :half]], axis=1)
    tried: list[tuple[float, Pixels]] = []
    for chosen in islice(choose(pixels, reach, is_ring=is_ring), skipped, None):
        strip = np.roll(pixels[:, chosen.first : chosen.first + 2 * half], chosen.turn, axis=0)
        for after in _covered(before, strip, is_ring=is_ring):
            pixels[:, -half:], pixels[:, :half] = after[:, :half], after[:, half:]
            unlike = _unlike(pixels, is_ring=is_ring)
            pixels[:, -half:], pixels[:, :half] = before[:, :half], before[:, half:]
            tried.append((unlike, after))
            if unlike < like:
                break
        if tried[-1][0] < like:
            break
    best = min(tried, key=lambda one: one[0])[1]
    pixels[:, -half:], pixels[:, :half] = best[:, :half], best[:, half:]


def _unlike(pixels: Pixels, *, is_ring: bool) -> float:
    """How far the border's step is from those inside, as a logarithm, and that of a border done before."""
    found = abs(math.log(max(TINY, seam.ratio(pixels))))
    if is_ring:
        other = abs(math.log(max(TINY, seam.ratio(pixels.swapaxes(0, 1)))))
        found += max(0.0, other - NEARLY)
    return found


def _covered(before: Pixels, strip: Pixels, *, is_ring: bool) -> Iterator[Pixels]:
    """The columns around the seam with a strip on them: as it is in its middle, or else steeper there."""
    half = before.shape[1] // 2
    left = Half(before[:, :half], strip[:, :half], is_ring=is_ring)
    right = Half(before[:, : half - 1 : -1], strip[:, : half - 1 : -1], is_ring=is_ring)
    level: Any = (left.drift + right.drift) / 2
    for steepness in STEEPNESS:
        sides: Any = left.covered(level, steepness), right.covered(level, steepness)[:, ::-1]
        yield np.concatenate(sides, axis=1)


class Half:
    """One side of the seam, its columns counted towards it; what is there, and the strip on it."""

    def __init__(self, there: Pixels, strip: Pixels, *, is_ring: bool) -> None:
        self.stored, self.is_ring = there, is_ring
        self.there, self.strip = values(there), values(strip)
        self.drift = self._drift()
        self.begin = self._cut()

    def _drift(self) -> Values:
        """By how much what is there is brighter than the strip, in each color, around each row."""
        weight = np.minimum(self.there[..., 3:], self.strip[..., 3:]) + np.float32(CLEAR_WEIGHT)
        total = ((self.there - self.strip)[..., :3] * weight).sum(axis=1)
        around = 2 * self.there.shape[1]
        return smoothed(total, around, is_ring=self.is_ring) / smoothed(
            weight.sum(axis=1), around, is_ring=self.is_ring
        )

    def _cut(self) -> Integers:
        """The strip's first column in each row: the cut goes where both are alike but for the drift."""
        moved = self.strip.copy()
        moved[..., :3] += self.drift[:, None]
        unlike = np.square(seen(self.there, self.stored) - seen(moved, self.stored)).sum(axis=2)
        free = max(1, int((self.there.shape[1] - 1) * FREE))
        costs = (unlike[:, 1:] + unlike[:, :-1])[:, :free]
        costs += FAR * np.linspace(0, 1, free, dtype=np.float32)
        return 1 + (closed_cut if self.is_ring else open_cut)(costs)

    def covered(self, level: Values, steepness: float) -> Pixels:
        """What is there with the strip on it.

        level: the drift at the seam, where both halves meet. steepness: how straight the way to it is.
        """
        rows, wide = self.there.shape[:2]
        column = np.arange(wide)
        begin: Any = smoothed(self.begin[:, None].astype(np.float32), wide, is_ring=self.is_ring)
        way = np.clip((column - begin) / np.maximum(0.5, wide - 1 - begin), 0, 1)
        straight = np.clip((column - begin) / (wide - 0.5 - begin), 0, 1)
        way = ease(way) * (1 - steepness) + straight * steepness
        strip = self.strip.copy()
        strip[..., :3] += self.drift[:, None] + (level - self.drift)[:, None] * way[..., None]
        left = (self.there - strip)[..., :3]
        edge: Any = (left[np.arange(rows), self.begin] + left[np.arange(rows), self.begin - 1]) / 2
        strip[..., :3] += membrane(edge, self.begin, wide, is_ring=self.is_ring)
        found = self.stored.copy()
        is_covered = column >= self.begin[:, None]
        found[is_covered] = stored(strip[is_covered], self.stored)
        return found
