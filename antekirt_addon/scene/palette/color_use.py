# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by its type, an object may have data of any kind
"""Where an artwork has a colour: in which of its materials, and on which corners of a mesh."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..vector import material_paint
from .color_name import name_of, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import bpy

    from ...media.arrays import Integers
    from ..vector.material_paint import MaterialPaint


@dataclass(slots=True)
class Usage:
    """paints: of each material that shows colours. attributes: of each mesh whose colour attribute some
    material shows."""

    paints: dict[bpy.types.Material, MaterialPaint] = field(default_factory=dict)
    attributes: dict[bpy.types.Mesh, str] = field(default_factory=dict)


@dataclass(slots=True)
class ColorUse:
    """Of one colour. stops: each material, and which of its colours it is; backdrops: what lies over it."""

    stops: list[tuple[bpy.types.Material, int]] = field(default_factory=list)
    backdrops: list[bpy.types.Material] = field(default_factory=list)
    corners: list[tuple[bpy.types.Mesh, str, Integers]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.stops or self.corners)

    @property
    def materials(self) -> set[bpy.types.Material]:
        return {material for material, _ in self.stops} | set(self.backdrops)


def drawn_objects(root: bpy.types.Object) -> list[Any]:
    """All of an artwork that may have materials."""
    return [obj for obj in (root, *root.children_recursive) if hasattr(obj.data, "materials")]


def slots(objects: list[Any]) -> Iterator[tuple[Any, int, Any]]:
    """Each object's slots that hold a material: the object, the slot's number, the material."""
    for obj in objects:
        for number, slot in enumerate(obj.material_slots):
            if slot.material:
                yield obj, number, slot.material


def usage(root: bpy.types.Object) -> Usage:
    """The paints of all materials of an artwork."""
    found, seen = Usage(), set()
    for obj, _, material in slots(drawn_objects(root)):
        if material in seen and (obj.type != "MESH" or material in found.paints):
            continue
        seen.add(material)
        paint = material_paint.read(material)
        if paint:
            found.paints[material] = paint
        elif obj.type == "MESH":
            attribute = material_paint.attribute_of(material)
            if attribute and attribute in obj.data.color_attributes:
                found.attributes[obj.data] = attribute
    return found


def uses(found: Usage, wanted: Mapping[str, object]) -> dict[str, ColorUse]:
    """Where colours are used, by their names; all have an entry."""
    every = {name: ColorUse() for name in wanted}
    for material, paint in found.paints.items():
        for number, stop in enumerate(paint.stops):
            if (name := name_of(stop.color)) in every:
                every[name].stops.append((material, number))
        if paint.backdrop is not None and (name := named(paint.backdrop)) in every:
            every[name].backdrops.append(material)
    for mesh, attribute in found.attributes.items():
        codes = packed(corner_colors(mesh, attribute))
        for name, use in every.items():
            corners = np.flatnonzero(codes == int(name[1:], 16))
            if len(corners):
                use.corners.append((mesh, attribute, corners))
    return every


def corner_colors(mesh: Any, attribute: str) -> Any:
    """The colours of a mesh's corners, sRGB-encoded: shape (n, 4)."""
    data = mesh.color_attributes[attribute].data
    values = np.empty(4 * len(data), np.float32)
    data.foreach_get("color_srgb", values)
    return values.reshape(-1, 4)


def packed(colors: Any) -> Any:
    """Each colour as one number, as its name says it."""
    bytes_ = np.rint(colors[:, :3].clip(0.0, 1.0) * 255).astype(np.int64)
    return (bytes_[:, 0] << 16) | (bytes_[:, 1] << 8) | bytes_[:, 2]
