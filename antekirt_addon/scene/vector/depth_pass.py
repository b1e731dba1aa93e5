# SPDX-License-Identifier: GPL-3.0-or-later
"""Grease Pencil among other objects: in a render it knows by the depth pass alone what lies before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...message import Message
from ..grease_pencil_compat import GREASE_PENCIL

if TYPE_CHECKING:
    from collections.abc import Iterable

    import bpy


def add_depth_pass(scene: bpy.types.Scene, drawn: Iterable[bpy.types.Object]) -> str:
    """Have renders keep their depth where Grease Pencil and other objects hide each other.

    Gives a remark if they did not, or "".
    """
    kinds = {obj.type for obj in drawn}
    missing = [layer for layer in scene.view_layers if not layer.use_pass_z]
    if not missing or kinds.isdisjoint(GREASE_PENCIL) or kinds <= GREASE_PENCIL:
        return ""
    for layer in missing:
        layer.use_pass_z = True
    return Message("Renders now have a depth pass: without it Grease Pencil would hide what lies before it")
