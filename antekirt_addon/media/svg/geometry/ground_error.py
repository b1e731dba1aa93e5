# SPDX-License-Identifier: GPL-3.0-or-later
"""How wrong a paint that lets light through looks over what it is not made to be seen over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

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
    goal, behind = _light(part * color + (1 - part) * ground), _light(ground)
    needed = 1 - goal / np.where(behind > goal, behind, goal + 1.0)
    enough = np.maximum(part, np.where(behind > goal, needed, 0.0).max(1, keepdims=True))
    mixed = np.maximum(0.0, goal - (1 - enough) * behind) + (1 - enough) * _light(below)
    errors: Floats = np.abs(_encoded(mixed) - (part * color + (1 - part) * below)).max(1)
    return errors


def _light(values: Floats) -> Floats:
    """From sRGB to linear (IEC 61966-2-1)."""
    light: Floats = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return light


def _encoded(values: Floats) -> Floats:
    encoded: Floats = np.where(values <= 0.0031308, 12.92 * values, 1.055 * values ** (1 / 2.4) - 0.055)
    return encoded
