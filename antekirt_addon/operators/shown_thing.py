# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist means where a button is pressed: what is selected or looked at, the render, or the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_n as n_

from ..scene import compat, origin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..scene.attribution import Attribution, Stampable

SCOPES = (
    ("SELECTED", n_("Selection"), n_("What is selected, or what this editor shows")),
    ("RENDER", n_("Render"), n_("What the render of this scene can see")),
    ("FILE", n_("Whole File"), n_("All that this file uses")),
)
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


def uses_of(context: bpy.types.Context, scope: str) -> Iterable[tuple[str, Attribution]]:
    """What names a work there: each thing by its name, and whose work it shows."""
    from ..scene.credits import uses  # not read at Blender's start

    if scope == "SELECTED":
        things = shown_things(context)
        if things == [context.object] and context.object in context.selected_objects:
            things = [*context.selected_objects]
        return ((thing.name, work) for thing in things for work in origin.works([thing]))
    scene = context.scene or bpy.data.scenes[0]
    return uses.in_render(scene) if scope == "RENDER" else uses.in_file(bpy.data)
