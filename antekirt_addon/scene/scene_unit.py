# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a unit of a scene is in the real world."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import bpy


def meters(scene: bpy.types.Scene) -> float:
    """The meters of a unit; a scene without a system of units says nothing else of it."""
    units = scene.unit_settings
    return units.scale_length if units.system != "NONE" else 1.0
