# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - Grease Pencil's types have other names in each version
"""The filled areas of a Grease Pencil drawing, out of strokes before 4.3, out of curves since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import grease_pencil_compat
from ..vector.keyhole import without_holes

if TYPE_CHECKING:
    from collections.abc import Iterator

    import bpy
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Rim = tuple[Points, int, float, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Fill:
    """One outline without holes, (n, 3) in the object's space; color: linear, with its alpha."""

    points: Points
    material: bpy.types.Material
    color: tuple[float, ...]
    lit: bool


def fills(obj: Any, drawing: Any) -> list[Fill]:
    """The filled areas of all layers that are seen at this frame, the furthest back first.

    drawing: the data of the object, or what modifiers make of it.
    """
    found: list[Fill] = []
    for layer in drawing.layers:
        if layer.hide:
            continue
        matrix = _placement(layer)
        lit = bool(obj.use_grease_pencil_lights and layer.use_lights)
        for points, slot, opacity, tint in _rims(layer):
            material = obj.material_slots[slot].material if slot < len(obj.material_slots) else None
            if not material or not material.grease_pencil or material.grease_pencil.hide:
                continue
            style = material.grease_pencil
            if grease_pencil_compat.fills_strokes(material) is False:
                continue
            *own, alpha = style.fill_color
            red, green, blue = (one + (over - one) * tint[3] for one, over in zip(own, tint[:3], strict=True))
            placed = points @ matrix[:3, :3].T + matrix[:3, 3]
            found.append(Fill(placed, material, (red, green, blue, alpha * opacity * layer.opacity), lit))
    return found


def slot_rims(drawing: Any) -> Iterator[tuple[int, Points]]:
    """The material slot and the points of each outline in a drawing, filled or not."""
    for layer in drawing.layers:
        matrix, rims = _placement(layer), _rims(layer)
        if hasattr(layer, "active_frame"):  # 4.2 has none before it has computed the drawing
            rims = _of_strokes(layer.active_frame or next(iter(layer.frames), None))
        for points, slot, *_ in rims:
            yield slot, points @ matrix[:3, :3].T + matrix[:3, 3]


def _placement(layer: Any) -> NDArray[np.float64]:
    """Where a layer lies; before 4.3 what has been evaluated lies there already."""
    if hasattr(layer, "matrix_local"):
        return np.array(layer.matrix_local)
    return np.eye(4) if layer.id_data.is_evaluated else np.array(layer.matrix_layer)


def draws_lines(obj: Any) -> bool:
    """Whether some of a drawing is lines, which a mesh of its fills has not."""
    materials = [
        slot.material for slot in obj.material_slots if slot.material and slot.material.grease_pencil
    ]
    layers = [layer for layer in obj.data.layers if not layer.hide]
    frames = [getattr(layer, "active_frame", None) or _current(layer) for layer in layers]
    drawings = [getattr(frame, "drawing", frame) for frame in frames if frame]
    return any(
        grease_pencil_compat.draws_lines(drawing, material) for drawing in drawings for material in materials
    )


def _current(layer: Any) -> Any:
    return layer.current_frame() if hasattr(layer, "current_frame") else None


def _rims(layer: Any) -> Iterator[Rim]:
    """The closed outlines of a layer, (n, 3), each with its material's slot, its opacity and its tint."""
    if hasattr(layer, "active_frame"):
        yield from _of_strokes(layer.active_frame)
    else:
        frame = layer.current_frame()
        if frame:
            yield from _of_curves(frame.drawing)


def _of_strokes(frame: Any) -> Iterator[Rim]:
    for stroke in frame.strokes if frame else ():
        flat = np.empty(3 * len(stroke.points), np.float32)
        stroke.points.foreach_get("co", flat)
        if len(stroke.points) > 2:
            yield (
                flat.reshape(-1, 3).astype(np.float64),
                stroke.material_index,
                1.0,
                tuple(stroke.vertex_color_fill),
            )


def _of_curves(drawing: Any) -> Iterator[Rim]:
    count = len(drawing.strokes)
    if not count:
        return
    positions = np.empty(3 * len(drawing.attributes["position"].data), np.float32)
    drawing.attributes["position"].data.foreach_get("vector", positions)
    starts = np.empty(count + 1, np.int32)
    drawing.curve_offsets.foreach_get("value", starts)
    outlines = np.split(positions.reshape(-1, 3).astype(np.float64), starts[1:-1])
    slots = grease_pencil_compat.stroke_values(drawing, "material_index", 0)
    opacity = grease_pencil_compat.stroke_values(drawing, "fill_opacity", 1.0)
    tints = _tints(drawing, count)
    together = grease_pencil_compat.stroke_values(drawing, "fill_id", 0)
    done: set[int] = set()
    for index, outline in enumerate(outlines):
        own = int(together[index])
        if own in done or len(outline) < 3 or (own == 0 and grease_pencil_compat.strokes_say_fill()):
            continue
        parts = [outline]
        if own:  # from 5.1 on, curves of one number are filled together, by the even-odd rule
            done.add(own)
            parts = [outlines[other] for other in np.flatnonzero(together == own)]
        for part in _joined(parts):
            yield part, int(slots[index]), float(opacity[index]), tuple(tints[index].tolist())


def _joined(outlines: list[Points]) -> list[Points]:
    """Outlines that are filled together, as such that each fill alone; flat ones, if they are several."""
    if len(outlines) == 1:
        return outlines
    depth = float(np.concatenate(outlines)[:, 2].mean())
    rims = without_holes([outline[:, :2] for outline in outlines])
    return [np.column_stack([rim, np.full(len(rim), depth)]) for rim in rims]


def _tints(drawing: Any, count: int) -> NDArray[np.float64]:
    """For each curve the colour over that of its material, and by how much it covers it."""
    values = np.zeros(4 * count, np.float32)
    attribute = drawing.attributes.get("fill_color")
    if attribute is not None:
        attribute.data.foreach_get("color", values)
    return values.reshape(-1, 4).astype(np.float64)
