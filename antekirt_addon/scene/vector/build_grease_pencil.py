# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes become a Grease Pencil drawing, a layer of it for each layer of the artwork.

Blender's own import draws strokes, clips and gradients wrongly, and its time grows with the square of the
paths from 4.3 on; so the drawing is made from the artwork like everything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...media.svg.shape import Gradient, Solid
from .. import compat
from .fill_outline import TOLERANCE, fill_outlines
from .keyhole import without_holes
from .triangulation import polygons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...media.svg.shape import Artwork, Points
    from .artwork_material import ArtworkMaterials
    from .artwork_space import ArtworkSpace
    from .color_conversion import Backdrop
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
    shapes = sorted(artwork.shapes, key=lambda shape: shape.layer)
    data = transaction.add(compat.new_grease_pencil(NAME))
    obj: Any = transaction.new_object(NAME, data, shapes)
    obj.use_grease_pencil_lights = settings.lit
    slots: dict[tuple[Solid, Backdrop], int] = {}
    fills: dict[int, list[tuple[Points, int]]] = {}
    done = 0
    for together, outlines in fill_outlines(shapes, space):
        for shape, rings in zip(together, polygons(outlines, TOLERANCE * space.size), strict=True):
            color = _mean_color(shape.paint) if isinstance(shape.paint, Gradient) else shape.paint
            assert isinstance(color, Solid)
            paint = (color, shape.backdrop)
            if paint not in slots:
                slots[paint] = len(slots)
                data.materials.append(materials.for_fill(*paint))
            fills.setdefault(shape.layer, []).extend((rim, slots[paint]) for rim in without_holes(rings))
            done += 1
            yield 0.8 * done / len(shapes)
    for number in range(
        artwork.layer_count
    ):  # also those that hold pictures alone: depth goes by their order
        own = fills.get(number, [])
        layer = data.layers.new(f"Layer {number + 1:03}")
        layer.use_lights = settings.lit
        if own:
            compat.add_fills(layer, [rim for rim, _ in own], [slot for _, slot in own])
        compat.set_layer_depth(layer, number * space.spacing)
        yield 0.8 + 0.2 * number / artwork.layer_count


def _mean_color(gradient: Gradient) -> Solid:
    """One colour in place of a gradient, the mean of its stops: Grease Pencil has none of three colours."""
    colors = [stop.color for stop in gradient.stops]

    def mean(channel: str) -> float:
        return float(sum(getattr(color, channel) for color in colors)) / len(colors)

    return Solid(mean("red"), mean("green"), mean("blue"), mean("alpha"))
