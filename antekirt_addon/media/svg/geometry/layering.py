# SPDX-License-Identifier: GPL-3.0-or-later
"""Painter's order becomes as few layers as it needs: a shape lies one above the highest one that it covers.

What a shape covers is read off a canvas of layer numbers, on which the shapes are painted in their order. No
pairs of shapes are looked at, so that stacks cost no more than their pixels. Overlaps too small for that are
found where outlines cross, see overlap.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...arrays import batches, ranges, run_of_item, starts_of
from .ring_set import Rings, areas, bounds, join_rings
from .scanline import scanline_crossings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from numpy.typing import NDArray

    from ...arrays import Flags, Floats, Integers

# The canvas' longer side in pixels, and the number of pixels to paint that it is made coarser for.
FINEST, COARSEST = 1024, 64
PIXELS = 16_000_000
# Pixels that are worked out before they are painted, and scanlines' crossings of edges.
BATCH = 250_000
# A shape whose edges scanlines cross more often counts as the rectangle around it.
MOST_CROSSINGS = 4_000_000
# Scanlines lie off where drawings like to have their edges; in pixels.
SHIFT = 0.4142
# So far, in pixels, two shapes may overlap and still count as neighbours.
TOUCH = 0.05


def layers(
    rings: Rings,
    shape_count: int,
    crossed: list[list[int]],
    check: Callable[[], None],
    nonzero: Collection[int] = (),
) -> list[int]:
    """The layer of each shape; crossed: for each shape the earlier ones that its outline crosses.

    nonzero: shapes that fill by that rule, the others by the even-odd one.
    """
    canvas = _Canvas(rings, shape_count, nonzero)
    result = [0] * shape_count
    for first, last in canvas.batches():
        check()
        pixels, starts = canvas.pixels(first, last)
        for shape in range(first, last):
            covered = pixels[starts[shape - first] : starts[shape - first + 1]]
            read = covered if len(covered) else canvas.around(shape)
            layer = 1 + int(canvas.top.take(read).max())
            if crossed[shape]:
                layer = max(layer, 1 + max(map(result.__getitem__, crossed[shape])))
            result[shape] = layer
            canvas.top[covered if len(covered) else read[4]] = layer
    return result


class _Canvas:
    """top: the layer of what was painted last at each pixel, -1 where nothing was."""

    def __init__(self, rings: Rings, shape_count: int, nonzero: Collection[int]) -> None:
        self.nonzero = np.zeros(shape_count, np.bool_)
        self.nonzero[list(nonzero)] = True
        low, high = bounds(rings)
        self.origin = low.min(axis=0, initial=0)
        extent = high.max(axis=0, initial=1) - self.origin
        longer = int(extent.max())
        area = np.abs(areas(rings))
        times = float(area.sum()) / longer**2
        size = int(np.clip(np.sqrt(PIXELS / max(times, 1e-9)), COARSEST, FINEST))
        self.pixel = longer / size
        self.columns, self.rows = (int(side / self.pixel) + 3 for side in extent.tolist())
        self.top: NDArray[np.int32] = np.full(self.columns * self.rows, -1, np.int32)

        crossings = self._crossings(rings, shape_count)
        if (crossings > MOST_CROSSINGS).any():
            rings = _boxed(rings, crossings > MOST_CROSSINGS)
            area, crossings = np.abs(areas(rings)), self._crossings(rings, shape_count)
        self.rings = rings
        self.following = rings.following()
        shape = rings.shape_of_point()
        self.points = np.searchsorted(shape, np.arange(shape_count + 1))
        position = self._position(rings.points)
        count = np.maximum(np.diff(self.points), 1)
        self.middle = [np.bincount(shape, weights=axis, minlength=shape_count) / count for axis in position.T]
        covers = np.bincount(rings.shape, weights=area, minlength=shape_count) / self.pixel**2
        self.work = np.cumsum(covers + crossings + 4 * count)

    def batches(self) -> Iterator[tuple[int, int]]:
        """Runs of shapes whose pixels are worked out together."""
        return batches(self.work, BATCH)

    def pixels(self, first: int, last: int) -> tuple[Integers, Integers]:
        """The pixels in each shape from first to before last, end to end, and where each shape's start."""
        part = slice(self.points[first], self.points[last])
        shape = run_of_item(np.diff(self.points[first : last + 1]))
        end = self.rings.points.take(self.following[part], axis=0)
        start = self._position(self.rings.points[part])
        spans = _spans(start, self._position(end), shape, self.rows, self.nonzero[first:last])
        left, right, row, shape = _columns(*spans)
        left, right = (np.clip(column, 0, self.columns - 1) for column in (left, right))

        count = right - left + 1
        spans_of_shapes = np.searchsorted(shape, np.arange(last - first + 1))
        return ranges(row * self.columns + left, count), starts_of(count)[spans_of_shapes]

    def around(self, shape: int) -> Integers:
        """The nine pixels about the middle of a shape that no scanline meets."""
        column, row = (round(float(axis[shape])) for axis in self.middle)
        near = np.arange(-1, 2)
        pixels: Integers = ((row + near)[:, None] * self.columns + column + near).ravel()
        return np.clip(pixels, 0, len(self.top) - 1)

    def _crossings(self, rings: Rings, shape_count: int) -> Floats:
        """About how often scanlines cross the edges of each shape."""
        ahead = np.abs(rings.points[:, 1] - rings.points[:, 1].take(rings.following()))
        rows = np.bincount(rings.shape_of_point(), weights=ahead / self.pixel, minlength=shape_count)
        return np.asarray(rows, np.float64)

    def _position(self, points: Integers) -> Floats:
        """On the canvas: pixels' centres and scanlines lie at whole numbers, the first beyond the edge."""
        position: Floats = (points - self.origin) / self.pixel + (1 - SHIFT)
        return position


def _boxed(rings: Rings, chosen: Flags) -> Rings:
    """The rings with the rectangle around each chosen shape in place of its own."""
    kept = np.flatnonzero(~chosen[rings.shape])
    boxes = []
    low, high = bounds(rings)
    for shape in np.flatnonzero(chosen).tolist():
        own = slice(*np.searchsorted(rings.shape, (shape, shape + 1)))
        (left, top), (right, bottom) = low[own].min(axis=0), high[own].max(axis=0)
        corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
        boxes.append(Rings(corners, np.array([0, 4]), np.array([shape])))
    return join_rings([rings.select(kept, rings.shape[kept]), *boxes])


def _spans(
    start: Floats, end: Floats, shape: Integers, rows: int, nonzero: Flags
) -> tuple[Floats, Floats, Integers, Integers]:
    """Where scanlines y = 0, 1, … run inside, by each shape's rule: each span's x, x, row and shape."""
    edge, row, x = scanline_crossings(start, end)
    # One number of shape, row, x (in 1 / 1024 pixel) and whether the edge rises sorts many times faster than
    # four keys.
    packed = (shape[edge] * rows + row) << 24
    packed += np.clip(x * 1024, 0, (1 << 24) - 1).astype(np.int64)
    packed = 2 * packed + (end[:, 1] > start[:, 1])[edge]
    packed.sort()
    if nonzero.any():
        way = np.where(packed & 1, 1, -1)
        after = np.cumsum(way)  # on each line it comes back to zero
        within = nonzero[(packed >> 25) // rows] & (after != 0) & (after != way)
        packed = packed[~within]
    packed = packed.reshape(-1, 2)
    at = ((packed >> 1) & ((1 << 24) - 1)) / 1024
    line = packed[:, 0] >> 25
    return at[:, 0], at[:, 1], line % rows, line // rows


def _columns(
    left: Floats, right: Floats, row: Integers, shape: Integers
) -> tuple[Integers, Integers, Integers, Integers]:
    """The pixels whose centre a span covers; of a shape without any, those next to its spans' middles."""
    first, last = np.ceil(left + TOUCH).astype(np.int64), np.floor(right - TOUCH).astype(np.int64)
    covers = first <= last
    thin = np.bincount(shape[covers], minlength=int(shape.max(initial=0)) + 1)[shape] == 0
    first[thin] = last[thin] = np.rint((left + right)[thin] / 2).astype(np.int64)
    kept = np.flatnonzero(covers | thin)
    return first[kept], last[kept], row[kept], shape[kept]
