# SPDX-License-Identifier: GPL-3.0-or-later
"""The one picture that a datablock shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..attribution import read

if TYPE_CHECKING:
    from collections.abc import Iterator


def shown_image(datablock: Any) -> bpy.types.Image | None:  # noqa: ANN401 - an ID of any kind
    """The picture of a plane, reference, material, world or brush; None of what shows none."""
    return next(_images(datablock), None)


def _images(datablock: Any) -> Iterator[bpy.types.Image]:  # noqa: ANN401 - as above
    if isinstance(datablock, bpy.types.Image):
        yield datablock
    elif isinstance(datablock, bpy.types.Collection):
        for obj in datablock.objects:
            yield from _images(obj)
    elif isinstance(datablock, bpy.types.Object):
        data: Any = datablock.data
        if isinstance(data, bpy.types.Image):  # a reference
            yield data
        for slot in datablock.material_slots:
            if slot.material and read(slot.material):
                yield from _images(slot.material)
    elif isinstance(datablock, bpy.types.Brush):
        texture: Any = datablock.texture
        if getattr(texture, "image", None):
            yield texture.image
    elif datablock.node_tree:
        for node in datablock.node_tree.nodes:
            if getattr(node, "image", None):
                yield node.image
