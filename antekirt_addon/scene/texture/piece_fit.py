# SPDX-License-Identifier: GPL-3.0-or-later
"""What the node that cuts a picture into pieces must know of it: its proportions, and if it is a tile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..shared_group import is_of_kind
from . import hexagon_group

if TYPE_CHECKING:
    from collections.abc import Iterable

    import bpy

MOST = 4096**2  # pixels that are looked at


def fit(pieces: Any, image: bpy.types.Image) -> None:  # noqa: ANN401 - a node
    wide, high = image.size[0] or 1, image.size[1] or 1  # 0 of one that is gone
    pieces.inputs["Sides"].default_value = (wide / min(wide, high), high / min(wide, high), 1.0)
    pieces.inputs["Inset"].default_value = _inset(image)


def follow(readers: Iterable[Any]) -> None:
    """Fit the pieces that some nodes show of a picture which they have not shown before."""
    found = {}
    for reader in readers:
        for link in reader.inputs["Vector"].links if reader.bl_idname == "ShaderNodeTexImage" else ():
            if is_of_kind(link.from_node, hexagon_group.KIND):
                found[link.from_node] = reader.image
    for pieces, image in found.items():
        fit(pieces, image)


def _inset(image: Any) -> float:  # noqa: ANN401 - the stubs do not know what its pixels can do
    wide, high = image.size
    if not 0 < wide * high <= MOST or image.source not in {"FILE", "GENERATED"}:
        return 0.0
    import numpy as np  # not read before it is needed

    from ...media.piece_inset import inset

    values = np.empty(wide * high * image.channels, np.float32)
    image.pixels.foreach_get(values)
    pixels = values.reshape(high, wide, image.channels)[..., :3]
    return inset(pixels, is_linear=image.is_float or image.colorspace_settings.is_data)
