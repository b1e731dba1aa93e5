# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - sockets are of many types, and what is linked to them of more
"""Nodes that draw a gradient of SVG (vector/gradient_nodes.py) as that gradient again."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from ...media.svg.paint import Gradient, Matrix, Solid, Stop
from ..vector.file_color import backdrop_of, noted_stops, over

if TYPE_CHECKING:
    from collections.abc import Sequence

    import bpy

    from ...media.arrays import Floats
    from .viewpoint import Viewpoint

SPREADS = {"FRACT": "REPEAT", "PINGPONG": "REFLECT"}
BETWEEN = 16  # colors that are looked at between two of a ramp's
GAP = 2e-6
VISIBLE = 0.75 / 255


def gradient_of(
    material: bpy.types.Material, ramp: Any, world: Floats, view: Viewpoint, middle: Floats
) -> Gradient | None:
    """The gradient of a ramp's node on an object that lies so in the world; None if it is none of ours.

    middle: a point of the page, around which it is right in perspective.
    """
    along = _source(ramp.inputs[0])
    spread = "PAD"
    if along is not None and getattr(along, "operation", "") in SPREADS:
        spread, along = SPREADS[along.operation], _source(along.inputs[0])
    rows = _rows(along)
    if along is None or not rows:
        return None
    to_local = _page_to_local(world, view, middle)
    if to_local is None:
        return None
    if along.operation == "ADD":
        u = np.array(rows[0][:3]) @ to_local
        v = np.array([-u[1], u[0], 0.0])  # any direction across will do
        kind, focus = "LINEAR", (0.0, 0.0)
    else:
        if len(rows) != 2:
            return None
        u, v = (np.array(row[:3]) @ to_local for row in rows)
        kind, focus = "RADIAL", (rows[0][3], rows[1][3])
    if abs(u[0] * v[1] - u[1] * v[0]) < 1e-30:
        return None
    matrix = Matrix(*(float(value) for value in (u[0], v[0], u[1], v[1], u[2], v[2])))
    return Gradient(kind, _stops(ramp.color_ramp, material), spread, matrix, focus)  # type: ignore[arg-type] # literals


def _source(socket: Any) -> Any:
    return socket.links[0].from_node if socket.is_linked else None


def _rows(node: Any) -> list[tuple[float, float, float, float]]:
    """Of each component that feeds a node: its factors of x and y, its constant, and where the focus is."""
    found: dict[str, tuple[float, float, float, float]] = {}
    waiting, seen = [(node, 0.0)], set()
    while waiting:
        at, focus = waiting.pop(0)
        if at is None or at.name in seen:
            continue
        seen.add(at.name)
        if at.bl_idname == "ShaderNodeVectorMath" or not hasattr(at, "operation"):
            continue
        dot = next((one for one in map(_source, at.inputs) if _is_dot(one)), None)
        if at.operation == "ADD" and dot is not None:
            factors = dot.inputs[1].default_value
            found[dot.name] = (factors[0], factors[1], at.inputs[1].default_value, focus)
            continue
        shift = at.inputs[1].default_value if at.operation == "ADD" and not at.inputs[1].is_linked else None
        waiting += [(one, focus if shift is None else -shift) for one in map(_source, at.inputs)]
    return list(found.values())


def _is_dot(node: Any) -> bool:
    return getattr(node, "bl_idname", "") == "ShaderNodeVectorMath" and node.operation == "DOT_PRODUCT"


def _page_to_local(world: Floats, view: Viewpoint, middle: Floats) -> Floats | None:
    """(x, y, 1) of the page to (x, y, 1) of an object's plane z = 0, right around a point of the page."""
    local_to_page = (view.matrix @ world)[:, [0, 1, 3]]
    homography = local_to_page[[0, 1, 3]]
    if abs(np.linalg.det(homography)) < 1e-30:
        return None
    back = np.linalg.inv(homography)
    point = np.array([middle[0], middle[1], 1.0])
    there = back @ point
    slope = (back[:2, :2] * there[2] - np.outer(there[:2], back[2, :2])) / there[2] ** 2
    shift = there[:2] / there[2] - slope @ point[:2]
    return np.array([[*slope[0], shift[0]], [*slope[1], shift[1]], [0.0, 0.0, 1.0]])


def _stops(ramp: Any, material: Any) -> tuple[Stop, ...]:
    """The fewest stops between which a browser blends as the ramp does."""
    noted = noted_stops(material)
    if noted and len(noted) > 1 and ramp.interpolation == "LINEAR":
        return noted
    backdrop = backdrop_of(material)
    offsets: list[float] = []
    positions = [element.position for element in ramp.elements]
    for first, second in pairwise([0.0, *positions, 1.0]):
        if second > first:
            offsets += [first + GAP, *np.linspace(first, second, BETWEEN + 1)[1:-1], max(second - GAP, first)]
    offsets = sorted({*positions, *offsets} if positions else set(offsets))
    offsets = [offset for offset in offsets if positions[0] <= offset <= positions[-1]] or [0.0]
    stops = [Stop(float(offset), over(tuple(ramp.evaluate(offset)), backdrop)) for offset in offsets]
    kept = _needed(stops)
    return tuple(kept if len(kept) > 1 else [Stop(0.0, kept[0].color), Stop(1.0, kept[0].color)])


def _needed(stops: Sequence[Stop]) -> list[Stop]:
    """Of stops those without which the blend would be seen to be another (Douglas and Peucker)."""
    values = np.array([_channels(stop.color) for stop in stops])
    offsets = np.array([stop.offset for stop in stops])
    keep = {0, len(stops) - 1}
    waiting = [(0, len(stops) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        within = slice(first + 1, last)
        part = ((offsets[within] - offsets[first]) / (offsets[last] - offsets[first]))[:, None]
        away = np.abs(values[first] + (values[last] - values[first]) * part - values[within]).max(axis=1)
        worst = int(away.argmax())
        if away[worst] > VISIBLE:
            middle = first + 1 + worst
            keep.add(middle)
            waiting += [(first, middle), (middle, last)]
    return [stops[number] for number in sorted(keep)]


def _channels(color: Solid) -> tuple[float, float, float, float]:
    return color.red, color.green, color.blue, color.alpha
