# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - Grease Pencil's types have other names in each version
"""What a Grease Pencil object draws at the present frame, told alike of the kinds before and since 4.3."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import grease_pencil_compat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...media.arrays import Floats

THOUSANDTHS = 2000.0  # of the scene's unit in a radius, for what 4.2 calls a thickness


@dataclass(frozen=True, slots=True, eq=False)
class DrawnStroke:
    """points (n, 3) in the object's space; radii (n). fills, lines: None if the material says it.

    tint: the linear color over that of its fill, and by how much it covers it.
    """

    points: Floats
    radii: Floats
    slot: int
    is_cyclic: bool
    is_round: bool = True
    lines: bool | None = None
    fills: bool | None = None
    opacity: float = 1.0
    fill_opacity: float = 1.0
    tint: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0)

    def has_fill(self, style: Any) -> bool:
        """Whether it is filled with a material's color."""
        return bool(style.show_fill) if self.fills is None else self.fills

    def has_line(self, style: Any) -> bool:
        """Whether it is drawn as a line in a material's color."""
        return bool(style.show_stroke) if self.lines is None else self.lines


def layers(obj: Any) -> Iterator[list[DrawnStroke]]:
    """The strokes of each layer that is seen, from the lowest on."""
    for layer in obj.data.layers:
        group = getattr(layer, "parent_group", None)
        hidden = layer.hide
        while group and not hidden:
            hidden, group = group.hide, group.parent_group
        if hidden:
            continue
        yield list(_present(layer) if obj.type == "GREASEPENCIL" else _former(layer, obj.data))


def _present(layer: Any) -> Iterator[DrawnStroke]:
    shown = layer.current_frame()
    if shown is None:
        return
    matrix = np.array(layer.matrix_local)
    says_fill = grease_pencil_compat.strokes_say_fill()
    fill_opacity = grease_pencil_compat.stroke_values(shown.drawing, "fill_opacity", 1.0).tolist()
    is_faint = shown.drawing.attributes.get("opacity") is not None  # else its points, too, say 0
    for stroke, own in zip(shown.drawing.strokes, fill_opacity, strict=True):
        points = stroke.points
        if not len(points):
            continue
        at = np.array([point.position for point in points], np.float64) @ matrix[:3, :3].T + matrix[:3, 3]
        opacity = float(np.mean([point.opacity for point in points])) if is_faint else 1.0
        yield DrawnStroke(
            at,
            np.maximum(np.array([point.radius for point in points]) + layer.radius_offset, 0.0),
            stroke.material_index,
            stroke.cyclic,
            stroke.start_cap == 0,
            not stroke.hide_stroke if says_fill else None,
            bool(stroke.fill_id) if says_fill else None,
            opacity * layer.opacity,
            own * layer.opacity,
            tuple(stroke.fill_color),
        )


def _former(layer: Any, data: Any) -> Iterator[DrawnStroke]:
    if layer.active_frame is None:
        return
    matrix = np.array(layer.matrix_layer)
    factor = data.pixel_factor if data.stroke_thickness_space == "WORLDSPACE" else 1.0
    for stroke in layer.active_frame.strokes:
        count = len(stroke.points)
        flat, pressure, strength = np.empty(3 * count, np.float32), np.empty(count), np.empty(count)
        stroke.points.foreach_get("co", flat)
        stroke.points.foreach_get("pressure", pressure)
        stroke.points.foreach_get("strength", strength)
        at = flat.astype(np.float64).reshape(-1, 3) @ matrix[:3, :3].T + matrix[:3, 3]
        yield DrawnStroke(
            at,
            pressure * max(stroke.line_width + layer.line_change, 0) * factor / THOUSANDTHS,
            stroke.material_index,
            stroke.use_cyclic,
            stroke.start_cap_mode == "ROUND",
            opacity=(float(strength.mean()) if count else 0.0) * layer.opacity,
            fill_opacity=layer.opacity,
            tint=tuple(stroke.vertex_color_fill),
        )
