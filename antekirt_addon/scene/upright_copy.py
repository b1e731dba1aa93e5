# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture that a camera stored on its side, as an upright copy within the blend file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from .image_datablock import size

if TYPE_CHECKING:
    from ..media.orientation import Turn

LINEAR = "Linear Rec.709"


def make(image: bpy.types.Image, turn: Turn) -> bpy.types.Image:
    """The copy of an image, packed; the one that is there already if it is still the same.

    turn: what leads from the upright picture to the stored one.
    """
    import numpy as np  # not read before a picture is turned

    wide, high = size(image)
    pixels: Any = np.empty(high * wide * 4, np.float32)
    image.pixels.foreach_get(pixels)
    upright = np.rot90(
        pixels.reshape(high, wide, 4), turn.quarters
    )  # rows run upwards, so this turns clockwise
    if turn.mirrored:
        upright = upright[:, ::-1]
    copy = bpy.data.images.new(
        image.name, upright.shape[1], upright.shape[0], alpha=True, float_buffer=image.is_float
    )
    if image.is_float:  # its pixels are linear, and multiplied by alpha
        copy.colorspace_settings.name, copy.alpha_mode = LINEAR, "PREMUL"
    else:
        copy.colorspace_settings.name = image.colorspace_settings.name
    turned: Any = np.ascontiguousarray(upright).ravel()
    copy.pixels.foreach_set(turned)
    copy.pack()
    for known in bpy.data.images:
        if (
            known != copy
            and not known.filepath
            and not known.is_dirty
            and packed_bytes(known) == packed_bytes(copy)
        ):
            bpy.data.images.remove(copy)
            return known
    return copy


def packed_bytes(image: bpy.types.Image) -> bytes:
    """The file that is packed in an image that is in this blend file itself."""
    return image.packed_file.data if image.packed_file and not image.library else b""
