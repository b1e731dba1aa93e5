# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects that take the place of others, thousands at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from collections.abc import Sequence


def swap(pairs: Sequence[tuple[bpy.types.Object, bpy.types.Object]]) -> None:
    """Let the second of each pair take the place of the first in all that refers to it.

    Blender goes through the whole file to do so for one; most shapes of an artwork are only in collections.
    """
    users: dict[Any, set[Any]] = bpy.data.user_map(subset={leaving for leaving, _ in pairs})
    cameras = {scene.camera for scene in bpy.data.scenes} | {
        marker.camera for scene in bpy.data.scenes for marker in scene.timeline_markers
    }
    for leaving, coming in pairs:
        if leaving in cameras or not all(map(_only_holds, users[leaving])):
            leaving.user_remap(coming)
            continue
        for collection in leaving.users_collection:
            collection.objects.link(coming)
            collection.objects.unlink(leaving)


def _only_holds(user: bpy.types.ID) -> bool:
    """Whether a datablock can have an object only as one among those in it: a scene has it in a layer."""
    is_own = not (user.library or user.override_library)
    return isinstance(user, bpy.types.Collection | bpy.types.Scene) and is_own
