# SPDX-License-Identifier: GPL-3.0-or-later
"""How wrong a paint that lets light through looks over what it is not made to be seen over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...srgb import all_encoded, all_linear

if TYPE_CHECKING:
    from ...arrays import Floats

LEAST_ALPHA = 1 / 512


def ground_errors(color: Floats, alpha: Floats, below: Floats, taken: tuple[float, float, float]) -> Floats:
    """For points with a colour (n, 3), an alpha (n,) and what is below (n, 3): errors, sRGB-encoded.

    taken: the one colour that they are made to be seen over, mixed as light, with an alpha that suffices for
    it (see scene/vector/color_conversion.py).
    """
    ground = np.array(taken)
    part = np.maximum(alpha, LEAST_ALPHA)[:, None]
    goal, behind = all_linear(part * color + (1 - part) * ground), all_linear(ground)
    needed = 1 - goal / np.where(behind > goal, behind, goal + 1.0)
    enough = np.maximum(part, np.where(behind > goal, needed, 0.0).max(1, keepdims=True))
    mixed = np.maximum(0.0, goal - (1 - enough) * behind) + (1 - enough) * all_linear(below)
    errors: Floats = np.abs(all_encoded(mixed) - (part * color + (1 - part) * below)).max(1)
    return errors
