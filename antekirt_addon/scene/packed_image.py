# SPDX-License-Identifier: GPL-3.0-or-later
"""An image datablock of a file that is only in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from . import image_datablock

if TYPE_CHECKING:
    from ..media.arrays import Bytes
    from ..media.probe import MediaInfo

ENDINGS = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp"}


def new(name: str, data: bytes, found: MediaInfo) -> bpy.types.Image:
    """A new image with the file packed in it, byte for byte. found: what it was found to hold."""
    image = bpy.data.images.new(name, 1, 1)
    # Exporters name the file that they write by this, and overwrite one picture with another of its name.
    image.filepath_raw = f"//{bpy.path.clean_name(image.name)}{ENDINGS.get(found.format, '')}"
    image.pack(data=data, data_len=len(data))
    image.source = "FILE"
    image_datablock.interpret(image, found)
    return image


def pixels(image: bpy.types.Image) -> Bytes:
    """Its pixels of 8 bits, (height, width, 4), straight alpha, the top row first."""
    import numpy as np  # not read before somebody asks

    wide, high = image_datablock.size(image)
    values = np.empty(4 * wide * high, np.float32)
    image.pixels.foreach_get(values)
    found: Bytes = np.rint(np.clip(values, 0.0, 1.0) * 255).astype(np.uint8).reshape(high, wide, 4)[::-1]
    return found
