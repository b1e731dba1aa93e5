# SPDX-License-Identifier: GPL-3.0-or-later
"""Empties that carry the layers of an artwork of very many objects.

Each object in a layer has a driver, which Blender computes anew whenever the artwork moves. Where they are
thousands, an empty of each layer has it in their place, and carries them: so they move no slower than
objects without drivers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from .layer_spacing import LAYER

if TYPE_CHECKING:
    from .transaction import Transaction

MOST_DRIVEN = 500
LEAST_IN_LAYER = 4  # of objects, on average; with fewer there is nothing to gain
NAME = "Layer {:03}"  # as groups of layers are called
SIZE = 1 / 50  # how large they show, as a part of the artwork's own empty


def carry_layers(
    transaction: Transaction, root: bpy.types.Object, collection: bpy.types.Collection
) -> list[bpy.types.Object]:
    """Have empties carry the objects right below a root if these are many; gives the empties."""
    drawn: list[Any] = [obj for obj, _ in transaction.drawn if obj.parent == root and obj.get(LAYER)]
    layers = {obj[LAYER]: obj.location.z for obj in drawn}
    if len(drawn) <= max(MOST_DRIVEN, LEAST_IN_LAYER * len(layers)):
        return []
    empties: dict[int, Any] = {}
    for layer, depth in sorted(layers.items()):
        empty: Any = transaction.add(bpy.data.objects.new(NAME.format(layer + 1), None))
        empty.parent, empty.location.z, empty[LAYER] = root, depth, layer
        empty.empty_display_size = SIZE * root.empty_display_size
        collection.objects.link(empty)
        empties[layer] = empty
    for obj in drawn:
        obj.parent, obj.location.z, obj[LAYER] = empties[obj[LAYER]], 0.0, 0
    return list(empties.values())
