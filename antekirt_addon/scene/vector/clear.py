# SPDX-License-Identifier: GPL-3.0-or-later
"""See-through shapes on top of each other: how many Cycles has to look through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...message import Message
from .paint import opaque

if TYPE_CHECKING:
    import bpy

    from ...media.svg.shape import Artwork


def look_through(scene: bpy.types.Scene, artwork: Artwork) -> str:
    """Let Cycles look through all layers that let light through; beyond its limit it shows black.

    Gives a remark if the scene was changed for it, or "".
    """
    cycles: Any = getattr(scene, "cycles", None)
    needed = len({shape.layer for shape in artwork.shapes if not opaque(shape.paint)}) + 1
    if cycles is None or cycles.transparent_max_bounces >= needed:
        return ""
    cycles.transparent_max_bounces = needed
    return Message(
        "Cycles now looks through up to {count} transparent surfaces, as the artwork needs", count=needed
    )
