# SPDX-License-Identifier: GPL-3.0-or-later
"""What the operators share that change a texture of the active object's active material."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_rpt as rpt_

from ..scene.texture.textures_within import textures_within
from .scene_operator import SceneOperator

if TYPE_CHECKING:
    import bpy

    from ..scene.texture.inserted import Inserted


class MaterialOperator(SceneOperator):
    """Mixed into a bpy.types.Operator."""

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not super().poll(context):
            return False
        if active_material(context) is None:
            cls.poll_message_set(rpt_("Select an object with a material that shows a picture"))  # type: ignore[attr-defined] # Operator's
            return False
        return True


def active_material(context: bpy.types.Context) -> bpy.types.Material | None:
    """That of the active object."""
    return context.object.active_material if context.object else None


def active_textures(context: bpy.types.Context) -> list[Inserted]:
    """Those of this material."""
    material = active_material(context)
    return textures_within(material) if material else []
