# SPDX-License-Identifier: GPL-3.0-or-later
"""Elements with effects become elements that are filled with a picture, each no larger than the piece."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ....message import Message
from .. import filter_primitive as fp
from ..error import checking
from ..geometry.element_outline import outlines
from ..paint import Matrix, Picture
from ..shape import Subpath
from .affine import after, inverse, mapped
from .content_drawing import ContentDrawing, Environment
from .grid import Grid
from .read_picture import nobody_decodes
from .without_effects import without_effects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ...arrays import Bytes
    from ..filter_primitive import Region
    from ..options import Options
    from ..shape import Drawing, Effect, Element, Points
    from .grid import Canvas
    from .read_picture import Decode

MOST_SIDE = 1024  # pixels of a piece as large as the viewport; of a smaller one by the root of its part
LEAST_SIDE = 128
NOISE_SIDE = 512
FEW = 24  # pictures of a drawing; of more, each has fewer pixels, so that all together have as many
ENOUGH = 6.0  # pixels of a deviation, where all is blurred
SEEN = 1.0 / 512.0  # the least alpha
COARSE, FAR = 1000, 1e6  # of the outlines that are only measured
SHARP = (
    fp.Lighting
    | fp.Displacement
    | fp.Flood
    | fp.Morphology
    | fp.Content
    | fp.Transfer
    | fp.ColorMatrix
    | fp.Convolution
)
UNBOUNDED = SHARP | fp.Turbulence | fp.Tile | fp.Compose  # can show something where nothing was
CORNERS = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)], np.float64)
UNIT_SQUARE = (
    Subpath(
        np.concatenate(
            [CORNERS[:1], *([a + (b - a) / 3, a + (b - a) * 2 / 3, b] for a, b in pairwise(CORNERS))]
        ),
        closed=True,
    ),
)


def with_pictures(
    drawing: Drawing,
    options: Options,
    stop: Callable[[], bool],
    decode: Decode = nobody_decodes,
) -> Drawing:
    """The drawing without effects: they are pictures, or left out where the options say so.

    decode: the pixels of the file of a picture that is no simple PNG, if there are any.
    Raises Stopped soon after stop() says so.
    """
    check = checking(stop)
    count = sum(element.effect is not None for element in drawing.elements)
    if not count:
        return drawing
    sharpness = min(1.0, math.sqrt(FEW / count))
    environment = Environment(check, decode)
    left_out: Counter[str] = Counter(drawing.left_out)
    elements: list[Element] = []
    for element in drawing.elements:
        if element.effect is None:
            elements.append(element)
        elif options.effects_as_pictures:
            elements += _picture(element, drawing, sharpness, left_out, environment)
        else:
            left_out[element.effect.name] += 1
            elements += without_effects(element, element.effect)
    return replace(drawing, elements=tuple(elements), left_out=dict(left_out))


def _picture(
    element: Element,
    drawing: Drawing,
    sharpness: float,
    left_out: Counter[str],
    environment: Environment,
) -> list[Element]:
    """The element of an effect's picture; none if nothing of it is to be seen.

    sharpness: of 1 on, by which a picture has fewer pixels than its size asks for.
    """
    effect = element.effect
    assert effect
    try:
        from_root = inverse(effect.matrix)
    except ZeroDivisionError:
        return []
    size = max(drawing.width, drawing.height)
    unit = _unit(effect.matrix)
    needed = _needed(element, effect, from_root, (drawing.width, drawing.height), environment.check)
    side = (needed.right - needed.left, needed.bottom - needed.top)
    if min(side) <= 0.0:
        return []
    scale = sharpness * _pixels(effect, max(side) * unit / size) / max(side)
    softness = _softness(effect, len(effect.primitives) - 1)
    if softness > 0.0:
        scale = min(scale, ENOUGH / softness)
    to_pixels = Matrix(scale, 0.0, 0.0, scale, -needed.left * scale, -needed.top * scale)
    grid = Grid(after(to_pixels, from_root), math.ceil(side[0] * scale) or 1, math.ceil(side[1] * scale) or 1)
    content = ContentDrawing(grid, environment)
    canvas = content.effect(effect)
    if content.unread:
        left_out[Message("image")] += content.unread
    patch = content.region(element)
    if patch is None:
        return []
    cut = canvas[patch.rows, patch.columns] * patch.coverage[..., None]
    return _cut_out(element, cut, after(inverse(grid.from_root), Matrix(e=patch.left, f=patch.top)))


def _pixels(effect: Effect, part: float) -> float:
    """How many pixels the longer side of a piece is given; part: how much of the viewport's it is."""
    if any(isinstance(step.operation, fp.Turbulence) for step in effect.primitives):
        return NOISE_SIDE
    return min(max(MOST_SIDE * math.sqrt(part), LEAST_SIDE), MOST_SIDE)


def _softness(effect: Effect, number: int) -> float:
    """The least deviation by which all is blurred that a primitive shows of its source; 0 if some is not."""
    if number < 0 or effect.fade:
        return 0.0
    step = effect.primitives[number]
    if isinstance(step.operation, SHARP):
        return 0.0
    before = min((_softness(effect, index) for index in step.inputs), default=0.0)
    if isinstance(step.operation, fp.Blur):
        return max(before, min(step.operation))
    return before


def _cut_out(element: Element, canvas: Canvas, to_root: Matrix) -> list[Element]:
    """The element, filled with a picture of what is to be seen of a canvas; to_root maps its pixels."""
    seen = canvas[..., 3] >= SEEN
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    if not len(rows):
        return []
    top, bottom, left, right = (int(v) for v in (rows[0], rows[-1] + 1, columns[0], columns[-1] + 1))
    width, height = right - left, bottom - top
    matrix = after(to_root, Matrix(width, 0.0, 0.0, height, left, top))
    pixels = _straight_pixels(canvas[top:bottom, left:right])
    picture = Picture(pixels, inverse(matrix), is_opaque=bool((pixels[..., 3] == 255).all()))
    return [
        replace(element, subpaths=UNIT_SQUARE, matrix=matrix, fill=picture, fill_rule="NONZERO", effect=None)
    ]


def _straight_pixels(canvas: Canvas) -> Bytes:
    """A canvas as pixels of 8 bits with straight alpha."""
    alpha = canvas[..., 3:]
    color = np.divide(canvas[..., :3], alpha, out=np.zeros_like(canvas[..., :3]), where=alpha > 0)
    result = np.concatenate((color, alpha), axis=2)
    clear = alpha[..., 0] <= 0
    if (
        clear.any() and not clear.all()
    ):  # where pixels melt into each other, none of another colour joins them
        result[clear, :3] = canvas[..., :3].sum(axis=(0, 1)) / alpha.sum()
    pixels: Bytes = np.rint(np.clip(result, 0.0, 1.0) * 255).astype(np.uint8)
    return pixels


def _needed(
    element: Element,
    effect: Effect,
    from_root: Matrix,
    viewport: tuple[float, float],
    check: Callable[[], None],
) -> Region:
    """What of the plane, in the effect's units, must be drawn to see all of it that is in the viewport."""
    across, down = _reach(effect)
    inner = _inner_reach(effect) / _unit(effect.matrix)
    reach = (across + inner, down + inner)
    page = np.array([(0.0, 0.0), (viewport[0], 0.0), viewport, (0.0, viewport[1])])
    region = _box(mapped(after(from_root, element.matrix), s.points) for s in element.subpaths)
    needed = _common(region, _widened(_box([mapped(from_root, page)]), reach))
    if not any(isinstance(step.operation, UNBOUNDED) for step in effect.primitives):
        content = _content_box(effect.elements, from_root, max(viewport), check)
        needed = _common(needed, _widened(content, reach))
    return needed


def _content_box(
    elements: Sequence[Element], from_root: Matrix, size: float, check: Callable[[], None]
) -> Region:
    """The box around all that elements can paint."""
    drawn = outlines(elements, size / COARSE, FAR * size, check)
    parts = [mapped(from_root, chain) for outline in drawn for chain in outline.chains]
    parts += [
        mapped(after(from_root, element.matrix), subpath.points)
        for element in elements
        if element.effect
        for subpath in element.subpaths
    ]
    return _box(parts)


def _reach(effect: Effect) -> tuple[float, float]:
    """How far a filter moves or spreads what it is given, at most, across and down."""
    across = down = 0.0
    for step in effect.primitives:
        operation = step.operation
        if isinstance(operation, fp.Blur):
            across, down = across + 3 * operation.across, down + 3 * operation.down
        elif isinstance(operation, fp.Displacement):
            across, down = across + abs(operation.scale) / 2, down + abs(operation.scale) / 2
        elif isinstance(operation, fp.Offset | fp.Morphology):
            across, down = across + abs(operation.across), down + abs(operation.down)
    return across, down


def _inner_reach(effect: Effect) -> float:
    """The same of the effects within an effect, in root units in any direction."""
    parts = (effect.elements, *effect.contents, effect.fade.elements if effect.fade else ())
    inner = [element.effect for elements in parts for element in elements if element.effect]
    return max((max(_reach(one)) * _unit(one.matrix) + _inner_reach(one) for one in inner), default=0.0)


def _unit(matrix: Matrix) -> float:
    """How long a unit is after a map, in the mean of all directions."""
    return math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))


def _box(parts: Iterable[Points]) -> Region:
    """The box around points; one without area around none."""
    every = [part for part in parts if len(part)]
    if not every:
        return fp.Region(0.0, 0.0, 0.0, 0.0)
    points = np.concatenate(every)
    (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return fp.Region(left, top, right, bottom)


def _widened(box: Region, reach: tuple[float, float]) -> Region:
    return fp.Region(box.left - reach[0], box.top - reach[1], box.right + reach[0], box.bottom + reach[1])


def _common(one: Region, other: Region) -> Region:
    return fp.Region(
        max(one.left, other.left),
        max(one.top, other.top),
        min(one.right, other.right),
        min(one.bottom, other.bottom),
    )
