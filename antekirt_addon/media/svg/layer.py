# SPDX-License-Identifier: GPL-3.0-or-later
"""Painter's order becomes as few layers as it needs: a shape lies one above the highest one that it covers.

What a shape covers is read off a canvas of layer numbers, on which the shapes are painted in their order. No
pairs of shapes are looked at, so that stacks cost no more than their pixels.
Overlaps too small for the canvas are found where outlines cross, see overlap.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .ring import areas, bounds

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from .ring import Integers, Rings

# The canvas' longer side in pixels, and the number of pixels to paint that it is made coarser for.
FINEST, COARSEST = 1024, 64
PIXELS = 16_000_000
# Pixels that are worked out before they are painted.
BATCH = 2_000_000
# Scanlines lie off the places where drawings like to have their edges; in pixels.
SHIFT = 0.4142
# So far, in pixels, two shapes may overlap and still count as neighbours.
TOUCH = 0.05


def layers(rings: Rings, shape_count: int, crossed: list[list[int]], check: Callable[[], None]) -> list[int]:
    """The layer of each shape; crossed: for each shape the earlier ones that its outline crosses."""
    canvas = _Canvas(rings, shape_count)
    result = [0] * shape_count
    for first, last in canvas.batches(shape_count):
        check()
        pixels, starts, near = canvas.pixels(rings, first, last)
        for shape in range(first, last):
            covered = pixels[starts[shape - first] : starts[shape - first + 1]]
            read = near.get(shape, covered)
            layer = 1 + int(canvas.top[read].max()) if len(read) else 0
            for other in crossed[shape]:
                layer = max(layer, result[other] + 1)
            result[shape] = layer
            canvas.top[covered] = layer
    return result


class _Canvas:
    """The top layer at each pixel, -1 where nothing is painted."""

    def __init__(self, rings: Rings, shape_count: int) -> None:
        low, high = bounds(rings)
        self.origin = low.min(axis=0) if len(low) else np.zeros(2, np.int64)
        extent = (high.max(axis=0) - self.origin) if len(high) else np.ones(2, np.int64)
        longer = max(int(extent.max()), 1)
        ring_area = np.abs(areas(rings)) / float(longer) ** 2
        self.area = np.bincount(rings.shape, weights=ring_area, minlength=shape_count)
        size = np.sqrt(PIXELS / max(float(self.area.sum()), 1e-9))
        self.size = int(np.clip(size, COARSEST, FINEST))
        self.pixel = longer / self.size
        self.columns, self.rows = (int(side / self.pixel) + 2 for side in extent.tolist())
        self.top: NDArray[np.int32] = np.full(self.columns * self.rows, -1, np.int32)
        counts = np.bincount(rings.shape, weights=np.diff(rings.starts), minlength=shape_count)
        self.work = np.cumsum(self.area * self.size**2 + 4 * counts + 1)
        self.ring_ends = np.searchsorted(rings.shape, np.arange(shape_count + 1))

    def batches(self, shape_count: int) -> list[tuple[int, int]]:
        """Runs of shapes whose pixels are worked out together."""
        cuts = [0]
        while cuts[-1] < shape_count:
            done = self.work[cuts[-1] - 1] if cuts[-1] else 0.0
            cuts.append(max(cuts[-1] + 1, int(np.searchsorted(self.work, done + BATCH))))
        return list(zip(cuts, (min(cut, shape_count) for cut in cuts[1:]), strict=False))

    def pixels(self, rings: Rings, first: int, last: int) -> tuple[Integers, Integers, dict[int, Integers]]:
        """The pixels in each of some shapes, end to end, with starts; for tiny shapes those around, too."""
        a, b = rings.starts[[self.ring_ends[first], self.ring_ends[last]]].tolist()
        ring = np.repeat(
            np.arange(self.ring_ends[first], self.ring_ends[last]),
            np.diff(rings.starts[self.ring_ends[first] : self.ring_ends[last] + 1]),
        )
        shape = rings.shape[ring] - first
        place = (rings.points[a:b] - self.origin) / self.pixel + (1 - SHIFT)
        following = rings.following()[a:b] - a
        spans = _spans(place, place.take(following, axis=0), shape, self.rows)
        left, right, row, shape = self._columns(*spans)

        count = right - left + 1
        which = np.repeat(np.arange(len(count)), count)
        column = np.arange(len(which)) - (np.cumsum(count) - count)[which] + left[which]
        pixels = row[which] * self.columns + column
        starts = np.concatenate(([0], np.cumsum(np.bincount(shape[which], minlength=last - first))))
        return self._with_tiny(pixels, starts, rings, first)

    def _columns(
        self, left: NDArray[np.float64], right: NDArray[np.float64], row: Integers, shape: Integers
    ) -> tuple[Integers, Integers, Integers, Integers]:
        """The pixels whose centre a span covers; at least one where the span is not a mere touch."""
        wide = right - left > 2 * TOUCH
        left, right, row, shape = left[wide], right[wide], row[wide], shape[wide]
        first = np.ceil(left + TOUCH).astype(np.int64)
        last = np.floor(right - TOUCH).astype(np.int64)
        thin = last < first
        first[thin] = last[thin] = np.rint((left + right)[thin] / 2).astype(np.int64)
        return np.clip(first, 0, self.columns - 1), np.clip(last, 0, self.columns - 1), row, shape

    def _with_tiny(
        self, pixels: Integers, starts: Integers, rings: Rings, first: int
    ) -> tuple[Integers, Integers, dict[int, Integers]]:
        """Shapes that no scanline hits cover one pixel, and lie above all that is near it."""
        empty = np.flatnonzero(np.diff(starts) == 0)
        near: dict[int, Integers] = {}
        if len(empty):
            around = (np.arange(-1, 2)[:, None] * self.columns + np.arange(-1, 2)).ravel()
            own = np.empty(len(empty), np.int64)
            for nth, shape in enumerate(empty.tolist()):
                begin, end = rings.starts[self.ring_ends[[first + shape, first + shape + 1]]].tolist()
                middle = (
                    (rings.points[begin:end].mean(axis=0) - self.origin) / self.pixel
                    if end > begin
                    else np.zeros(2)
                )
                own[nth] = round(float(middle[1])) * self.columns + round(float(middle[0]))
                if end > begin:
                    near[first + shape] = np.clip(own[nth] + around, 0, len(self.top) - 1)
            pixels = np.insert(pixels, starts[empty], own)
            starts = starts + np.concatenate(([0], np.cumsum(np.diff(starts) == 0)))
        return pixels, starts, near


def _spans(
    start: NDArray[np.float64], end: NDArray[np.float64], shape: Integers, rows: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], Integers, Integers]:
    """Where scanlines y = 0, 1, … run inside, by the even-odd rule: each span's x, x, row and shape."""
    low = np.minimum(start[:, 1], end[:, 1])
    first = np.ceil(low).astype(np.int64)
    count = np.ceil(np.maximum(start[:, 1], end[:, 1])).astype(np.int64) - first
    edge = np.repeat(np.arange(len(count)), count)
    row = first[edge] + np.arange(len(edge)) - (np.cumsum(count) - count)[edge]
    slope = np.divide(
        end[:, 0] - start[:, 0],
        end[:, 1] - start[:, 1],
        out=np.zeros(len(start)),
        where=start[:, 1] != end[:, 1],
    )
    x = start[edge, 0] + (row - start[edge, 1]) * slope[edge]
    # One number of shape, row and x (in 1 / 1024 pixel) sorts many times faster than three keys.
    packed = ((shape[edge] * rows + np.clip(row, 0, rows - 1)) << 24) + np.clip(
        x * 1024, 0, (1 << 24) - 1
    ).astype(np.int64)
    packed.sort()
    packed = packed[: len(packed) // 2 * 2].reshape(-1, 2)
    at = (packed & ((1 << 24) - 1)) / 1024
    line = packed[:, 0] >> 24
    return at[:, 0], at[:, 1], line % rows, line // rows
