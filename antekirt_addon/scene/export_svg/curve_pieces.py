# SPDX-License-Identifier: GPL-3.0-or-later
"""Curves and texts as paths whose Béziers stay Béziers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ...media.svg.paint import Stroke
from ...media.svg.writing.page import PathMark
from . import ribbon_line
from .piece import Piece
from .shape_names import ShapeNames

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...media.arrays import Floats
    from ...media.svg.shape import Subpath
    from .canvas import Canvas
    from .shown import Shown
    from .viewpoint import Viewpoint

SAMPLES = 8  # of each segment, to tell what hides what
EXACT = 1e-6
ALIKE = 1e-3  # as a part: radii that differ by less are the same


def keeps_curves(shown: Shown, view: Viewpoint) -> bool:
    """Whether a curve or text is seen as its splines say: filled and seen from the front, or a round line."""
    data = shown.obj.data
    if any(_changes_surface(modifier) for modifier in shown.obj.modifiers):
        return False
    if any(spline.type == "NURBS" for spline in data.splines):
        return False
    if is_filled(data):
        if abs(data.offset + data.bevel_depth) > EXACT * max(data.bevel_depth, abs(data.offset)):
            return False
        is_thick = bool(data.extrude or data.bevel_depth)
        return not is_thick or view.is_along(shown.world[:3, 2])
    is_round = data.bevel_depth > 0 and not data.extrude and data.bevel_mode == "ROUND"
    if data.taper_object or data.offset or view.nearest is not None:
        return False
    if ribbon_line.is_flat(data):
        return view.is_along(shown.world[:3, 2]) and all(
            ribbon_line.radius(spline) is not None for spline in data.splines
        )
    return is_round and _is_even(data)


def is_filled(data: Any) -> bool:  # noqa: ANN401 - a curve of any kind
    return bool(data.dimensions == "2D" and data.fill_mode != "NONE")


def is_invisible(data: Any) -> bool:  # noqa: ANN401 - a curve of any kind
    """Whether a curve is nothing but a line without any thickness."""
    return not (is_filled(data) or data.bevel_depth or data.extrude or data.bevel_mode == "OBJECT")


def _changes_surface(modifier: Any) -> bool:  # noqa: ANN401 - a modifier of any kind
    on_splines = modifier.type != "NODES" and getattr(modifier, "use_apply_on_spline", False)
    return bool(modifier.show_viewport and not on_splines)


def _is_even(data: Any) -> bool:  # noqa: ANN401 - a curve of any kind
    """Whether its lines are as thick all along."""
    radii = _radii(data)
    return not radii or max(radii) - min(radii) <= ALIKE * max(radii)


def curve_pieces(shown: Shown, canvas: Canvas) -> Iterator[Piece]:
    """The pieces of a curve or text."""
    curve = shown.obj.to_curve(canvas.depsgraph, apply_modifiers=True)
    try:
        shapes = ShapeNames(shown.obj.original).of_parts(len(curve.splines))
        chains = [
            (spline.material_index, shape, spline.use_cyclic_u, _chain(spline), _radius(spline))
            for spline, shape in zip(curve.splines, shapes, strict=True)
        ]
    finally:
        shown.obj.to_curve_clear()
    data, view, world = shown.obj.data, canvas.view, shown.world
    lift = np.zeros(3)
    if is_filled(data):
        toward = view.matrix[2, :3] @ world[:3, 2]
        lift[2] = (data.extrude + data.bevel_depth) * (1.0 if toward >= 0 else -1.0)
    found: list[_Curve] = []
    for slot, shape, closed, chain, radius in chains:
        if chain is None or (is_filled(data) and not closed):
            continue
        placed = (chain + lift) @ world[:3, :3].T + world[:3, 3]
        if not view.is_behind(placed):
            found.append(_Curve(slot, shape, view.curve(placed, closed=closed), _loop(placed, view), radius))
    yield from (_fills if is_filled(data) else _lines)(found, shown, canvas)


class _Curve(NamedTuple):
    """A spline on the page; loop: where it is, with its nearness. radius: of its line."""

    slot: int
    shape: int
    subpath: Subpath
    loop: Floats
    radius: float


def _fills(found: Sequence[_Curve], shown: Shown, canvas: Canvas) -> Iterator[Piece]:
    data = shown.obj.data
    names = ShapeNames(shown.obj.original)
    is_united = getattr(data, "fill_solver", "") == "CDT" and data.fill_rule == "NONZERO"
    for slot in sorted({one.slot for one in found}):
        own = [one for one in found if one.slot == slot]
        for together in _joined([one.subpath for one in own], [one.shape for one in own]):
            loops = [own[n].loop for n in together]
            paint = canvas.paints.of(shown, slot, canvas.view, np.concatenate(loops).mean(axis=0))
            if paint is not None:
                subpaths = tuple(own[n].subpath for n in together)
                mark = PathMark("", "", (), subpaths, paint, "NONZERO" if is_united else "EVEN_ODD")
                name, key = names.of(own[together[0]].shape)
                yield Piece(shown.owner, loops, mark, name=name, key=key)


def _lines(found: Sequence[_Curve], shown: Shown, canvas: Canvas) -> Iterator[Piece]:
    data = shown.obj.data
    scale = abs(np.linalg.det(shown.world[:3, :3])) ** (1 / 3)
    width = 2 * scale * float(np.linalg.norm(canvas.view.matrix[0, :3]))
    names = ShapeNames(shown.obj.original)
    is_flat = ribbon_line.is_flat(data)
    for slot, shape, subpath, loop, radius in found:
        paint = canvas.paints.of(shown, slot, canvas.view, loop.mean(axis=0))
        if paint is not None:
            thick = width * radius * (data.extrude if is_flat else data.bevel_depth)
            stroke = Stroke(paint, thick, miter_limit=ribbon_line.MITER_LIMIT if is_flat else 4.0)
            name, key = names.of(shape) if is_flat else ("", "")
            mark = PathMark("", "", (), (subpath,), None, stroke=stroke)
            yield Piece(shown.owner, [loop], mark, name=name, key=key)


def _radius(spline: Any) -> float:  # noqa: ANN401 - a spline of any kind
    radius = ribbon_line.radius(spline)
    return (
        max([point.radius for point in spline.bezier_points or spline.points], default=1.0)
        if radius is None
        else radius
    )


def _radii(data: Any) -> list[float]:  # noqa: ANN401 - a curve of any kind
    return [point.radius for spline in data.splines for point in (*spline.bezier_points, *spline.points)]


def _chain(spline: Any) -> Floats | None:  # noqa: ANN401 - a spline of any kind
    """The cubic segments of a spline, (3n + 1, 3); None if it has none."""
    if spline.type == "BEZIER":
        points = spline.bezier_points
        count = len(points)
        parts = [np.empty(3 * count, np.float32) for _ in range(3)]
        for part, name in zip(parts, ("co", "handle_right", "handle_left"), strict=True):
            points.foreach_get(name, part)
        at, leaving, arriving = (part.astype(np.float64).reshape(-1, 3) for part in parts)
    else:
        count = len(spline.points)
        flat = np.empty(4 * count, np.float32)
        spline.points.foreach_get("co", flat)
        at = flat.astype(np.float64).reshape(-1, 4)[:, :3]
        step = (np.roll(at, -1, axis=0) - at) / 3
        leaving, arriving = at + step, at - np.roll(step, 1, axis=0)
    if count < 2:
        return None
    chain = np.empty((3 * count + 1, 3))
    chain[:-1:3], chain[1::3] = at, leaving
    chain[2::3], chain[-1] = np.roll(arriving, -1, axis=0), at[0]
    return chain if spline.use_cyclic_u else chain[:-3]


def _loop(chain: Floats, view: Viewpoint) -> Floats:
    """A chain of segments as points of the page with their nearness."""
    t = (np.arange(SAMPLES) / SAMPLES)[:, None, None]
    p0, p1, p2, p3 = chain[:-1:3], chain[1::3], chain[2::3], chain[3::3]
    s = 1 - t
    points = s**3 * p0 + 3 * s * s * t * p1 + 3 * s * t * t * p2 + t**3 * p3
    return view.of(np.concatenate([points.transpose(1, 0, 2).reshape(-1, 3), chain[-1:]]))


def _joined(subpaths: Sequence[Subpath], shapes: Sequence[int]) -> list[list[int]]:
    """The numbers of outlines, those together that are of one shape of the file.

    Of what no shape is known it is those whose bounds overlap: one may be a hole in another.
    """
    if min(shapes) >= 0:
        of_shape: dict[int, list[int]] = {}
        for number, shape in enumerate(shapes):
            of_shape.setdefault(shape, []).append(number)
        return list(of_shape.values())
    low = np.array([subpath.points.min(axis=0) for subpath in subpaths])
    high = np.array([subpath.points.max(axis=0) for subpath in subpaths])
    head = list(range(len(subpaths)))

    def first(number: int) -> int:
        while head[number] != number:
            head[number] = head[head[number]]
            number = head[number]
        return number

    order = np.argsort(low[:, 0], kind="stable")
    last = np.searchsorted(low[order, 0], high[order, 0])
    for position, (one, end) in enumerate(zip(order.tolist(), last.tolist(), strict=True)):
        others = order[position + 1 : end]
        for other in others[(low[others, 1] < high[one, 1]) & (high[others, 1] > low[one, 1])].tolist():
            a, b = first(one), first(other)
            head[max(a, b)] = min(a, b)
    groups: dict[int, list[int]] = {}
    for number in range(len(subpaths)):
        groups.setdefault(first(number), []).append(number)
    return list(groups.values())
