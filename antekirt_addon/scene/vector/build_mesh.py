# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes become one mesh, their colours materials of it, and an attribute as well.

No exporter carries the attribute as what shines, so it is what shows only where materials would be too many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from ...media.svg.geometry.backdrop import opaque
from ...media.svg.shape import Solid
from . import layer_spacing
from .color_conversion import linear_over, srgb_encoded
from .fill_outline import TOLERANCE, fill_outlines
from .triangulation import triangulate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from ...media.svg.shape import Artwork, Shape
    from .artwork_material import ArtworkMaterials
    from .artwork_space import ArtworkSpace
    from .transaction import Transaction
    from .triangulation import Triangulation
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
    shapes = sorted(artwork.shapes, key=lambda shape: shape.layer)
    data = transaction.add(bpy.data.meshes.new(NAME))
    _thicken(transaction.new_object(NAME, data, shapes), settings)
    slots: list[int] = []
    for number in _slots(data, shapes, materials):
        slots.append(number)
        yield 0.3 * len(slots) / len(shapes)
    triangulations: list[Triangulation] = []
    for _, outlines in fill_outlines(shapes, space):
        for triangulation in triangulate(outlines, TOLERANCE * space.size, data):
            triangulations.append(triangulation)
            yield 0.3 + 0.6 * len(triangulations) / len(shapes)
    _fill(data, triangulations, np.array([shape.layer for shape in shapes], np.int32), space.spacing)
    yield 0.95
    _color(data, triangulations, shapes, slots, lit=settings.lit)


def _slots(data: bpy.types.Mesh, shapes: Sequence[Shape], materials: ArtworkMaterials) -> Iterator[int]:
    """Give a mesh the materials of shapes; yields the slot of each shape."""
    colors = {(shape.paint, shape.backdrop) for shape in shapes if isinstance(shape.paint, Solid)}
    of_all: bpy.types.Material | None = None
    if len(colors) > MOST_COLORS:
        transparent = not all(opaque(paint) for paint, _ in colors)
        of_all = materials.for_attribute(COLORS, transparent=transparent)
    slots: dict[bpy.types.Material, int] = {}
    for shape in shapes:
        material = of_all if of_all and isinstance(shape.paint, Solid) else materials.for_shape(shape)
        if material not in slots:
            slots[material] = len(slots)
            data.materials.append(material)
        yield slots[material]


def _fill(
    data: bpy.types.Mesh, triangulations: Sequence[Triangulation], layers: NDArray[np.int32], depth: float
) -> None:
    """Put the points and triangles of all shapes into a mesh, each at the depth of its layer."""
    points = np.concatenate([points for points, _ in triangulations])
    counts = np.array([len(points) for points, _ in triangulations])
    first = np.cumsum(counts) - counts
    corners = np.concatenate(
        [faces + start for (_, faces), start in zip(triangulations, first.tolist(), strict=True)]
    )
    layer = np.repeat(layers, counts)
    data.vertices.add(len(points))
    data.vertices.foreach_set("co", np.column_stack([points, layer * depth]).astype(np.float32).ravel())
    data.loops.add(corners.size)
    data.loops.foreach_set("vertex_index", corners.astype(np.int32).ravel())
    data.polygons.add(len(corners))
    data.polygons.foreach_set("loop_start", np.arange(0, corners.size, 3, dtype=np.int32))
    data.update(calc_edges=True)
    attribute: Any = data.attributes.new(layer_spacing.ATTRIBUTE, "INT", "POINT")
    attribute.data.foreach_set("value", layer)


def _color(
    data: bpy.types.Mesh,
    triangulations: Sequence[Triangulation],
    shapes: Sequence[Shape],
    slots: Sequence[int],
    *,
    lit: bool,
) -> None:
    """Give each face its material and each corner its colour."""
    faces = np.array([len(faces) for _, faces in triangulations])
    attribute: Any = data.color_attributes.new(COLORS, "BYTE_COLOR", "CORNER")
    colors = np.array([_attribute_color(shape, lit=lit) for shape in shapes], np.float32)
    attribute.data.foreach_set("color_srgb", np.repeat(colors, 3 * faces, axis=0).ravel())
    data.polygons.foreach_set("material_index", np.repeat(np.array(slots, np.int32), faces))


def _attribute_color(shape: Shape, *, lit: bool) -> tuple[float, float, float, float]:
    """A shape's colour as the attribute has it, sRGB-encoded; white for a gradient."""
    color = shape.paint
    if not isinstance(color, Solid):
        return 1.0, 1.0, 1.0, 1.0
    if lit or opaque(color):
        return color.red, color.green, color.blue, color.alpha
    red, green, blue, alpha = linear_over(color, shape.backdrop)
    return srgb_encoded(red), srgb_encoded(green), srgb_encoded(blue), alpha


def _thicken(obj: bpy.types.Object, settings: VectorSettings) -> None:
    """Extrude and bevel as a curve would, by modifiers."""
    if settings.extrude:
        solid: Any = obj.modifiers.new("Extrude", "SOLIDIFY")
        solid.thickness, solid.offset = 2 * settings.extrude, 0.0
    if settings.extrude and settings.bevel:
        edge: Any = obj.modifiers.new("Bevel", "BEVEL")
        edge.width, edge.segments, edge.limit_method = settings.bevel, 3, "ANGLE"
