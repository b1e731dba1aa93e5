# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - Grease Pencil's types have other names in each version
"""The bands that a drawing has for a gradient follow the colours of its material, which their own cover.

How far along the gradient a band lies is told by the colour that it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...media.svg.paint import Solid
from ..grease_pencil_compat import GREASE_PENCIL
from ..vector import material_paint
from ..vector.color_conversion import linear_over
from .color_use import drawn_objects

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import bpy

    from ...media.arrays import Floats
    from ..vector.material_paint import MaterialPaint

SAMPLES = 513  # along a gradient


def banded(root: bpy.types.Object, materials: Collection[bpy.types.Material]) -> set[Any]:
    """The drawings of an artwork in which bands have the place of gradients of these materials."""
    return {obj.data for obj, _ in _drawings(root, materials) if any(_tints(obj.data))}


def follow_gradients(
    root: bpy.types.Object, before: Mapping[bpy.types.Material, MaterialPaint | None]
) -> None:
    """Have bands show the colours of materials that have changed. before: what these were."""
    changes: dict[bpy.types.Material, tuple[Floats, Floats]] = {}
    for material, was in before.items():
        now = material_paint.read(material)
        if material.is_grease_pencil and was and now and len(was.stops) > 1:
            changes[material] = along(was), along(now)
    for obj, slots in _drawings(root, changes):
        for part in _tints(obj.data):
            tints, of_slots = part.read()
            for slot, material in slots.items():
                own = (of_slots == slot) & (tints[:, 3] > 0.0)
                former, present = changes[material]
                tints[own, :3] = present[nearest(tints[own, :3], former)]
            part.write(tints)


def _drawings(
    root: bpy.types.Object, materials: Collection[bpy.types.Material]
) -> Iterator[tuple[Any, dict[int, bpy.types.Material]]]:
    """The drawings that have some of these materials, and in which slots."""
    for obj in drawn_objects(root):
        if obj.type in GREASE_PENCIL:
            slots = {n: s.material for n, s in enumerate(obj.material_slots) if s.material in materials}
            if slots:
                yield obj, slots


def along(paint: MaterialPaint) -> Floats:
    """What is seen along a gradient, linear: (SAMPLES, 3)."""
    offsets = [stop.offset for stop in paint.stops]
    colors = np.array([(s.color.red, s.color.green, s.color.blue, s.color.alpha) for s in paint.stops])
    at = np.linspace(offsets[0], offsets[-1], SAMPLES)
    mixed = np.column_stack([np.interp(at, offsets, channel) for channel in colors.T])
    return np.array([linear_over(Solid(*color), paint.backdrop)[:3] for color in mixed.tolist()])


def nearest(colors: Floats, among: Floats) -> Any:
    """Which of some colours each colour is, or nearly is."""
    away = ((colors[:, None] - among[None]) ** 2).sum(axis=2)
    return away.argmin(axis=1)


class _Tints:
    """The colours over those of the materials in one frame of a layer: of strokes, since 4.3 of curves."""

    def __init__(self, frame: Any) -> None:
        self._drawing: Any = getattr(frame, "drawing", None)
        self._strokes: Any = None if self._drawing else list(frame.strokes)

    def __bool__(self) -> bool:
        if self._drawing:
            return "fill_color" in self._drawing.attributes
        return any(stroke.vertex_color_fill[3] for stroke in self._strokes)

    def read(self) -> tuple[Floats, Any]:
        """The tints (n, 4), linear, and the material slots."""
        if not self._drawing:
            tints = np.array([tuple(stroke.vertex_color_fill) for stroke in self._strokes])
            return tints, np.array([stroke.material_index for stroke in self._strokes])
        attributes = self._drawing.attributes
        values = np.empty(4 * len(attributes["fill_color"].data), np.float32)
        attributes["fill_color"].data.foreach_get("color", values)
        slots = np.zeros(len(values) // 4, np.int32)
        if "material_index" in attributes:
            attributes["material_index"].data.foreach_get("value", slots)
        return values.reshape(-1, 4).astype(np.float64), slots

    def write(self, tints: Floats) -> None:
        if self._drawing:
            self._drawing.attributes["fill_color"].data.foreach_set("color", tints.astype(np.float32).ravel())
            return
        for stroke, tint in zip(self._strokes, tints.tolist(), strict=True):
            stroke.vertex_color_fill = tint


def _tints(data: Any) -> Iterator[_Tints]:
    for layer in data.layers:
        yield from filter(None, map(_Tints, layer.frames))
