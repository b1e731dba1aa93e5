# SPDX-License-Identifier: GPL-3.0-or-later
"""The layers of the file: an artwork in parts for them, and a collection for each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import bpy

from ...media.svg.geometry.fill_polygons import polygons_of

if TYPE_CHECKING:
    from ...media.svg.shape import Artwork, Group
    from .transaction import Transaction


def parts_of(artwork: Artwork) -> dict[tuple[Group, ...], Artwork]:
    """The part of an artwork in each layer of the file, in the order of their first shape.

    Their keys are that layer with those around it, outermost first. What is in none is a part as well.
    """
    numbers: dict[tuple[Group, ...], list[int]] = {}
    for number, shape in enumerate(artwork.shapes):
        numbers.setdefault(shape.file_layers, []).append(number)
    return {
        layers: replace(
            artwork,
            shapes=tuple(artwork.shapes[number] for number in own),
            polygons=polygons_of(artwork.polygons, own) if artwork.polygons else None,
        )
        for layers, own in numbers.items()
    }


class LayerCollections:
    """A collection for each layer of the file, one in another as these are."""

    def __init__(self, whole: bpy.types.Collection, transaction: Transaction) -> None:
        self._transaction = transaction
        self._made: dict[tuple[Group, ...], bpy.types.Collection] = {(): whole}

    def of(self, layers: tuple[Group, ...]) -> bpy.types.Collection:
        """The collection of a layer; layers: itself and those around it, outermost first."""
        if layers not in self._made:
            collection = self._transaction.add(bpy.data.collections.new(layers[-1].name))
            self.of(layers[:-1]).children.link(collection)
            self._made[layers] = collection
        return self._made[layers]
