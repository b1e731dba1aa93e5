# SPDX-License-Identifier: GPL-3.0-or-later
"""An image as an empty: seen while working, absent from renders."""

from __future__ import annotations

import bpy


def build(image: bpy.types.Image, size: float) -> bpy.types.Object:
    """A new image empty centred at its origin, in XY, facing +Z; its longer side is `size`."""
    empty = bpy.data.objects.new(image.name, None)
    empty.empty_display_type = "IMAGE"
    empty.empty_display_size = size
    empty.data = image  # type: ignore[assignment] # the stubs forget that an empty can show an image
    return empty
