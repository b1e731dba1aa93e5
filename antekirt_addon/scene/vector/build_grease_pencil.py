# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes become a Grease Pencil drawing, a layer of it for each layer of the artwork.

Blender's own import draws strokes, clips and gradients wrongly, and its time grows with the square of the
paths from 4.3 on; so the drawing is made from the artwork like everything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...media.svg.paint import Gradient, Solid
from .. import grease_pencil_compat
from .distinct_paint import distinct_paints
from .pencil_stroke import drawn_strokes, some_strokes
from .stroke_choice import stays_line

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    import bpy

    from ...media.arrays import Flags, Integers
    from ...media.svg.shape import Artwork, Shape
    from .artwork_material import ArtworkMaterials
    from .artwork_space import ArtworkSpace
    from .transaction import Transaction
    from .vector_settings import VectorSettings

NAME, LINES = "Drawing", "Strokes"


def build_grease_pencil(
    artwork: Artwork,
    settings: VectorSettings,
    space: ArtworkSpace,
    materials: ArtworkMaterials,
    transaction: Transaction,
) -> Iterator[float]:
    """Make the Grease Pencil object; yields progress. Without polygons all shapes are lines."""
    shapes = artwork.shapes
    name = NAME if artwork.polygons else LINES
    data = transaction.add(grease_pencil_compat.new_grease_pencil(name))
    obj: Any = transaction.new_object(name, data, shapes)
    obj.use_grease_pencil_lights = settings.lit
    is_asked = settings.strokes_as == "GREASE_PENCIL"
    lines = np.array([is_asked and stays_line(s, settings.strokes_as) for s in shapes])
    slots = yield from _slots(data, shapes, lines, materials)
    strokes, shape_of_stroke = drawn_strokes(artwork, lines, slots, space, lit=settings.lit)
    layer_of_stroke = np.array([shape.layer for shape in shapes])[shape_of_stroke]
    for number in range(
        artwork.layer_count
    ):  # also those that hold pictures alone: depth goes by their order
        layer = data.layers.new(f"Layer {number + 1:03}")
        layer.use_lights = settings.lit
        own = np.flatnonzero(layer_of_stroke == number)
        if len(own):
            grease_pencil_compat.add_strokes(layer, some_strokes(strokes, own))
        grease_pencil_compat.set_layer_depth(layer, number * space.spacing)
        yield 0.4 + 0.6 * number / artwork.layer_count


def _slots(
    data: Any,  # noqa: ANN401 - its type has another name in each version
    shapes: Sequence[Shape],
    lines: Flags,
    materials: ArtworkMaterials,
) -> Generator[float, None, Integers]:
    """Make the materials of shapes, and give the slots of these; lines: which shapes are some."""
    slot_of: dict[bpy.types.Material, int] = {}
    slots = np.zeros(len(shapes), np.int64)
    for are_lines in (False, True):
        own = np.flatnonzero(lines == are_lines)
        painted, paint_of_shape = distinct_paints([shapes[number] for number in own.tolist()])
        slot_of_paint = []
        for shape in painted:
            assert isinstance(shape.paint, Solid | Gradient)
            if are_lines and isinstance(shape.paint, Solid):
                material = materials.for_line(shape.paint, shape.backdrop)
            else:
                material = materials.for_fill(shape.paint, shape.backdrop)
            if material not in slot_of:
                slot_of[material] = len(slot_of)
                data.materials.append(material)
            slot_of_paint.append(slot_of[material])
            yield 0.4 * len(slot_of_paint) / len(shapes)
        if len(own):
            slots[own] = np.array(slot_of_paint, np.int64)[paint_of_shape]
    return slots
