# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies beneath shapes that let light through.

A browser blends colours sRGB-encoded, a renderer blends them linear, and no alpha makes the two agree over
every colour. Over the one that mostly lies beneath a shape they can be made to, so it is found here: the
artwork is drawn on a coarse grid, and read below each such shape before it is drawn itself. Where that still
looks wrong, it is counted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ....message import Message
from ..error import Stopped
from ..paint import Picture, Solid
from .flatten import flatten_all
from .ground_error import ground_errors
from .scanline import scanline_crossings

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...arrays import Flags, Floats, Integers
    from ..paint import Gradient, Paint
    from ..shape import Artwork, Points, Shape

CELLS = 96  # along the longer side
GREY = 0.5
GROUND = 64  # colours beneath a picture, along each of its sides
EDGES_AT_ONCE = 20_000
SEEN, MANY_CELLS = 12.0 / 255, 10  # a colour that far off is seen where it covers a thousandth of the picture
LEVELS = 15  # of a channel that are told apart, so that materials can be shared


def with_backdrops(artwork: Artwork, stop: Callable[[], bool]) -> Artwork:
    """The artwork with a backdrop in each shape that lets light through; over nothing it is white.

    Raises Stopped soon after stop() says so.
    """
    last = max((i for i, shape in enumerate(artwork.shapes) if not opaque(shape.paint)), default=-1)
    if last < 0:
        return artwork
    cell = max(artwork.width, artwork.height) / CELLS
    canvas = np.ones((int(artwork.height / cell) + 1, int(artwork.width / cell) + 1, 3))
    shapes = list(artwork.shapes)
    off = 0
    for index, shape in enumerate(artwork.shapes[: last + 1]):
        if stop():
            raise Stopped
        rows, columns = _cells(shape, cell, canvas.shape[0], canvas.shape[1])
        color, alpha = _colors(shape.paint, _middles(columns, cell), _middles(rows, cell))
        below = canvas[rows, columns]
        if isinstance(shape.paint, Picture) and not shape.paint.is_opaque:
            shape = replace(shape, paint=_with_ground(shape.paint, canvas, cell))  # noqa: PLW2901 - goes on as it
            shapes[index] = shape
        if not opaque(shape.paint) and not shape.is_even:
            mean = _mean(below, alpha)
            shapes[index] = replace(shape, backdrop=mean)
            if not isinstance(shape.paint, Picture):
                off += int((ground_errors(color, alpha, below, mean) > SEEN).sum()) >= MANY_CELLS
        canvas[rows, columns] = below + (color - below) * alpha[:, None]
    left_out = artwork.left_out | ({Message("exact blend"): off} if off else {})
    return replace(artwork, shapes=tuple(shapes), left_out=left_out)


def _with_ground(picture: Picture, canvas: Floats, cell: float) -> Picture:
    """A picture with the colours that lie beneath it."""
    m = picture.to_picture
    area = m.a * m.d - m.b * m.c
    across, down = np.meshgrid((np.arange(GROUND) + 0.5) / GROUND, (np.arange(GROUND) + 0.5) / GROUND)
    x, y = across - m.e, down - m.f
    columns = ((m.d * x - m.c * y) / area / cell).astype(np.int64)
    rows = ((m.a * y - m.b * x) / area / cell).astype(np.int64)
    height, width = canvas.shape[:2]
    ground: Floats = canvas[np.clip(rows, 0, height - 1), np.clip(columns, 0, width - 1)]
    return replace(picture, ground=ground)


def opaque(paint: Paint) -> bool:
    """Whether no light comes through a paint."""
    if isinstance(paint, Solid):  # nearly all are, and this is asked of each again and again
        return paint.alpha >= 1.0
    if isinstance(paint, Picture):
        return paint.is_opaque
    return all(stop.color.alpha >= 1.0 for stop in paint.stops)


def _cells(shape: Shape, cell: float, height: int, width: int) -> tuple[Integers, Integers]:
    """Rows and columns of the cells whose middle a shape covers; at least one."""
    chains = [subpath.points for subpath in shape.subpaths]
    lines = flatten_all(chains, np.full(len(chains), cell / 4))
    points = lines.points / cell - 0.5
    inner = np.ones(len(points), np.bool_)
    inner[lines.starts[1:] - 1] = False
    first = np.flatnonzero(inner)
    a, b = points[first], points[first + 1]
    low, high = (points.min(0), points.max(0))
    top, left = (int(np.clip(np.floor(v), 0, n - 1)) for v, n in ((low[1], height), (low[0], width)))
    bottom, right = (int(np.clip(np.ceil(v), 0, n - 1)) for v, n in ((high[1], height), (high[0], width)))
    rows = np.arange(top, bottom + 1)
    nonzero = shape.polygons is not None
    inside = _inside(a, b, rows, np.arange(left, right + 1), nonzero=nonzero)
    found_rows, found_columns = np.nonzero(inside)
    if not len(found_rows):
        return np.array([(top + bottom) // 2]), np.array([(left + right) // 2])
    return found_rows + top, found_columns + left


def _middles(numbers: Integers, cell: float) -> Floats:
    """Where the middles of some columns or rows of cells lie."""
    return (numbers.astype(np.float64) + 0.5) * cell


def _inside(a: Points, b: Points, rows: Integers, columns: Integers, *, nonzero: bool) -> Flags:
    """Which middles of cells lie inside of the sides a b, by the nonzero rule or else by the even-odd one."""
    count = np.zeros((len(rows), len(columns) + 1), np.int64)
    for first in range(0, len(a), EDGES_AT_ONCE):
        some = slice(first, first + EDGES_AT_ONCE)
        edge, row, x = scanline_crossings(a[some], b[some], rows[0], rows[-1] + 1)
        column = np.clip(np.ceil(x) - columns[0], 0, len(columns)).astype(np.int64)
        way = np.where(b[some, 1] > a[some, 1], 1, -1)[edge]
        np.add.at(count, (row - rows[0], column), way)
    winding = np.cumsum(count, axis=1)[:, :-1]
    inside: Flags = winding != 0 if nonzero else winding % 2 == 1
    return inside


def _colors(paint: Paint, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """The colours (n, 3) and alphas (n,) of a paint at some points."""
    if isinstance(paint, Solid):
        return np.tile((paint.red, paint.green, paint.blue), (len(x), 1)), np.full(len(x), paint.alpha)
    if isinstance(paint, Picture):
        return _pixels(paint, x, y)
    t = _along(paint, x, y)
    offsets = [stop.offset for stop in paint.stops]
    values = np.array([(s.color.red, s.color.green, s.color.blue, s.color.alpha) for s in paint.stops])
    mixed = np.stack([np.interp(t, offsets, values[:, channel]) for channel in range(4)], axis=1)
    return mixed[:, :3], mixed[:, 3]


def _pixels(picture: Picture, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """The pixels of a picture that was drawn here; the file of another one is taken for a middle grey."""
    if isinstance(picture.content, bytes):
        return np.full((len(x), 3), GREY), np.full(len(x), picture.alpha)
    m, (height, width) = picture.to_picture, picture.content.shape[:2]
    column = np.clip((m.a * x + m.c * y + m.e) * width, 0, width - 1).astype(np.int64)
    row = np.clip((m.b * x + m.d * y + m.f) * height, 0, height - 1).astype(np.int64)
    found = picture.content[row, column] / 255.0
    return found[:, :3], found[:, 3] * picture.alpha


def _along(gradient: Gradient, x: Floats, y: Floats) -> Floats:
    """t along a gradient; a focus is taken for the middle, which is near enough here."""
    m = gradient.to_gradient
    t = m.a * x + m.c * y + m.e
    if gradient.kind == "RADIAL":
        t = np.hypot(t, m.b * x + m.d * y + m.f)
    if gradient.spread == "REPEAT":
        return t % 1.0
    if gradient.spread == "REFLECT":
        return 1.0 - np.abs(t % 2.0 - 1.0)
    return t


def _mean(below: Floats, alpha: Floats) -> tuple[float, float, float]:
    """The mean colour below, by how much of the shape is seen there."""
    weight = alpha + 1e-6
    red, green, blue = (np.rint((below * weight[:, None]).sum(0) / weight.sum() * LEVELS) / LEVELS).tolist()
    return red, green, blue
