# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, attributes and slots may be of any kind
"""An artwork gets other colours: this artwork alone, whatever it shares its materials with."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ...media import srgb
from ...message import Message
from ..error import SceneError
from ..vector import material_paint
from ..vector.artwork_material import PAINT
from ..vector.build_mesh import COLORS
from ..vector.color_conversion import linear_over, paint_name
from .band_color import banded, follow_gradients
from .color_name import channels, with_name
from .color_use import ColorUse, corner_colors, drawn_objects, usage, uses
from .own_material import own

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import bpy

CHANGED = "CHANGED"  # in place of what a material was made for


def recolor(root: bpy.types.Object, colors: Mapping[str, str]) -> dict[str, ColorUse]:
    """Give an artwork for some colours others, all at once; gives where it was found to have which.

    Raises SceneError if it is linked from another file.
    """
    if not root.is_editable:
        raise SceneError(Message("“{name}” is linked: change its colors in its own file", name=root.name))
    colors = {old: new for old, new in colors.items() if old != new}
    found = uses(usage(root), colors)
    wanted = {material for use in found.values() for material in use.materials}
    data = {mesh for use in found.values() for mesh, _, _ in use.corners} | banded(root, wanted)
    data |= {obj.data for obj, _ in _colored(root, wanted)}
    if own(root, wanted, data):
        found = uses(usage(root), colors)
    set_colors(root, [(use, colors[old]) for old, use in found.items()])
    return found


def set_colors(root: bpy.types.Object, changes: list[tuple[ColorUse, str]]) -> None:
    """Set colours where they are used; the materials are the artwork's own."""
    stops: defaultdict[bpy.types.Material, dict[int, str]] = defaultdict(dict)
    backdrops: dict[bpy.types.Material, str] = {}
    for use, new in changes:
        for material, number in use.stops:
            stops[material][number] = new
        backdrops.update(dict.fromkeys(use.backdrops, new))
        for mesh, attribute, corners in use.corners:
            _set_corners(mesh, attribute, corners, new)
    changed = stops.keys() | backdrops.keys()
    before = {material: material_paint.read(material) for material in changed}
    names = {material: _repaint(material, stops[material], backdrops.get(material)) for material in changed}
    for material, name in [*names.items()] * 2:  # of two that change names, the first is free only then
        if name and material.name != name:
            material.name = name
    follow_materials(root, changed)
    follow_gradients(root, before)


def _repaint(material: Any, stops: Mapping[int, str], backdrop: str | None) -> str:
    """Give a material its colours; gives the name that tells of them, none for one that never told."""
    paint = material_paint.read(material)
    assert paint is not None
    changed = tuple(
        replace(stop, color=with_name(stop.color, stops[number])) if number in stops else stop
        for number, stop in enumerate(paint.stops)
    )
    beneath = paint.backdrop if backdrop is None else channels(backdrop)
    was_named = len(changed) == 1 and material.name.partition(".")[0] == paint_name(paint.stops[0].color)
    material_paint.write(material, material_paint.MaterialPaint(changed, beneath))
    if PAINT in material:  # no import is to take it for what it was
        material[PAINT] = CHANGED
    return paint_name(changed[0].color) if was_named else ""


def _set_corners(mesh: Any, attribute: str, corners: Any, new: str) -> None:
    values = corner_colors(mesh, attribute)
    values[corners, :3] = channels(new)
    mesh.color_attributes[attribute].data.foreach_set("color_srgb", values.ravel())
    mesh.update()


def follow_materials(root: bpy.types.Object, changed: Collection[bpy.types.Material]) -> None:
    """Have the colour attribute of meshes say what their changed materials show."""
    for obj, numbers in _colored(root, changed):
        shown = {n: _attribute_color(material) for n, material in numbers.items()}
        if not any(shown.values()):
            continue
        faces, mesh = np.empty(len(obj.data.polygons), np.int32), obj.data
        mesh.polygons.foreach_get("material_index", faces)
        sizes = np.empty(len(faces), np.int32)
        mesh.polygons.foreach_get("loop_total", sizes)
        slot_of_corner = faces.repeat(sizes)
        values = corner_colors(mesh, COLORS)
        for number, color in shown.items():
            if color:
                values[slot_of_corner == number] = color
        mesh.color_attributes[COLORS].data.foreach_set("color_srgb", values.ravel())


def _colored(
    root: bpy.types.Object, changed: Collection[bpy.types.Material]
) -> Iterator[tuple[Any, dict[int, bpy.types.Material]]]:
    """The meshes with a colour attribute that show some materials, and which slots have these."""
    for obj in drawn_objects(root):
        if obj.type != "MESH" or COLORS not in obj.data.color_attributes:
            continue
        numbers = {n: slot.material for n, slot in enumerate(obj.material_slots) if slot.material in changed}
        if numbers:
            yield obj, numbers


def _attribute_color(material: bpy.types.Material) -> tuple[float, ...] | None:
    """What the attribute has for a material of one colour, sRGB-encoded."""
    paint = material_paint.read(material)
    if paint is None or len(paint.stops) != 1:
        return None
    *shown, alpha = linear_over(paint.stops[0].color, paint.backdrop)
    return (*map(srgb.encoded, shown), alpha)
