# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture as one sees it upright, however its file has it stored."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

from .. import image_datablock, packed_image, stored_turn

if TYPE_CHECKING:
    import bpy

    from ...media.arrays import Bytes

SAME = 0.01  # of proportions: sides are whole pixels


def pixels(image: bpy.types.Image) -> Bytes:
    """Its pixels of 8 bits, (height, width, 4), straight alpha, the top row first."""
    import numpy as np  # not read before somebody asks

    turn = stored_turn.of(image)
    upright = np.rot90(packed_image.pixels(image), -turn.quarters)
    return upright[:, ::-1] if turn.mirrored else upright


def has_proportions(image: bpy.types.Image, width: float, height: float) -> bool:
    """Whether it is as wide for its height as something else."""
    wide, high = image_datablock.size(image)
    if stored_turn.of(image).is_sideways:
        wide, high = high, wide
    return isclose(width / height, wide / high, rel_tol=SAME)
