# SPDX-License-Identifier: GPL-3.0-or-later
"""Transparent shapes on top of each other: how many Cycles has to let a ray pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...media.svg.geometry.backdrop import opaque
from ...message import Message

if TYPE_CHECKING:
    import bpy

    from ...media.svg.shape import Artwork


def allow_transparent_bounces(scene: bpy.types.Scene, artwork: Artwork) -> str:
    """Let Cycles pass all layers that let light through, and each of them every time.

    Beyond its limit it shows black, and beyond its minimum (0 by default) it leaves to chance, in grain, how
    far it goes: five half-clear layers are enough to see it.
    Gives a remark if the limit was raised, or "".
    """
    cycles: Any = getattr(scene, "cycles", None)
    transparent = {shape.layer for shape in artwork.shapes if not opaque(shape.paint)}
    if cycles is None or not transparent:
        return ""
    needed = len(transparent) + 1
    cycles.min_transparent_bounces = max(cycles.min_transparent_bounces, needed)
    if cycles.transparent_max_bounces >= needed:
        return ""
    cycles.transparent_max_bounces = needed
    return Message(
        "Cycles now looks through up to {count} transparent surfaces, as the artwork needs", count=needed
    )
