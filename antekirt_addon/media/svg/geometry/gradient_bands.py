# SPDX-License-Identifier: GPL-3.0-or-later
"""Gradients as bands of one colour each, for Grease Pencil, whose fills know none of the file's kinds.

Bands of an opaque gradient keep it as their paint, so that one material does for all of them. As strokes of
Grease Pencil's have no alpha of their own in all versions, those of another gradient have one paint for each
alpha, of few.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ...arrays import starts_of
from ..error import checking
from ..paint import Gradient, Solid
from ..shape import Subpath
from .backdrop import opaque
from .boolean import combine
from .fill_polygons import outline_rings
from .rectangle_clip import clip_to_rectangle
from .ring_set import UNITS, Rings, chains, without_repeats
from .work_limit import TooComplex, WorkLimit

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...arrays import Floats
    from ..paint import Matrix
    from ..shape import Artwork, Points, Shape

# Bands differ by this much of a channel; there is at most one for two pixels of a canvas this large.
STEP, CANVAS, MOST_BANDS = 4 / 255, 512, 128
SAMPLES = 1024  # of a gradient's colours
ALPHAS = 16  # of bands that let light through
SIDES = 128  # of the circles of a radial one
MOST_PAIRS = 20_000_000  # of edges to look at for one shape, which otherwise stays whole
MARGIN = 8  # in grid units


@dataclass(frozen=True, slots=True)
class _Band:
    """A colour between two t."""

    begin: float
    end: float
    color: Solid


def with_bands(artwork: Artwork, curve_tolerance: float, stop: Callable[[], bool]) -> Artwork:
    """The artwork with shapes of one colour in place of those whose paint is a gradient.

    Bands of a shape lie in its layer and have its name. Raises Stopped soon after stop() says so.
    """
    check = checking(stop)
    size = max(artwork.width, artwork.height)
    same = {shape.paint: shape.paint for shape in artwork.shapes if isinstance(shape.paint, Solid)}
    shapes: list[Shape] = []
    for shape in artwork.shapes:
        check()
        if not isinstance(shape.paint, Gradient) or shape.polygons or shape.text:
            shapes.append(shape)
            continue
        for part in _cut(shape, shape.paint, size, curve_tolerance * size, check):
            paint = part.paint
            shapes.append(
                replace(part, paint=same.setdefault(paint, paint)) if isinstance(paint, Solid) else part
            )
    return replace(artwork, shapes=tuple(shapes))


def _cut(
    shape: Shape, gradient: Gradient, size: float, tolerance: float, check: Callable[[], None]
) -> list[Shape]:
    """A shape's bands; the shape itself if it is too complex."""
    scale = UNITS / size
    rings = outline_rings([shape], tolerance, scale)
    if not len(rings.shape):
        return [shape]
    points = rings.points / scale
    low, high = rings.points.min(axis=0) - MARGIN, rings.points.max(axis=0) + MARGIN
    pixels = CANVAS * float((high - low).max()) / UNITS
    bands = _bands(gradient, points, int(np.clip(pixels / 2, 1, MOST_BANDS)))
    if len(bands) == 1:
        return [_banded(shape, gradient, bands[0].color, shape.subpaths)]
    edges = [
        [_grid(ring, gradient.to_gradient, scale) for ring in _borders(gradient, band, points)]
        for band in bands
    ]
    clip = _rings([[clip_to_rectangle(ring, low, high) for ring in own] for own in edges])
    count = len(bands)
    every = np.arange(count).repeat(len(rings.shape))
    subject = rings.select(np.tile(np.arange(len(rings.shape)), count), every)
    even_odd, clipped = np.zeros(count, np.bool_), np.ones(count, np.bool_)
    try:
        cut = combine(subject, even_odd, clip, clipped, WorkLimit(MOST_PAIRS, MOST_PAIRS, check))
    except TooComplex:
        return [shape]
    polygons: list[list[Subpath]] = [[] for _ in bands]
    for band, polygon in zip(cut.shape.tolist(), chains(cut.points / scale, cut.starts), strict=True):
        polygons[band].append(Subpath(polygon, closed=True))
    return [
        _banded(shape, gradient, band.color, tuple(own))
        for band, own in zip(bands, polygons, strict=True)
        if own
    ]


def _banded(shape: Shape, gradient: Gradient, color: Solid, subpaths: tuple[Subpath, ...]) -> Shape:
    if opaque(gradient):
        return replace(shape, band=color, subpaths=subpaths)
    colors = [(stop.color.red, stop.color.green, stop.color.blue) for stop in gradient.stops]
    alpha = max(round(color.alpha * ALPHAS), 1) / ALPHAS
    red, green, blue = np.mean(colors, axis=0).tolist()
    return replace(shape, paint=Solid(red, green, blue, alpha), band=color, subpaths=subpaths)


def _bands(gradient: Gradient, points: Points, most: int) -> list[_Band]:
    """The bands that a gradient shows within an outline."""
    t = _along(gradient, points)
    least, last = float(t.min()), float(t.max())
    if gradient.kind == "RADIAL":
        least = 0.0
    offsets = np.array([stop.offset for stop in gradient.stops])
    jumps = offsets[(offsets > least) & (offsets < last)] if gradient.spread == "PAD" else np.empty(0)
    sampled = np.sort(np.concatenate((np.linspace(least, last, SAMPLES), jumps - 1e-9, jumps + 1e-9)))
    colors = _colors(gradient, sampled, offsets)
    change = np.cumsum(np.abs(np.diff(colors, axis=0, prepend=colors[:1])).max(axis=1))
    band = (change / max(STEP, float(change[-1]) / most * (1 + 1e-9))).astype(np.int64)
    first = np.flatnonzero(np.diff(band, prepend=-1))
    ends = np.append(first[1:], len(sampled))
    middle = np.append((sampled[first[1:]] + sampled[first[1:] - 1]) / 2, np.inf)
    begins = np.concatenate(([-np.inf], middle[:-1]))
    result = []
    for nth, (begin, end) in enumerate(zip(first.tolist(), ends.tolist(), strict=True)):
        red, green, blue, alpha = colors[begin:end].mean(axis=0).tolist()
        result.append(_Band(float(begins[nth]), float(middle[nth]), Solid(red, green, blue, alpha)))
    return result


def _along(gradient: Gradient, points: Points) -> Floats:
    """t of each point, in root user units: for a radial gradient that of the circle through it."""
    x, y = _mapped(points, gradient.to_gradient).T
    if gradient.kind == "LINEAR":
        return x  # type: ignore[no-any-return]
    fx, fy = gradient.focus
    dx, dy, rest = x - fx, y - fy, 1 - fx * fx - fy * fy
    ahead = dx * fx + dy * fy
    t: Floats = (ahead + np.sqrt(ahead**2 + rest * (dx**2 + dy**2))) / rest
    return t


def _colors(gradient: Gradient, t: Floats, offsets: Floats) -> Floats:
    """Red, green, blue and alpha at each t."""
    if gradient.spread == "REPEAT":
        t = t % 1.0
    elif gradient.spread == "REFLECT":
        t = 1.0 - np.abs(t % 2.0 - 1.0)
    values = np.array([(s.color.red, s.color.green, s.color.blue, s.color.alpha) for s in gradient.stops])
    return np.stack([np.interp(t, offsets, values[:, channel]) for channel in range(4)], axis=1)


def _borders(gradient: Gradient, band: _Band, points: Points) -> list[Points]:
    """The rings around a band where an outline is, in the gradient's space, for the even-odd rule."""
    x, y = _mapped(points, gradient.to_gradient).T
    margin = 1 + np.ptp(x) + np.ptp(y)
    left, right, bottom, top = x.min() - margin, x.max() + margin, y.min() - margin, y.max() + margin
    if gradient.kind == "LINEAR":
        left, right = max(left, band.begin), min(right, band.end)
    around = np.array([(left, bottom), (right, bottom), (right, top), (left, top)])
    if gradient.kind == "LINEAR":
        return [around]
    rings = [around if np.isinf(band.end) else _circle(gradient, band.end)]
    return rings if np.isinf(band.begin) else [*rings, _circle(gradient, band.begin)]


def _circle(gradient: Gradient, t: float) -> Points:
    angle = np.arange(SIDES) * (2 * np.pi / SIDES)
    x, y = gradient.focus
    return np.column_stack(((1 - t) * x + t * np.cos(angle), (1 - t) * y + t * np.sin(angle)))


def _mapped(points: Points, m: Matrix) -> Points:
    x, y = points.T
    return np.column_stack((m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f))


def _grid(points: Points, m: Matrix, scale: float) -> Points:
    """Points of a gradient's space on the grid, not yet rounded."""
    area = m.a * m.d - m.b * m.c
    x, y = (points - (m.e, m.f)).T
    return np.column_stack((m.d * x - m.c * y, m.a * y - m.b * x)) * (scale / area)


def _rings(bands: list[list[Points]]) -> Rings:
    """The rings of each band on the grid."""
    rings = [(ring, band) for band, own in enumerate(bands) for ring in own if len(ring) > 2]
    points = np.concatenate([ring for ring, _ in rings])
    shape = np.array([band for _, band in rings])
    starts = starts_of([len(ring) for ring, _ in rings])
    return without_repeats(Rings(np.rint(points).astype(np.int64), starts, shape))[0]
