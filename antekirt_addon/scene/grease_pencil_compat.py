# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - Grease Pencil's types have other names in each version
"""Every difference between the Grease Pencils of the Blender versions that we support (4.2 to 5.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from .compat import heeds

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray


def new_grease_pencil(name: str) -> Any:
    """New Grease Pencil data, whose collection had a name of its own in 4.3 to 4.5."""
    if hasattr(bpy.data, "grease_pencils_v3"):
        return bpy.data.grease_pencils_v3.new(name)
    return bpy.data.grease_pencils.new(name)


def fill_only(material: bpy.types.Material, color: tuple[float, ...]) -> None:
    """Have Grease Pencil fill with a color and draw no line; from 5.1 on the strokes say the latter."""
    bpy.data.materials.create_gpencil_data(material)
    style: Any = material.grease_pencil
    style.fill_color = color
    if heeds(style, "show_stroke"):
        style.show_stroke, style.show_fill = False, True


def fills_strokes(material: bpy.types.Material) -> bool | None:
    """Whether a Grease Pencil material fills its strokes; None from 5.1 on, where these say it by fill_id."""
    style: Any = material.grease_pencil
    return bool(style.show_fill) if heeds(bpy.types.MaterialGPencilStyle, "show_fill") else None


def strokes_say_fill() -> bool:
    """Whether each Grease Pencil stroke says if it is filled and if it has a line: from 5.1 on."""
    return not heeds(bpy.types.MaterialGPencilStyle, "show_fill")


def draws_lines(drawing: Any, material: bpy.types.Material) -> bool:
    """Whether a Grease Pencil drawing has lines; from 5.1 on its strokes say so, before its material."""
    style: Any = material.grease_pencil
    if heeds(bpy.types.MaterialGPencilStyle, "show_stroke"):
        return bool(style.show_stroke and not style.hide)
    hidden = drawing.attributes.get("hide_stroke")
    return bool(drawing.strokes) and (hidden is None or not all(one.value for one in hidden.data))


def add_fills(
    layer: Any,
    points: NDArray[np.float32],
    sizes: Sequence[int],
    slots: Sequence[int],
    tints: NDArray[np.float64],
) -> None:
    """Add closed outlines to a Grease Pencil layer's first frame: strokes before 4.3, then curves.

    points: (n, 3), of all of them end to end. sizes, slots, tints: for each how many, its material's slot,
    and the colour, linear, that covers the material's by the last of its four numbers.
    """
    frame = layer.frames.new(1)
    if hasattr(frame, "strokes"):
        first = 0
        for size, slot, tint in zip(sizes, slots, tints.tolist(), strict=True):
            stroke = frame.strokes.new()
            stroke.use_cyclic, stroke.material_index, stroke.vertex_color_fill = True, slot, tint
            stroke.points.add(size)
            stroke.points.foreach_set("co", points[first : first + size].ravel())
            stroke.points.update()
            first += size
        return
    frame.drawing.add_strokes(sizes)
    attributes = frame.drawing.attributes
    attributes["position"].data.foreach_set("vector", points.ravel())
    attributes.new("radius", "FLOAT", "POINT").data.foreach_set("value", [0.0] * len(points))
    attributes.new("cyclic", "BOOLEAN", "CURVE").data.foreach_set("value", [True] * len(slots))
    attributes.new("material_index", "INT", "CURVE").data.foreach_set("value", list(slots))
    if tints.any():
        attributes.new("fill_color", "FLOAT_COLOR", "CURVE").data.foreach_set("color", tints.ravel())
    if not heeds(bpy.types.MaterialGPencilStyle, "show_fill"):  # from 5.1 on the strokes say it
        attributes.new("fill_id", "INT", "CURVE").data.foreach_set("value", range(1, len(slots) + 1))
        attributes.new("hide_stroke", "BOOLEAN", "CURVE").data.foreach_set("value", [True] * len(slots))


def set_layer_depth(layer: Any, depth: float) -> None:
    """Move a Grease Pencil layer along z: its location was renamed in 4.3."""
    if hasattr(layer, "translation"):
        layer.translation[2] = depth
    else:
        layer.location[2] = depth
