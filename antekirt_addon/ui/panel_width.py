# SPDX-License-Identifier: GPL-3.0-or-later
"""How much room a panel has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bpy.types import Context

BUTTON = 20  # pixels at scale 1
MARGIN = 60  # pixels at scale 1 that tabs and edges take


def available_width(context: Context) -> float:
    """Pixels at scale 1 that a panel's box has for its content."""
    width = context.region.width if context.region else 400
    return float(width / context.preferences.system.ui_scale) - MARGIN
