# SPDX-License-Identifier: GPL-3.0-or-later
"""The thing whose properties the artist looks at, where a button is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..scene import compat

if TYPE_CHECKING:
    import bpy

    from ..scene.attribution import Stampable

IN_PROPERTIES = {"MATERIAL": "material", "WORLD": "world"}  # by the tab: what the context has of it


def shown_things(context: bpy.types.Context) -> list[Stampable]:
    """What the editor is about: an image, a strip, a material, a world, or else the active object."""
    space: Any = context.space_data
    kind = space.type if space else ""
    found: Any = context.object
    if kind == "IMAGE_EDITOR":
        found = space.image
    elif kind == "SEQUENCE_EDITOR" or (kind == "PROPERTIES" and space.context == "STRIP"):
        found = compat.active_strip(context)
    elif kind == "PROPERTIES":
        found = getattr(context, IN_PROPERTIES.get(space.context, "object"), None)
    return [found] if found else []
