# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes become a Grease Pencil drawing, a layer of it for each layer of the artwork.

Blender's own import draws strokes, clips and gradients wrongly, and its time grows with the square of the
paths from 4.3 on; so the drawing is made from the artwork like everything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...media.arrays import ranges
from ...media.svg.paint import Gradient, Solid
from .. import grease_pencil_compat
from .color_conversion import linear_over
from .distinct_paint import distinct_paints

if TYPE_CHECKING:
    from collections.abc import Iterator

    import bpy

    from ...media.svg.shape import Artwork, Shape
    from .artwork_material import ArtworkMaterials
    from .artwork_space import ArtworkSpace
    from .transaction import Transaction
    from .vector_settings import VectorSettings

NAME = "Drawing"


def build_grease_pencil(
    artwork: Artwork,
    settings: VectorSettings,
    space: ArtworkSpace,
    materials: ArtworkMaterials,
    transaction: Transaction,
) -> Iterator[float]:
    """Make the Grease Pencil object; yields progress."""
    polygons = artwork.polygons
    assert polygons
    data = transaction.add(grease_pencil_compat.new_grease_pencil(NAME))
    obj: Any = transaction.new_object(NAME, data, artwork.shapes)
    obj.use_grease_pencil_lights = settings.lit
    painted, paint_of_shape = distinct_paints(artwork.shapes)
    slot_of_fill: dict[bpy.types.Material, int] = {}
    slots = []
    for shape in painted:
        assert isinstance(shape.paint, Solid | Gradient)
        material = materials.for_fill(shape.paint, shape.backdrop)
        if material not in slot_of_fill:
            slot_of_fill[material] = len(slot_of_fill)
            data.materials.append(material)
        slots.append(slot_of_fill[material])
        yield 0.4 * len(slots) / len(painted)
    points = np.column_stack([space.to_local(polygons.points), np.zeros(len(polygons.points))])
    points = points.astype(np.float32)
    slot_of_polygon = np.array(slots)[paint_of_shape][polygons.shape]
    tint_of_polygon = np.array([_tint(shape, lit=settings.lit) for shape in artwork.shapes])[polygons.shape]
    layer_of_polygon = np.array([shape.layer for shape in artwork.shapes])[polygons.shape]
    for number in range(
        artwork.layer_count
    ):  # also those that hold pictures alone: depth goes by their order
        own = np.flatnonzero(layer_of_polygon == number)
        sizes = np.diff(polygons.starts)[own]
        corners = polygons.corners[ranges(polygons.starts[own], sizes)]
        layer = data.layers.new(f"Layer {number + 1:03}")
        layer.use_lights = settings.lit
        if len(own):
            grease_pencil_compat.add_fills(
                layer, points[corners], sizes.tolist(), slot_of_polygon[own].tolist(), tint_of_polygon[own]
            )
        grease_pencil_compat.set_layer_depth(layer, number * space.spacing)
        yield 0.4 + 0.6 * number / artwork.layer_count


def _tint(shape: Shape, *, lit: bool) -> tuple[float, float, float, float]:
    """The colour, linear, that covers that of a shape's material, and by how much it does."""
    if not shape.band:
        return 0.0, 0.0, 0.0, 0.0
    red, green, blue, _ = linear_over(shape.band, None if lit else shape.backdrop)
    return red, green, blue, 1.0
