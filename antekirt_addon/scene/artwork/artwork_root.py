# SPDX-License-Identifier: GPL-3.0-or-later
"""What is an artwork in the scene: its root, an empty with its values, and all that hangs under that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .live_value import SPACING, read

if TYPE_CHECKING:
    import bpy


def is_root(obj: bpy.types.Object) -> bool:
    return read(obj, SPACING) is not None


def root_of(obj: bpy.types.Object | None) -> bpy.types.Object | None:
    """The root of the artwork that an object is or belongs to, the nearest above it."""
    at: Any = obj
    while at and not is_root(at):
        at = at.parent
    return at  # type: ignore[no-any-return]
