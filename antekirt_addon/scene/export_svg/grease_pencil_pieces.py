# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - Grease Pencil's types have other names in each version
"""Grease Pencil as filled paths and as strokes, in the order in which it draws them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from ...media.arrays import run_of_item
from ...media.svg.paint import Solid, Stroke
from ...media.svg.writing.page import PathMark
from ...media.svg.writing.region import components, edges_of, outlines, polygon_subpath
from ..vector.file_color import as_in_file, backdrop_of, noted_stops, over
from . import grease_pencil_strokes
from .band_gradient import gradient_of
from .piece import Piece, Region
from .shown_paint import material_in, of_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...media.arrays import Floats
    from ...media.svg.writing.page import Fill
    from .grease_pencil_strokes import DrawnStroke
    from .shown import Shown
    from .viewpoint import Viewpoint

OPAQUE = Solid(0.0, 0.0, 0.0)
ROUND_STEPS = 8  # parts of a line whose thickness changes are no longer than its greatest thickness in these


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """A stroke of a drawing on the page, with its paints."""

    stroke: DrawnStroke
    points: Floats
    fill: Solid | None
    line: Solid | None
    material: Any = None

    @property
    def band_of(self) -> Any:
        """The material whose gradient it may be a band of."""
        is_band = self.line is None and self.stroke.tint[3] >= 1.0 and self.stroke.fill_opacity >= 1.0
        return self.material if is_band else None

    def continues(self, other: _Seen) -> bool:
        """Whether it is filled as the one before it, or with a band of the same gradient."""
        if self.line is not None or other.line is not None:
            return False
        return self.fill == other.fill or (self.band_of is not None and self.band_of == other.band_of)


def grease_pencil_pieces(shown: Shown, view: Viewpoint) -> Iterator[Piece]:
    """The pieces of a Grease Pencil object."""
    obj, owner, world = shown.obj, shown.owner, shown.world
    scale = abs(np.linalg.det(world[:3, :3])) ** (1 / 3)
    keeps_order = getattr(obj.data, "stroke_depth_order", "2D") == "2D"
    drawing = object() if keeps_order else None
    for layer in grease_pencil_strokes.layers(obj):
        run: list[_Seen] = []
        for stroke in layer:
            placed = stroke.points @ world[:3, :3].T + world[:3, 3]
            if not len(placed) or view.is_behind(placed):
                continue
            material = material_in(obj, stroke.slot)
            fill, line = _paints(material, stroke)
            seen = _Seen(stroke, view.of(placed), fill, line, material)
            if run and not seen.continues(run[-1]):
                yield from _banded(run, owner, drawing)
                run = []
            if line is None and fill is not None:
                run.append(seen)
            else:
                widths = 2 * stroke.radii * scale * _units_each(placed, view)
                yield from _stroked(seen, widths, owner, drawing)
        yield from _banded(run, owner, drawing)


def _paints(material: Any, stroke: DrawnStroke) -> tuple[Solid | None, Solid | None]:
    """The colors of a stroke's fill and of its line, None where there is none."""
    if material is None or material.grease_pencil is None:
        return None, OPAQUE if stroke.lines is not False else None
    style: Any = material.grease_pencil
    if style.hide:
        return None, None
    fill = _fill(material, stroke.tint) if stroke.has_fill(style) else None
    line = of_line(material) if stroke.has_line(style) else None
    return _faded(fill, stroke.fill_opacity), _faded(line, stroke.opacity)


def _fill(material: Any, tint: tuple[float, ...]) -> Solid:
    """The color of a fill whose material's is covered by another."""
    color = tuple(material.grease_pencil.fill_color)
    if not tint[3]:
        return as_in_file(color, material)
    mixed = (own + (cover - own) * tint[3] for own, cover in zip(color[:3], tint[:3], strict=True))
    return over((*mixed, color[3]), backdrop_of(material))


def _faded(color: Solid | None, opacity: float) -> Solid | None:
    if color is None or color.alpha * opacity <= 0:
        return None
    return Solid(color.red, color.green, color.blue, min(color.alpha * opacity, 1.0))


def _banded(run: list[_Seen], owner: Any, drawing: object) -> Iterator[Piece]:
    """Strokes that follow each other, of one fill or bands of one gradient."""
    band_of = run[0].band_of if run else None
    stops = noted_stops(band_of) if band_of else None
    if stops and len(stops) > 1:
        tints = np.array([seen.stroke.tint[:3] for seen in run])
        outlines_ = [seen.points[:, :2] for seen in run]
        if gradient := gradient_of(outlines_, tints, stops, backdrop_of(band_of)):
            yield from _filled(run, gradient, owner, drawing)
            return
    for fill, alike in groupby(run, key=lambda seen: seen.fill):
        yield from _filled(list(alike), fill, owner, drawing)


def _filled(run: list[_Seen], fill: Fill | None, owner: Any, drawing: object) -> Iterator[Piece]:
    """Strokes of one fill that follow each other; those that share edges are one shape."""
    if fill is None:
        return
    points = np.concatenate([seen.points for seen in run])
    sizes = np.array([len(seen.points) for seen in run])
    rounded, corners = np.unique(points.astype(np.float32), axis=0, return_inverse=True)
    sheet: Floats = rounded.astype(np.float64)
    edges, polygon = edges_of(corners.ravel().astype(np.int64), sizes), run_of_item(sizes)
    edges = _counterclockwise(edges, polygon, sheet)
    together = components(edges, polygon, np.zeros(len(sizes), np.int64))[polygon]
    for number in np.unique(together).tolist():
        own = edges[together == number]
        loops = [sheet[chain] for chain in outlines(own) if len(chain) > 2]
        if loops:
            yield Piece(owner, loops, Region(sheet[:, :2], own, fill), drawing)


def _counterclockwise(edges: Any, polygon: Any, sheet: Floats) -> Any:
    """Edges of polygons that all go around in one sense."""
    (x, y), (u, v) = sheet[edges[:, 0], :2].T, sheet[edges[:, 1], :2].T
    area = np.bincount(polygon, weights=x * v - u * y)
    turned = area[polygon] < 0
    return np.where(turned[:, None], edges[:, ::-1], edges)


def _stroked(seen: _Seen, widths: Floats, owner: Any, drawing: object) -> Iterator[Piece]:
    """A stroke with a line, so wide at each point, and its fill beneath."""
    stroke = seen.stroke
    subpath = polygon_subpath(seen.points[:, :2])
    if not stroke.is_cyclic:
        subpath = type(subpath)(subpath.points[:-3], closed=False)
    loops = [seen.points]
    if seen.line is None or not widths.max() > 0:
        if seen.fill is not None:
            yield Piece(owner, loops, PathMark("", "", (), (subpath,), seen.fill, "NONZERO"), drawing)
        return
    cap = "ROUND" if stroke.is_round else "BUTT"
    is_even = np.ptp(widths) <= 0.02 * widths.max()
    if is_even or len(widths) < 2:
        line = Stroke(seen.line, float(widths.mean()), cap, "ROUND")  # type: ignore[arg-type] # literals
        mark = PathMark("", "", (), (subpath,), seen.fill, "NONZERO", line)
        yield Piece(owner, loops, mark, drawing)
        return
    if seen.fill is not None:
        yield Piece(owner, loops, PathMark("", "", (), (subpath,), seen.fill, "NONZERO"), drawing)
    outline = _tapered(seen.points[:, :2], widths / 2, closed=stroke.is_cyclic)
    yield Piece(owner, loops, PathMark("", "", (), outline, seen.line, "NONZERO"), drawing)


def _units_each(points: Floats, view: Viewpoint) -> Floats:
    """How many units of the page a unit of the scene is at points of the world."""
    w = view.raw(points)[:, 3]
    row = view.matrix[0, :3] if view.nearest is None else _across(view)
    each: Floats = np.linalg.norm(row) / w
    return each


def _across(view: Viewpoint) -> Floats:
    """How X grows across the line of sight in perspective."""
    depth = view.matrix[3, :3]
    row: Floats = view.matrix[0, :3] - depth * (view.matrix[0, :3] @ depth) / (depth @ depth)
    return row


def _tapered(points: Floats, radii: Floats, *, closed: bool) -> Any:
    """A line whose thickness changes, as outlines that overlap: a disc at each point, and what joins two."""
    angles = np.linspace(0, 2 * np.pi, 2 * ROUND_STEPS, endpoint=False)
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    parts = [polygon_subpath(point + radius * circle) for point, radius in zip(points, radii, strict=True)]
    count = len(points) if closed else len(points) - 1
    for number in range(count):
        a, b = points[number], points[(number + 1) % len(points)]
        r, s = radii[number], radii[(number + 1) % len(points)]
        along = b - a
        length = np.hypot(*along)
        if length <= abs(r - s):
            continue
        normal = np.array([-along[1], along[0]]) / length
        parts.append(
            polygon_subpath(np.array([a - normal * r, b - normal * s, b + normal * s, a + normal * r]))
        )
    return tuple(parts)
