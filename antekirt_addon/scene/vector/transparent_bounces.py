# SPDX-License-Identifier: GPL-3.0-or-later
"""See-through shapes on top of each other: how many Cycles has to look through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...message import Message
from .color_conversion import opaque

if TYPE_CHECKING:
    import bpy

    from ...media.svg.shape import Artwork


def look_through(scene: bpy.types.Scene, artwork: Artwork) -> str:
    """Let Cycles look through all layers that let light through, and through each of them every time.

    Beyond its limit it shows black, and short of its minimum it leaves to chance, in grain, how far it looks.
    Gives a remark if the limit was raised, or "".
    """
    cycles: Any = getattr(scene, "cycles", None)
    clear = {shape.layer for shape in artwork.shapes if not opaque(shape.paint)}
    if cycles is None or not clear:
        return ""
    needed = len(clear) + 1
    cycles.min_transparent_bounces = max(cycles.min_transparent_bounces, needed)
    if cycles.transparent_max_bounces >= needed:
        return ""
    cycles.transparent_max_bounces = needed
    return Message(
        "Cycles now looks through up to {count} transparent surfaces, as the artwork needs", count=needed
    )
