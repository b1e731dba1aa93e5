# SPDX-License-Identifier: GPL-3.0-or-later
"""Strokes become curves along their lines: flat ribbons, which lie in their layer as outlines do.

A curve's extrusion, turned by a tilt of a right angle, lies in the plane of the curve, and a point's radius
is what of it this point has. So each line keeps its own width, and a curve may hold many.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from . import layer_spacing
from .bezier_points import line_counts
from .fill_outline import TOLERANCE
from .material_slot import paint_slots
from .origin import middle
from .ribbon import is_straight, widths_at

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from ...media.svg.shape import CenterLine, Shape, Subpath
    from .artwork_material import ArtworkMaterials
    from .artwork_space import ArtworkSpace
    from .transaction import Transaction
    from .vector_settings import Grouping, VectorSettings

NAME = "Strokes"


def build_center_lines(
    strokes: Sequence[Shape],
    settings: VectorSettings,
    space: ArtworkSpace,
    materials: ArtworkMaterials,
    transaction: Transaction,
) -> Iterator[float]:
    """Make the curve objects of shapes that are lines; yields progress."""
    groups: dict[Hashable, list[tuple[Shape, CenterLine]]] = {}
    for number, shape in enumerate(strokes):
        assert shape.line
        own_key = _key(shape, number, settings.grouping), shape.layer
        groups.setdefault(own_key, []).append((shape, shape.line))
    done = 0
    for own in groups.values():
        shapes = [shape for shape, _ in own]
        name = shapes[0].name if len(shapes) == 1 else f"{NAME} {shapes[0].layer + 1:03}"
        curve: Any = transaction.add(bpy.data.curves.new(name, "CURVE"))
        curve.dimensions, curve.twist_mode = "3D", "Z_UP"
        slots = paint_slots(shapes)
        for shape, slot in zip(shapes, slots, strict=True):
            if slot == len(curve.materials):
                curve.materials.append(materials.for_shape(shape))
        widest = max(line.width for _, line in own)
        curve.extrude = widest / 2 * space.scale
        away = space.to_local_point(*middle(shapes)) if settings.origin_to_center else (0.0, 0.0)
        for (_, line), slot in zip(own, slots, strict=True):
            for subpath in line.subpaths:
                spline = _add_spline(curve, subpath, line.width / 2, away, space)
                spline.material_index = slot
                half, limit = line.width / 2, line.miter_limit
                widths = widths_at(subpath.points, half, limit, closed=subpath.closed)
                assert widths is not None
                spline.bezier_points.foreach_set("radius", widths * (line.width / widest))
            done += 1
            yield done / len(strokes)
        along = [replace(shape, subpaths=line.subpaths) for shape, line in own]
        obj = transaction.new_object(name, curve, along)
        obj[layer_spacing.LAYER] = shapes[0].layer
        obj.location = (*away, shapes[0].layer * space.spacing)


def _key(shape: Shape, number: int, grouping: Grouping) -> Hashable:
    """What lines in one curve have in common, besides their layer."""
    if grouping == "PATHS":
        return number
    if grouping == "COLORS":
        return shape.paint
    return shape.file_layers if grouping == "FILE_LAYERS" else None


def _add_spline(
    curve: Any,  # noqa: ANN401 - an object may have data of any kind
    subpath: Subpath,
    half_width: float,
    away: tuple[float, float],
    space: ArtworkSpace,
) -> Any:  # noqa: ANN401 - by its type, any kind of spline
    """Add a line to a curve, with its points' own handles."""
    points = space.to_local(subpath.points) - np.array(away)
    before = np.concatenate((points[:1] * 2 - points[1:2], points[2::3]))
    on_line, after = points[::3], np.concatenate((points[1::3], points[-1:] * 2 - points[-2:-1]))
    if subpath.closed:
        before[0] = before[-1]
        before, on_line, after = before[:-1], on_line[:-1], after[:-1]
    spline = curve.splines.new("BEZIER")
    spline.bezier_points.add(len(on_line) - 1)
    for name, values in (("co", on_line), ("handle_left", before), ("handle_right", after)):
        flat = np.column_stack([values, np.zeros(len(values))]).astype(np.float32)
        spline.bezier_points.foreach_set(name, flat.ravel())
    spline.bezier_points.foreach_set("tilt", [math.pi / 2] * len(on_line))
    spline.use_cyclic_u = subpath.closed
    # Such segments Blender draws in one piece, from the width at one end to that at the other.
    for number in np.flatnonzero(is_straight(points)).tolist():
        spline.bezier_points[number].handle_right_type = "VECTOR"
        spline.bezier_points[(number + 1) % len(on_line)].handle_left_type = "VECTOR"
    tolerance = TOLERANCE * space.size
    segments = points[:-1].reshape(-1, 3, 2)
    ends = points[3::3]
    bent = line_counts(segments[:, 0], segments[:, 1], segments[:, 2], ends, tolerance).max()
    # At the rim the lines are longer than along the middle.
    rim = math.pi * math.sqrt(half_width * space.scale / (8 * tolerance))
    spline.resolution_u = min(int(bent) + math.ceil(rim), 64)
    return spline
