# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by its type, an object may have data of any kind
"""How much of an artwork each material covers, in the units of its objects; near enough to sort by."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from ..grease_pencil_compat import GREASE_PENCIL
from .color_use import corner_colors, packed

if TYPE_CHECKING:
    from collections.abc import Iterable

    import bpy

# Of the cross products of two of a segment's four points, in twenties of the area that it sweeps.
BEZIER = {(0, 1): 6, (0, 2): 3, (0, 3): 1, (1, 2): 3, (1, 3): 3, (2, 3): 6}


def material_areas(objects: Iterable[Any]) -> dict[bpy.types.Material, float]:
    """What each material covers."""
    areas: defaultdict[bpy.types.Material, float] = defaultdict(float)
    for obj in objects:
        slots = [slot.material for slot in obj.material_slots]
        for slot, area in _slot_areas(obj).items():
            if slot < len(slots) and slots[slot]:
                areas[slots[slot]] += area
    return areas


def corner_areas(mesh: Any, attribute: str, slots: set[int]) -> dict[int, float]:
    """What each colour of an attribute covers, by its number, on faces with material slots."""
    faces, areas, sizes = _faces(mesh)
    codes = packed(corner_colors(mesh, attribute))[np.cumsum(sizes) - sizes]
    shown = np.isin(faces, list(slots))
    colors, which = np.unique(codes[shown], return_inverse=True)
    covered = np.bincount(which.ravel(), areas[shown], len(colors))
    return dict(zip(colors.tolist(), covered.tolist(), strict=True))


def _slot_areas(obj: Any) -> dict[int, float]:
    if obj.type == "MESH":
        faces, areas, _ = _faces(obj.data)
        return dict(enumerate(np.bincount(faces, areas).tolist()))
    if obj.type == "CURVE":
        return _curve_areas(obj.data)
    if obj.type in GREASE_PENCIL:
        return _drawing_areas(obj)
    wide, high, _ = obj.dimensions
    return {0: wide * high / 3}  # of a text: about what its letters cover


def _faces(mesh: Any) -> tuple[Any, Any, Any]:
    """Each face's material slot, its area and its number of corners."""
    count = len(mesh.polygons)
    slots, sizes, areas = np.empty(count, np.int32), np.empty(count, np.int32), np.empty(count, np.float32)
    mesh.polygons.foreach_get("material_index", slots)
    mesh.polygons.foreach_get("loop_total", sizes)
    mesh.polygons.foreach_get("area", areas)
    return slots, areas, sizes


def _curve_areas(curve: Any) -> dict[int, float]:
    rings: defaultdict[int, list[Any]] = defaultdict(list)
    for spline in curve.splines:
        rings[spline.material_index].append(_ring(spline))
    return {slot: _filled(own) for slot, own in rings.items()}


def _ring(spline: Any) -> tuple[float, Any]:
    """What a ring encloses, and its points."""
    if spline.type != "BEZIER":
        flat = np.empty(4 * len(spline.points), np.float32)
        spline.points.foreach_get("co", flat)
        corners = flat.reshape(-1, 4)[:, :2]
        return abs(float(_cross(corners, np.roll(corners, -1, axis=0)).sum()) / 2), corners
    parts = []
    for name in ("co", "handle_right", "handle_left"):
        every = np.empty(3 * len(spline.bezier_points), np.float32)
        spline.bezier_points.foreach_get(name, every)
        parts.append(every.reshape(-1, 3)[:, :2].astype(np.float64))
    points, right, left = parts
    segment = (points, right, np.roll(left, -1, axis=0), np.roll(points, -1, axis=0))
    swept = sum(part * _cross(segment[a], segment[b]).sum() for (a, b), part in BEZIER.items())
    return abs(float(swept) / 20), points


def _filled(rings: list[tuple[float, Any]]) -> float:
    """The area that rings fill by the even-odd rule: what lies in an odd number of others is a hole."""
    area = 0.0
    for own, points in rings:
        inside = sum(_holds(others, points[0]) for larger, others in rings if larger > own)
        area += -own if inside % 2 else own
    return area


def _holds(ring: Any, point: Any) -> bool:
    if (ring.min(axis=0) > point).any() or (ring.max(axis=0) < point).any():
        return False
    after = np.roll(ring, -1, axis=0)
    crosses = (ring[:, 1] > point[1]) != (after[:, 1] > point[1])
    a, b = ring[crosses], after[crosses]
    at = a[:, 0] + (point[1] - a[:, 1]) * (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1])
    return bool(np.count_nonzero(at > point[0]) % 2)


def _drawing_areas(obj: Any) -> dict[int, float]:
    from ..export.grease_pencil_fill import draws_lines, fills  # few artworks are drawn so
    from ..export_svg.grease_pencil_strokes import layers

    slots = {slot.material: number for number, slot in reversed(list(enumerate(obj.material_slots)))}
    areas: defaultdict[int, float] = defaultdict(float)
    for fill in fills(obj, obj.data):
        after = np.roll(fill.points, -1, axis=0)
        areas[slots[fill.material]] += abs(float(_cross(fill.points, after).sum()) / 2)
    for layer in layers(obj) if draws_lines(obj) else ():
        for stroke in layer:
            material = (
                obj.material_slots[stroke.slot].material if stroke.slot < len(obj.material_slots) else None
            )
            if material and stroke.has_line(material.grease_pencil):
                length = np.linalg.norm(np.diff(stroke.points, axis=0), axis=1).sum()
                areas[slots[material]] += float(length * 2 * stroke.radii.mean())
    return areas


def _cross(a: Any, b: Any) -> Any:
    return a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
