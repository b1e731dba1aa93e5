# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts of a file become Blender's text objects, each letter where the file has it.

Blender knows no kerning between two letters, but after a letter a space of any width: so each gets the one
that the layout of the text asks for.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import bpy
from mathutils import Matrix, Vector

from .. import compat
from . import layer_spacing
from .origin import middle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...media.svg.shape import Artwork, Shape, Text, TextOnPath
    from .artwork_material import ArtworkMaterials
    from .artwork_space import ArtworkSpace
    from .transaction import Transaction
    from .vector_settings import VectorSettings

STEPEST = 1.0  # shear that Blender's texts can have
UNEVEN = 1e-3  # of what follows a path: more would not only turn the letters
KERNING = 40.0  # in Blender's unit, the width of a letter once more
ALIGNMENT = {0.0: "LEFT", 0.5: "CENTER", 1.0: "RIGHT"}


class SetText(NamedTuple):
    """A shape that becomes a text, and its font."""

    shape: Shape
    text: Text
    font: bpy.types.VectorFont


class _Pose(NamedTuple):
    """How a text lies in local space: turned by an angle, then scaled in y and sheared; size: of an em."""

    size: float
    angle: float
    height: float
    shear: float


def texts_of(artwork: Artwork, transaction: Transaction) -> list[SetText]:
    """The shapes that can be Blender's texts, with their fonts loaded."""
    fonts: dict[str, bpy.types.VectorFont | None] = {}
    found: list[SetText] = []
    for shape in artwork.shapes:
        text = shape.text
        if text is None or (text.overlaps and not compat.FILLS_OVERLAPS) or _pose(text) is None:
            continue
        path = str(text.font)
        if path not in fonts:
            fonts[path] = _load(path, transaction)
        font = fonts[path]
        if font is not None:
            found.append(SetText(shape, text, font))
    return found


def build_texts(
    texts: Sequence[SetText],
    settings: VectorSettings,
    space: ArtworkSpace,
    materials: ArtworkMaterials,
    transaction: Transaction,
) -> Iterator[float]:
    """Make the text objects; yields progress."""
    for done, (shape, text, font) in enumerate(texts):
        curve: Any = transaction.add(bpy.data.curves.new(shape.name, "FONT"))
        curve.font = font
        curve.body = text.body
        curve.align_x = ALIGNMENT.get(text.anchor, "LEFT")
        for letter, spacing in zip(curve.body_format, text.spacing, strict=False):
            if abs(spacing - 1.0) > 1e-6:
                letter.kerning = KERNING * (spacing - 1.0)
        curve.materials.append(materials.for_shape(shape))
        if text.overlaps:
            compat.fill_overlaps(curve)
        obj = transaction.new_object(shape.name, curve, (shape,))
        _pose_object(obj, curve, text, space)
        away = Vector((0.0, 0.0))
        if settings.origin_to_center:
            away = _center(obj, space.to_local_point(*middle([shape])))
        if text.path:
            line = transaction.add(_line_of(obj, text, text.path, space, away))
            curve.follow_curve = transaction.new_object(line.name, line, (shape,))
            curve.follow_curve.parent = obj  # it goes where the text goes
            curve.follow_curve.hide_render = True
        else:
            curve.offset_x, curve.offset_y = away.x, away.y
        obj[layer_spacing.LAYER] = shape.layer
        obj.location.z = shape.layer * space.spacing
        yield done / len(texts)


def _pose(text: Text) -> _Pose | None:
    """How a text lies, with lengths in units of the file; None if Blender cannot have it so."""
    m = text.matrix
    width = math.hypot(m.a, m.b)
    area = m.a * m.d - m.b * m.c
    if width <= 0.0 or area == 0.0:
        return None
    shear, height = -(m.a * m.c + m.b * m.d) / width**2, area / width**2
    if abs(shear) > STEPEST or (text.path and max(abs(shear), abs(height - 1.0)) > UNEVEN):
        return None
    return _Pose(width * text.size, math.atan2(-m.b, m.a), height, shear)


def _pose_object(obj: bpy.types.Object, curve: Any, text: Text, space: ArtworkSpace) -> None:  # noqa: ANN401 - by its type, data of any kind
    """Give a text its size and where it lies."""
    pose = _pose(text)
    assert pose is not None
    curve.size = pose.size * space.scale * text.box_height
    curve.shear = pose.shear
    m = text.matrix
    along = text.width * text.anchor if text.anchor in ALIGNMENT and not text.path else 0.0
    x, y = m.a * along + m.e, m.b * along + m.f
    obj.location.xy = space.to_local_point(x, y)
    obj.rotation_euler.z = pose.angle
    obj.scale.y = pose.height


def _center(obj: Any, center: tuple[float, float]) -> Vector:  # noqa: ANN401 - by its type, data of any kind
    """Put the origin of a text into its middle; how its letters are to be moved to stay where they are."""
    away = Vector((obj.location.x - center[0], obj.location.y - center[1]))
    away.rotate(Matrix.Rotation(-obj.rotation_euler.z, 2))
    obj.location.xy = center
    return Vector((away.x, away.y / obj.scale.y))


def _line_of(
    obj: Any,  # noqa: ANN401 - by its type, data of any kind
    text: Text,
    path: TextOnPath,
    space: ArtworkSpace,
    away: Vector,
) -> bpy.types.Curve:
    """Have a text begin where it does on a path, and the line for it to follow, moved by `away`."""
    line: Any = bpy.data.curves.new(f"{obj.name} Path", "CURVE")
    scale = math.hypot(text.matrix.a, text.matrix.b) * space.scale
    spline = line.splines.new("POLY")
    spline.points.add(len(path.points) - 1)
    points = [(x * scale + away.x, -y * scale + away.y, 0.0, 1.0) for x, y in path.points.tolist()]
    spline.points.foreach_set("co", [value for point in points for value in point])
    curve = obj.data
    curve.align_x = "LEFT"
    curve.offset_x = path.start * scale / curve.size  # along a path it counts in sizes, across it does not
    curve.offset_y = -path.below * scale
    return line  # type: ignore[no-any-return]


def _load(path: str, transaction: Transaction) -> bpy.types.VectorFont | None:
    """A font of the file, loaded if it is not yet; None if Blender cannot read it."""
    try:
        font = bpy.data.fonts.load(path, check_existing=True)
    except RuntimeError:
        return None
    return font if font.users else transaction.add(font)
