# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - Grease Pencil's types have other names in each version
"""Every difference between the Grease Pencils of the Blender versions that we support (4.2 to 5.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from .compat import heeds

if TYPE_CHECKING:
    from numpy.typing import NDArray

GREASE_PENCIL = {"GREASEPENCIL", "GPENCIL"}  # types of objects, the latter in 4.2
THOUSANDTHS, MOST_THOUSANDTHS = 1000, 1000  # of a unit in 4.2, how thick a line is
NEAR = 1e-4  # of an area, by which others may be larger
KNOWS_JOINS = bpy.app.version >= (5, 0, 0)  # before it, corners of lines are round


def new_grease_pencil(name: str) -> Any:
    """New Grease Pencil data, whose collection had a name of its own in 4.3 to 4.5."""
    if hasattr(bpy.data, "grease_pencils_v3"):
        return bpy.data.grease_pencils_v3.new(name)
    data: Any = bpy.data.grease_pencils.new(name)
    if hasattr(data, "stroke_thickness_space"):  # of 4.2; since then all are as thick as in the world
        data.stroke_thickness_space = "WORLDSPACE"
    return data


def fill_only(material: bpy.types.Material, color: tuple[float, ...]) -> None:
    """Have Grease Pencil fill with a color and draw no line; from 5.1 on the strokes say the latter."""
    bpy.data.materials.create_gpencil_data(material)
    style: Any = material.grease_pencil
    style.fill_color = color
    if heeds(style, "show_stroke"):
        style.show_stroke, style.show_fill = False, True


def line_only(material: bpy.types.Material, color: tuple[float, ...]) -> None:
    """Have Grease Pencil draw lines with a color and fill nothing; from 5.1 on the strokes say the latter."""
    bpy.data.materials.create_gpencil_data(material)
    style: Any = material.grease_pencil
    style.color = style.fill_color = color
    if heeds(style, "show_stroke"):
        style.show_stroke, style.show_fill = True, False


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


def stroke_values(drawing: Any, name: str, otherwise: float) -> NDArray[np.float64]:
    """An attribute of a drawing's strokes, since 4.3; before 5.2 a stroke itself says 0 for an absent one."""
    count, attribute = len(drawing.strokes), drawing.attributes.get(name)
    if attribute is None:
        return np.full(count, otherwise, np.float64)
    values = np.empty(count, np.int32 if attribute.data_type == "INT" else np.float32)
    attribute.data.foreach_get("value", values)
    return values.astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Strokes:
    """What a layer of Grease Pencil draws: outlines that it fills, and lines.

    points: (n, 3), of all of them end to end. The rest is for each: sizes, how many; slots, its material's;
    widths, of a line, 0 for a fill; closed; round, how a line ends; bevels, the angle of a corner between
    whose sides a line is cut off, 0 where corners are round; tints, the colour, linear, that covers the
    material's of a fill by the last of its four numbers.
    """

    points: NDArray[np.float32]
    sizes: NDArray[np.int64]
    slots: NDArray[np.int64]
    widths: NDArray[np.float64]
    closed: NDArray[np.bool_]
    round: NDArray[np.bool_]
    bevels: NDArray[np.float64]
    tints: NDArray[np.float64]


def add_strokes(layer: Any, strokes: Strokes) -> None:
    """Draw in a Grease Pencil layer's first frame: strokes before 4.3, then curves."""
    frame = layer.frames.new(1)
    if hasattr(frame, "strokes"):
        _add_former(frame, strokes)
        return
    frame.drawing.add_strokes(strokes.sizes.tolist())
    attributes = frame.drawing.attributes

    def write(name: str, kind: str, domain: str, values: Any, as_: str = "value") -> None:
        attribute = attributes.get(name) or attributes.new(name, kind, domain)
        attribute.data.foreach_set(as_, values)

    filled = strokes.widths == 0.0
    write("position", "FLOAT_VECTOR", "POINT", strokes.points.ravel(), "vector")
    write("radius", "FLOAT", "POINT", np.repeat(strokes.widths / 2, strokes.sizes))
    write("cyclic", "BOOLEAN", "CURVE", strokes.closed)
    write("material_index", "INT", "CURVE", strokes.slots.astype(np.int32))
    if strokes.tints.any():
        write("fill_color", "FLOAT_COLOR", "CURVE", strokes.tints.ravel(), "color")
    if not filled.all():
        # Without it they are opaque, and Python reads 0 before 5.2.
        write("opacity", "FLOAT", "POINT", np.ones(len(strokes.points)))
        for end in ("start_cap", "end_cap"):
            write(end, "INT8", "CURVE", (~strokes.round).astype(np.int8))
        if KNOWS_JOINS and strokes.bevels.any():
            write("miter_angle", "FLOAT", "POINT", np.repeat(strokes.bevels, strokes.sizes))
    if strokes_say_fill():
        write("fill_id", "INT", "CURVE", np.where(filled, np.arange(1, len(filled) + 1), 0).astype(np.int32))
        write("hide_stroke", "BOOLEAN", "CURVE", filled)


def _add_former(frame: Any, strokes: Strokes) -> None:
    ends, simple = np.cumsum(strokes.sizes), _are_convex(strokes).tolist()
    for nth, points in enumerate(np.split(strokes.points, ends[:-1])):
        stroke = frame.strokes.new()
        stroke.use_cyclic, stroke.material_index = bool(strokes.closed[nth]), int(strokes.slots[nth])
        stroke.points.add(len(points))
        width = float(strokes.widths[nth])
        if not width:
            stroke.vertex_color_fill = strokes.tints[nth].tolist()
            if not simple[nth]:
                _fill_former(stroke, points)
                continue
        stroke.points.foreach_set("co", points.ravel())
        if width:  # whole thousandths of a unit, so that each point's pressure has to say the rest
            stroke.line_width = min(max(round(width * THOUSANDTHS), 1), MOST_THOUSANDTHS)
            stroke.points.foreach_set("pressure", [width * THOUSANDTHS / stroke.line_width] * len(points))
            stroke.start_cap_mode = stroke.end_cap_mode = "ROUND" if strokes.round[nth] else "FLAT"
        stroke.points.update()


def _are_convex(strokes: Strokes) -> NDArray[np.bool_]:
    """Which outlines turn the same way at each corner: 4.2 fills these right in any case."""
    first = np.cumsum(strokes.sizes) - strokes.sizes
    after = np.arange(1, len(strokes.points) + 1)
    after[first + strokes.sizes - 1] = first
    x, y = strokes.points[:, :2].T.astype(np.float64)
    u, v = x[after] - x, y[after] - y
    turn = u * v[after] - v * u[after]
    convex: NDArray[np.bool_] = (np.minimum.reduceat(turn, first) > 0) | (
        np.maximum.reduceat(turn, first) < 0
    )
    return convex


def _fill_former(stroke: Any, outline: NDArray[np.float32]) -> None:
    """Fill an outline, from a point on from which 4.2 fills it right: it may take outside for inside."""
    for first in range(len(outline)):
        points = np.roll(outline, -first, axis=0) if first else outline
        stroke.points.foreach_set("co", points.ravel())
        stroke.points.update()
        if _is_filled(stroke, points):
            return


def _is_filled(stroke: Any, outline: NDArray[np.float32]) -> bool:
    """Whether the triangles of a stroke cover what is within its outline, and nothing twice."""
    sides = np.empty((3, len(stroke.triangles)), np.int32)
    for name, own in zip(("v1", "v2", "v3"), sides, strict=True):
        stroke.triangles.foreach_get(name, own)
    x, y = outline[:, :2].T.astype(np.float64)
    whole = abs((x * np.roll(y, -1) - np.roll(x, -1) * y).sum())
    (a, b, c), (d, e, f) = x[sides], y[sides]
    return bool(np.abs((b - a) * (f - d) - (e - d) * (c - a)).sum() < whole * (1 + NEAR))


def set_layer_depth(layer: Any, depth: float) -> None:
    """Move a Grease Pencil layer along z: its location was renamed in 4.3."""
    if hasattr(layer, "translation"):
        layer.translation[2] = depth
    else:
        layer.location[2] = depth
