# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of an artwork's planes: a raster where one sees a plane, its own colours where others hide it.

Towards what is hidden the raster goes on a little, in its own colours, and melts into those of the vectors.
Where an edge mixes two planes in a pixel, each gets its own colours, so that no seam shows once they part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..error import Stopped
from ..paint import Matrix
from .coverage import coverage
from .grid import Grid
from .paint_color import colors
from .read_picture import nobody_decodes, with_pixels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ...arrays import Bytes
    from ..geometry.plane_outline import PlaneOutlines
    from ..geometry.ring_set import Rings
    from ..shape import Artwork, Shape
    from .grid import Canvas, Coverage
    from .read_picture import Decode

MOST_PIXELS = 2048  # along a side
FEATHER = 1 / 128  # of the longer side: as far the raster goes on below what hides it
NEAR = 2  # pixels: what an edge mixes goes no further
SEEN = 0.996


def plane_pictures(
    artwork: Artwork,
    planes: Sequence[Sequence[Shape]],
    outlines: PlaneOutlines,
    raster: Bytes,
    stop: Callable[[], bool],
    *,
    decode: Decode = nobody_decodes,
) -> Iterator[Bytes]:
    """The pixels (height, width, 4) of each plane, the furthest last; alpha says how much is the raster's.

    raster: pixels with straight alpha, the top row first. outlines: what each plane covers.
    Raises Stopped soon after stop() says so.
    """
    raster = _reduced(raster)
    height, width = raster.shape[:2]
    grid = Grid(Matrix(width / artwork.width, 0.0, 0.0, height / artwork.height), width, height)
    picture = raster[..., :3].astype(np.float32)
    opaque = raster[..., 3] == 255
    above = np.zeros((height, width), np.float32)
    for shapes, rings in reversed(list(zip(planes, outlines.rings, strict=True))):
        if stop():
            raise Stopped
        covered = _covered(rings, outlines.scale, grid)
        trusted = (covered > SEEN) & (above < 1 - SEEN) & opaque
        yield _mixed(picture, trusted, drawn(shapes, grid, stop, decode))
        above = 1 - (1 - above) * (1 - covered)


def _reduced(pixels: Bytes) -> Bytes:
    """Pixels with at most so many along a side as are kept."""
    factor = -(-max(pixels.shape[:2]) // MOST_PIXELS)
    if factor < 2:
        return pixels
    height, width = (side // factor * factor for side in pixels.shape[:2])
    blocks = pixels[:height, :width].reshape(height // factor, factor, width // factor, factor, 4)
    result: Bytes = np.rint(blocks.mean(axis=(1, 3))).astype(np.uint8)
    return result


def _covered(rings: Rings, scale: float, grid: Grid) -> Coverage:
    whole = np.zeros((grid.height, grid.width), np.float32)
    if not len(rings.shape):
        return whole
    points = grid.pixels(rings.points / scale)
    closed = [np.concatenate((part, part[:1])) for part in np.split(points, rings.starts[1:-1])]
    chains = [np.repeat(ring, 3, axis=0)[1:-1] for ring in closed]  # straight lines as Béziers
    patch = coverage(chains, "EVEN_ODD", grid.width, grid.height)
    if patch is not None:
        whole[patch.rows, patch.columns] = patch.coverage
    return whole


def drawn(shapes: Sequence[Shape], grid: Grid, stop: Callable[[], bool], decode: Decode) -> Canvas:
    """The shapes alone in painter's order, on a canvas; what lets light through lies over its backdrop."""
    canvas = grid.empty()
    for shape in shapes:
        if stop():
            raise Stopped
        paint = with_pixels(shape.paint, decode)
        chains = [grid.pixels(subpath.points) for subpath in shape.subpaths]
        patch = coverage(chains, "EVEN_ODD", grid.width, grid.height)
        if patch is None or paint is None:
            continue
        color = colors(paint, grid, patch)
        ground = np.array((*shape.backdrop, 1.0), np.float32)
        color = color + ground * (1 - color[..., 3:])
        below, share = canvas[patch.rows, patch.columns], patch.coverage[..., None]
        below *= 1 - share
        below += color * share
    return canvas


def _mixed(picture: Canvas, trusted: np.ndarray, own: Canvas) -> Bytes:
    """A raster where it can be trusted, melting into own colours elsewhere."""
    height, width = trusted.shape
    vectors = own[..., :3] * (255 / np.maximum(own[..., 3:], 1e-6))
    weight = trusted.astype(np.float32)
    seen: Canvas = np.dstack((picture * weight[..., None], weight))
    far = _blurred(seen, max(NEAR, round(FEATHER * max(height, width))))
    near = _blurred(seen, NEAR)
    closest = np.where(near[..., 3:] > 0.01, near, far)
    extended = closest[..., :3] / np.maximum(closest[..., 3:], 1e-6)
    share = np.minimum(1.0, 2 * far[..., 3])
    share[own[..., 3] < 0.01] = (far[..., 3] > 0)[own[..., 3] < 0.01]
    share[trusted] = 1.0
    mixed = vectors + (extended - vectors) * share[..., None]
    mixed[trusted] = picture[trusted]
    result: Bytes = np.rint(np.clip(np.dstack((mixed, 255 * share)), 0, 255)).astype(np.uint8)
    return result


def _blurred(values: Canvas, radius: int) -> Canvas:
    """The mean of the pixels around each, up to so far along both axes; clear outside."""
    for axis in (0, 1):
        pad = [(0, 0)] * 3
        pad[axis] = (radius + 1, radius)
        total = np.cumsum(np.pad(values, pad), axis=axis, dtype=np.float64)
        size = values.shape[axis]
        ahead = np.take(total, np.arange(2 * radius + 1, 2 * radius + 1 + size), axis=axis)
        values = ((ahead - np.take(total, np.arange(size), axis=axis)) / (2 * radius + 1)).astype(np.float32)
    return values
