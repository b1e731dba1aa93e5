# SPDX-License-Identifier: GPL-3.0-or-later
"""A filter's primitives, drawn one after the other (Filter Effects 1, chapters 7 to 9)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...srgb import all_linear
from .. import filter_primitive as fp
from ..blending import blended, composed
from . import color_change
from .affine import after, mapped
from .blur import blurred
from .convolution import convolved
from .displacement import displaced
from .lighting import lit
from .morphology import thickened
from .turbulence import noise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..filter_primitive import Primitive, Region
    from ..shape import Effect
    from .grid import Canvas, Grid


@dataclass(slots=True)
class Result:
    """A canvas, and how its colours are mixed."""

    canvas: Canvas
    is_linear: bool

    def mixed(self, *, linear: bool) -> Canvas:
        """The canvas with its colours mixed so."""
        if linear == self.is_linear:
            return self.canvas
        return color_change.linear(self.canvas) if linear else color_change.encoded(self.canvas)


class FilterSpace:
    """Where the units of a filter lie among pixels; they go along the pixels' rows and columns."""

    def __init__(self, effect: Effect, grid: Grid) -> None:
        self.to_pixels = m = after(grid.from_root, effect.matrix)
        self.width, self.height = grid.width, grid.height
        self.across, self.down = math.hypot(m.a, m.b), math.hypot(m.c, m.d)

    def inside(self, region: Region) -> tuple[slice, slice]:
        """The rows and columns of a region, to the nearest pixel."""
        corners = [(x, y) for x in (region.left, region.right) for y in (region.top, region.bottom)]
        points = mapped(self.to_pixels, np.array(corners))
        low, high = (
            np.clip(np.rint(edge), 0, (self.width, self.height)) for edge in (points.min(0), points.max(0))
        )
        return slice(int(low[1]), int(high[1])), slice(int(low[0]), int(high[0]))


def filtered(
    source: Canvas, effect: Effect, contents: Sequence[Canvas], grid: Grid, check: Callable[[], None]
) -> Canvas:
    """What a filter makes of a canvas. contents: what it brings in itself, drawn."""
    space = FilterSpace(effect, grid)
    shadow = np.zeros_like(source)
    shadow[..., 3] = source[..., 3]
    known = {
        fp.SOURCE: Result(source, is_linear=False),
        fp.SOURCE_ALPHA: Result(shadow, is_linear=False),
        fp.NOTHING: Result(np.zeros_like(source), is_linear=False),
    }
    for number, primitive in enumerate(effect.primitives):
        check()
        inputs = [known[index].mixed(linear=primitive.is_linear) for index in primitive.inputs]
        drawn = _drawn(primitive, inputs, contents, space)
        if primitive.region is not None:
            part = space.inside(primitive.region)
            cut = np.zeros_like(drawn)
            cut[part] = drawn[part]
            drawn = cut
        known[number] = Result(drawn, primitive.is_linear)
    return known[len(effect.primitives) - 1].mixed(linear=False).copy()


def _drawn(
    primitive: Primitive, inputs: list[Canvas], contents: Sequence[Canvas], space: FilterSpace
) -> Canvas:
    """What one primitive draws, not yet cut to its region."""
    match primitive.operation:
        case fp.Blur(across, down):
            return blurred(inputs[0], across * space.across, down * space.down)
        case fp.Offset(across, down):
            return _moved(inputs[0], round(across * space.across), round(down * space.down))
        case fp.Flood(color):
            return _flood(color, space, linear=primitive.is_linear)
        case fp.Merge():
            return _merged(inputs, space)
        case fp.Compose(mode, k):
            return composed(inputs[0], inputs[1], mode, k)
        case fp.Blend(mode):
            return blended(inputs[0], inputs[1], mode)
        case fp.ColorMatrix(factors):
            return color_change.by_matrix(inputs[0], factors)
        case fp.Transfer(curves):
            return color_change.by_curves(inputs[0], curves)
        case fp.Morphology(across, down, is_thicker):
            radii = (round(across * space.across), round(down * space.down))
            return thickened(inputs[0], *radii, is_thicker=is_thicker)
        case fp.Tile(region):
            return _tiled(inputs[0], region, space)
        case fp.Content(number):
            canvas = contents[number]
            return color_change.linear(canvas) if primitive.is_linear else canvas
        case fp.Lighting() as lighting:
            light = np.array(lighting.color, np.float32)
            if primitive.is_linear:
                light = all_linear(light)
            return lit(inputs[0], lighting, space.to_pixels, light)
        case fp.Displacement() as displacement:
            return displaced(inputs[0], inputs[1], displacement, (space.across, space.down))
        case fp.Convolution() as convolution:
            return convolved(inputs[0], convolution, (space.across, space.down))
        case fp.Turbulence() as turbulence:
            return noise(turbulence, space.to_pixels, space.width, space.height)
    raise AssertionError(primitive)


def _moved(canvas: Canvas, across: int, down: int) -> Canvas:
    """A canvas moved by whole pixels."""
    result = np.zeros_like(canvas)
    height, width = canvas.shape[:2]
    if abs(across) < width and abs(down) < height:
        result[max(down, 0) : height + min(down, 0), max(across, 0) : width + min(across, 0)] = canvas[
            max(-down, 0) : height + min(-down, 0), max(-across, 0) : width + min(-across, 0)
        ]
    return result


def _flood(color: tuple[float, float, float, float], space: FilterSpace, *, linear: bool) -> Canvas:
    """One colour all over."""
    pixel = np.array([[color]], np.float32)
    pixel[..., :3] *= pixel[..., 3:]
    if linear:
        pixel = color_change.linear(pixel)
    return np.broadcast_to(pixel, (space.height, space.width, 4)).copy()


def _merged(inputs: list[Canvas], space: FilterSpace) -> Canvas:
    """Each over those before it."""
    result = np.zeros((space.height, space.width, 4), np.float32)
    for canvas in inputs:
        result *= 1 - canvas[..., 3:]
        result += canvas
    return result


def _tiled(canvas: Canvas, region: Region, space: FilterSpace) -> Canvas:
    """A part of a canvas, repeated all over, also where it is no whole number of pixels large."""
    corners = mapped(space.to_pixels, np.array([(region.left, region.top), (region.right, region.bottom)]))
    low, size = corners.min(axis=0), np.ptp(corners, axis=0)
    if not (size > 0).all():
        return np.zeros_like(canvas)
    columns, rows = (
        np.clip(start + (np.arange(count) + 0.5 - start) % side, 0, count - 1).astype(np.int64)
        for start, side, count in zip(low, size, (space.width, space.height), strict=True)
    )
    repeated: Canvas = canvas[rows[:, None], columns]
    return repeated
