# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose works are meant: those that a render can see, or all that a file uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import uses
from .credit import credits_of

if TYPE_CHECKING:
    import bpy

    from .credit import Credit

SCOPES = ("RENDER", "FILE")


def credits_in(data: bpy.types.BlendData, scene: bpy.types.Scene, scope: str) -> list[Credit]:
    """The artists of what the render of a scene can see, or else of all that a file uses."""
    return credits_of(uses.in_render(scene) if scope == "RENDER" else uses.in_file(data))
