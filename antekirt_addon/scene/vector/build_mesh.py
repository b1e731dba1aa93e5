# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes become one mesh, their colours materials of it, and an attribute as well.

No exporter carries the attribute as what shines, so it is what shows only where materials would be too many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from ...media import srgb
from ...media.svg.geometry.backdrop import opaque
from ...media.svg.paint import Solid
from ..artwork import shape_name
from . import layer_spacing
from .color_conversion import linear_over
from .distinct_paint import distinct_paints
from .triangulation import fill_mesh, triangulate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...media.arrays import Integers
    from ...media.svg.shape import Artwork, Shape
    from .artwork_material import ArtworkMaterials
    from .artwork_space import ArtworkSpace
    from .transaction import Transaction
    from .vector_settings import VectorSettings

NAME = "Shapes"
COLORS = "Color"
MOST_COLORS = 500  # beyond, the materials cost more time than the shapes


def build_mesh(
    artwork: Artwork,
    settings: VectorSettings,
    space: ArtworkSpace,
    materials: ArtworkMaterials,
    transaction: Transaction,
) -> Iterator[float]:
    """Make the mesh object; yields progress."""
    polygons = artwork.polygons
    assert polygons
    data = transaction.add(bpy.data.meshes.new(NAME))
    transaction.new_object(NAME, data, artwork.shapes)
    painted, paint_of_shape = distinct_paints(artwork.shapes)
    slots: list[int] = []
    for number in _slots(data, painted, materials):
        slots.append(number)
        yield 0.3 * len(slots) / len(painted)
    faces, owners = [], []
    for some, owner in triangulate(polygons, max(artwork.width, artwork.height), data):
        faces.append(some)
        owners.append(polygons.shape[owner])
        yield 0.3 + 0.6 * int(owner[-1]) / len(polygons.shape)
    layer = np.array([shape.layer for shape in artwork.shapes], np.int32)
    corners, shape = np.concatenate(faces), np.concatenate(owners)
    order = np.argsort(layer[shape], kind="stable")
    corners, shape = corners[order], shape[order]

    layer_of_point = np.zeros(len(polygons.points), np.int32)
    layer_of_point[corners] = layer[shape, None]
    depth = layer_of_point.astype(np.float64) * space.spacing
    fill_mesh(data, space.to_local(polygons.points), depth, corners)
    attribute: Any = data.attributes.new(layer_spacing.ATTRIBUTE, "INT", "POINT")
    attribute.data.foreach_set("value", layer_of_point)
    owner_of_face: Any = data.attributes.new(shape_name.ATTRIBUTE, "INT", "FACE")
    owner_of_face.data.foreach_set("value", shape.astype(np.int32))
    yield 0.95
    _color(data, paint_of_shape[shape], painted, slots, lit=settings.lit)


def _slots(data: bpy.types.Mesh, painted: Sequence[Shape], materials: ArtworkMaterials) -> Iterator[int]:
    """Give a mesh the materials of shapes that differ in them; yields the slot of each."""
    colors = [shape.paint for shape in painted if isinstance(shape.paint, Solid)]
    of_all: bpy.types.Material | None = None
    if len(colors) > MOST_COLORS:
        of_all = materials.for_attribute(COLORS, transparent=not all(map(opaque, colors)))
    slots: dict[bpy.types.Material, int] = {}
    for shape in painted:
        material = of_all if of_all and isinstance(shape.paint, Solid) else materials.for_shape(shape)
        if material not in slots:
            slots[material] = len(slots)
            data.materials.append(material)
        yield slots[material]


def _color(
    data: bpy.types.Mesh,
    paint_of_face: Integers,
    painted: Sequence[Shape],
    slots: Sequence[int],
    *,
    lit: bool,
) -> None:
    """Give each face its material and each corner its colour."""
    attribute: Any = data.color_attributes.new(COLORS, "BYTE_COLOR", "CORNER")
    colors = np.array([_attribute_color(shape, lit=lit) for shape in painted], np.float32)
    attribute.data.foreach_set("color_srgb", colors[paint_of_face].repeat(3, axis=0).ravel())
    slot: Any = data.attributes.new("material_index", "INT", "FACE")
    slot.data.foreach_set("value", np.array(slots, np.int32)[paint_of_face])


def _attribute_color(shape: Shape, *, lit: bool) -> tuple[float, float, float, float]:
    """A shape's colour as the attribute has it, sRGB-encoded; white for a gradient."""
    color = shape.paint
    if not isinstance(color, Solid):
        return 1.0, 1.0, 1.0, 1.0
    if lit or opaque(color):
        return color.red, color.green, color.blue, color.alpha
    red, green, blue, alpha = linear_over(color, shape.backdrop)
    return srgb.encoded(red), srgb.encoded(green), srgb.encoded(blue), alpha
