# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes become one mesh, their colours an attribute of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from ...media.svg.geometry.backdrop import opaque
from ...media.svg.shape import Gradient, Solid
from . import layer_spacing
from .color_conversion import linear_over, srgb_encoded
from .fill_outline import TOLERANCE, fill_outlines
from .triangulation import triangulate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from ...media.svg.shape import Artwork, Paint, Shape
    from .artwork_material import ArtworkMaterials
    from .artwork_space import ArtworkSpace
    from .color_conversion import Backdrop
    from .transaction import Transaction
    from .triangulation import Triangulation
    from .vector_settings import VectorSettings

NAME = "Shapes"
COLORS = "Color"


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
    transparent = not all(opaque(shape.paint) for shape in shapes if isinstance(shape.paint, Solid))
    data.materials.append(materials.for_attribute(COLORS, transparent=transparent))
    slots: dict[tuple[Paint, Backdrop], int] = {}
    for shape in shapes:
        paint = (shape.paint, shape.backdrop)
        if isinstance(shape.paint, Gradient) and paint not in slots:
            slots[paint] = len(data.materials)
            data.materials.append(materials.for_shape(shape))
            yield 0.0
    triangulations: list[Triangulation] = []
    for _, outlines in fill_outlines(shapes, space):
        for triangulation in triangulate(outlines, TOLERANCE * space.size, data):
            triangulations.append(triangulation)
            yield 0.9 * len(triangulations) / len(shapes)
    _fill(data, triangulations, np.array([shape.layer for shape in shapes], np.int32), space.spacing)
    yield 0.95
    _color(data, triangulations, shapes, slots, lit=settings.lit)


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
    slots: dict[tuple[Paint, Backdrop], int],
    *,
    lit: bool,
) -> None:
    """Give each corner its colour; a gradient has a material of its own."""
    faces = np.array([len(faces) for _, faces in triangulations])
    attribute: Any = data.color_attributes.new(COLORS, "BYTE_COLOR", "CORNER")
    colors = np.array([_attribute_color(shape, lit=lit) for shape in shapes], np.float32)
    attribute.data.foreach_set("color_srgb", np.repeat(colors, 3 * faces, axis=0).ravel())
    slot = np.array([slots.get((shape.paint, shape.backdrop), 0) for shape in shapes], np.int32)
    data.polygons.foreach_set("material_index", np.repeat(slot, faces))


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
