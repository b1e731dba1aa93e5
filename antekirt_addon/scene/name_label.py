# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist's name as a text beneath a picture, for those who compare several: seen while working alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .attribution import read, stamp

if TYPE_CHECKING:
    from .source_file import SourceFile

LETTERS = 0.16  # size of the letters, as a part of the picture's longer side
TWO_LINES = 3.4  # times the picture's width that a name is broken from: what is shrunk to fit is as high then
BOLD = 0.02  # how much fatter they are than the font, as a part of their size: to be read from afar
GAP = 0.01  # between the picture and the name, as a part of the same
HEIGHT = GAP + 1.2 * LETTERS  # of all that is added beneath the picture


def write_beneath(
    obj: bpy.types.Object, source: SourceFile, proportions: tuple[float, float], size: float
) -> bpy.types.Object | None:
    """Write who made it beneath an object that is in a scene already, no wider than that; None for nobody.

    The object lies in its own XY plane around its origin, with these proportions; its longer side is `size`.
    The name goes wherever the object goes.
    """
    name = source.attribution.artist_name if source.attribution else ""
    if not name:
        return None
    curve = bpy.data.curves.new(name, "FONT")
    label = bpy.data.objects.new(name, curve)
    _write(label, name, proportions, size)
    label.parent = obj
    label.hide_render = True
    stamp(label, source.attribution)
    for collection in obj.users_collection:
        collection.objects.link(label)
    return label


def rewrite(obj: bpy.types.Object, source: SourceFile, proportions: tuple[float, float], size: float) -> None:
    """Have such a label name who made another picture, of other proportions; anything else is left alone."""
    name = source.attribution.artist_name if source.attribution else ""
    if name and obj.type == "FONT" and obj.hide_render and read(obj):
        _write(obj, name, proportions, size)
        stamp(obj, source.attribution)


def _write(label: bpy.types.Object, name: str, proportions: tuple[float, float], size: float) -> None:
    curve = label.data
    assert isinstance(curve, bpy.types.TextCurve)
    width, height = (size * side / max(proportions) for side in proportions)
    curve.body = name
    curve.align_x, curve.align_y = "CENTER", "TOP"
    curve.offset_y = -height / 2 - GAP * size  # and no location: Blender would draw a line between the two
    _set_size(curve, LETTERS * size)
    if _width(label) > TWO_LINES * width:
        curve.body = _in_two_lines(name)
    if (wide := _width(label)) > width:
        _set_size(curve, LETTERS * size * width / wide)


def _in_two_lines(name: str) -> str:
    """The name, broken at the space that is nearest to its middle, if it has one."""
    spaces = [index for index, letter in enumerate(name) if letter == " "]
    middle = min(spaces, key=lambda index: abs(index - len(name) / 2), default=len(name))
    return f"{name[:middle]}\n{name[middle + 1 :]}".rstrip()


def _set_size(curve: bpy.types.TextCurve, size: float) -> None:
    curve.size, curve.offset = size, BOLD * size


def _width(label: bpy.types.Object) -> float:
    """How wide a text is that is in no scene yet, by the side to which it reaches farther."""
    mesh = label.to_mesh()
    reach = max((abs(vertex.co.x) for vertex in mesh.vertices), default=0.0)
    label.to_mesh_clear()
    return 2 * reach
