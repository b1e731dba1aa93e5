# SPDX-License-Identifier: GPL-3.0-or-later
"""A drawing becomes artwork: shapes that fill by the even-odd rule, in layers, with few colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ....message import Message
from ...arrays import run_of_item, starts_of
from ..error import checking
from ..paint import Solid
from ..shape import Artwork, Shape, Subpath
from .backdrop import opaque
from .background import without_background
from .center_line import center_lines
from .color_merging import merge_colors
from .compositing import composited
from .element_outline import Outline, closed, outlines
from .flatten import flatten_all
from .layering import layers
from .overlap import crossed_shapes
from .rectangle_clip import clip_to_rectangle
from .ring_set import LIMIT, UNITS, Rings, areas, chains, pieces, without_repeats
from .self_intersection_removal import simplify, unite
from .stroke_pieces import stroke_pieces
from .uncut_text import uncut_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ...arrays import Flags, Integers
    from ..options import Options
    from ..paint import Paint
    from ..shape import ClipRegion, Drawing, Points, Polygons
    from .self_intersection_removal import Simplified

# Outlines that reach less far across each other, as a part of the viewport's longer side, only touch.
TOUCH = 1e-4
WHITE = (1.0, 1.0, 1.0)
# Nothing is drawn further from the viewport than this many of its sizes.
FAR = 1e6


def make_artwork(drawing: Drawing, options: Options, stop: Callable[[], bool]) -> Artwork:
    """The artwork of a drawing; raises Stopped soon after stop() says so."""
    check = checking(stop)
    size = max(drawing.width, drawing.height)
    scale, tolerance = UNITS / size, size * options.curve_tolerance
    drawn = outlines(drawing.elements, tolerance, FAR * size, check)
    check()
    polygonal = np.repeat([bool(o.centers) for o in drawn], [len(o.chains) for o in drawn])
    rings, chain_of_ring = _rings([o.chains for o in drawn], tolerance, scale, polygonal)
    clips = _clips(drawn, tolerance, scale, check)
    if options.clip_to_viewport:
        viewport = _rectangle(round(drawing.width * scale), round(drawing.height * scale))
        clips = [[*own, viewport] for own in clips]
    check()
    nonzero = np.array([o.rule == "NONZERO" for o in drawn], np.bool_)
    simple = simplify(rings, nonzero, clips, check, np.array([_may_be_pieced(o) for o in drawn], np.bool_))
    if options.drop_background:
        simple = without_background(drawn, simple, drawing.width * drawing.height * scale**2)

    texts = uncut_texts(drawn, rings, simple, clips) if options.text_as == "OBJECTS" else [None] * len(drawn)
    lines = center_lines(drawn, rings, clips) if options.strokes_as != "OUTLINES" else [None] * len(drawn)
    found = composited(drawn, simple, texts, check)
    parts = found.parts
    paints = _paints([part.paint for part in parts], found.rings, options)
    crossed = crossed_shapes(found.rings, len(parts), TOUCH * UNITS, check)
    pieced = {nth: part.number for nth, part in enumerate(parts) if part.number in simple.pieced}
    layer_of = layers(found.rings, len(parts), crossed, check, pieced)
    polygons = _polygons(drawn, simple, pieced, scale)
    chain = np.where(found.source < 0, -1, chain_of_ring[found.source])
    subpaths = _subpaths(drawn, found.rings, chain, len(parts), scale)
    shapes = tuple(
        Shape(
            drawn[part.number].element.name,
            drawn[part.number].element.groups,
            tuple(own),
            paint,
            layer,
            part.ground or WHITE,
            drawn[part.number].element.key,
            text=texts[part.number] if part.is_whole else None,
            line=lines[part.number] if part.is_whole else None,
            is_even=part.ground is not None,
            polygons=polygons.get(nth),
        )
        for nth, (part, own, paint, layer) in enumerate(zip(parts, subpaths, paints, layer_of, strict=True))
        if own
    )
    left_out = dict(drawing.left_out)
    for kind, count in found.left_out.items():
        left_out[kind] = left_out.get(kind, 0) + count
    if simple.unresolved:
        left_out[Message("tangled outline")] = simple.unresolved
    return Artwork(
        drawing.width,
        drawing.height,
        shapes,
        layer_count=max((s.layer for s in shapes), default=-1) + 1,
        left_out=left_out,
        stand_ins=drawing.stand_ins,
        real_size=drawing.real_size,
        beyond=tuple(tuple(drawn[number].element for number in run) for run in found.beyond),
    )


def _rings(
    shapes: Sequence[Sequence[Points]], tolerance: float, scale: float, polygonal: Flags | None = None
) -> tuple[Rings, Integers]:
    """Each shape's chains as polygons on the grid, and for each polygon its chain's number.

    polygonal: which of all chains are nothing but straight lines.
    """
    every = [chain for own in shapes for chain in own]
    shape = run_of_item([len(own) for own in shapes])
    if not every:
        return Rings(np.empty((0, 2), np.int64), np.zeros(1, np.int64), shape), shape
    points, starts = _flat(
        every, tolerance, np.zeros(len(every), np.bool_) if polygonal is None else polygonal
    )
    points *= scale
    if np.abs(points).max() > LIMIT:
        polygons = [
            clip_to_rectangle(part, (-LIMIT, -LIMIT), (LIMIT, LIMIT)) for part in pieces(points, starts)
        ]
        points, starts = np.concatenate(polygons), starts_of([len(polygon) for polygon in polygons])
    return without_repeats(Rings(np.rint(points).astype(np.int64), starts, shape))


def _flat(chains: Sequence[Points], tolerance: float, polygonal: Flags) -> tuple[Points, Integers]:
    """Chains as polylines, end to end; see _rings."""
    parts = [chain[::3] for chain in chains]
    curved = np.flatnonzero(~polygonal)
    if len(curved):
        flat = flatten_all([chains[n] for n in curved.tolist()], np.full(len(curved), tolerance))
        for n, own in zip(curved.tolist(), pieces(flat.points, flat.starts), strict=True):
            parts[n] = own
    return np.concatenate(parts), starts_of([len(part) for part in parts])


def _may_be_pieced(outline: Outline) -> bool:
    """Whether nobody sees it if a part of it is drawn twice."""
    paint = outline.paint
    return (
        bool(outline.centers) and isinstance(paint, Solid) and opaque(paint) and not outline.element.surfaces
    )


def _polygons(
    drawn: Sequence[Outline], simple: Simplified, pieced: dict[int, int], scale: float
) -> dict[int, Polygons]:
    """What fills some parts; pieced: their outlines."""
    if not pieced:
        return {}
    boxes = [box and (box[0] / scale, box[1] / scale) for box in map(simple.pieced.get, pieced.values())]
    own = stroke_pieces([drawn[number] for number in pieced.values()], boxes, UNITS / scale)
    return dict(zip(pieced, own, strict=True))


def _clips(
    drawn: Sequence[Outline], tolerance: float, scale: float, check: Callable[[], None]
) -> list[list[Rings]]:
    """For each outline its clips, equal ones as one object."""
    unique: dict[int, tuple[ClipRegion, ...]] = {id(clip): clip for o in drawn for clip in o.element.clips}
    if not unique:
        return [[] for _ in drawn]
    every = [region for clip in unique.values() for region in clip]
    owner = run_of_item([len(clip) for clip in unique.values()])
    rings, _ = _rings([[closed(s) for s in region.subpaths] for region in every], tolerance, scale)
    nonzero = np.array([region.rule == "NONZERO" for region in every], np.bool_)
    cutters = dict(zip(unique, unite(rings, nonzero, owner, len(unique), check), strict=True))
    return [[cutters[id(clip)] for clip in o.element.clips] for o in drawn]


def _rectangle(width: int, height: int) -> Rings:
    """The viewport on the grid, as a clip."""
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)])
    return Rings(corners, np.array([0, 4]), np.zeros(1, np.int64))


def _subpaths(
    drawn: Sequence[Outline], rings: Rings, chain: Integers, count: int, scale: float
) -> list[list[Subpath]]:
    """For each shape its rings: the curves they came from, or polygons."""
    curves = [points for o in drawn for points in o.chains]
    anew = np.flatnonzero(chain < 0)
    part = rings.select(anew, rings.shape[anew])
    polygons = iter(chains(part.points / scale, part.starts))
    result: list[list[Subpath]] = [[] for _ in range(count)]
    for shape, index in zip(rings.shape.tolist(), chain.tolist(), strict=True):
        result[shape].append(Subpath(next(polygons) if index < 0 else curves[index], closed=True))
    return result


def _paints(paints: Sequence[Paint], rings: Rings, options: Options) -> list[Paint]:
    """The paints with nearly equal colours merged; equal paints are one object."""
    area = np.bincount(rings.shape, weights=np.abs(areas(rings)), minlength=len(paints)).tolist()
    weights: dict[Solid, float] = {}
    for paint, weight in zip(paints, area, strict=True):
        if isinstance(paint, Solid):
            weights[paint] = weights.get(paint, 0.0) + weight
    merged = merge_colors(weights, options.color_tolerance)
    same: dict[Paint, Paint] = {}
    chosen = (merged[paint] if isinstance(paint, Solid) else paint for paint in paints)
    return [same.setdefault(paint, paint) for paint in chosen]
