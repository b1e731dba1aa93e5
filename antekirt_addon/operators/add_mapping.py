# SPDX-License-Identifier: GPL-3.0-or-later
"""Fields that move, turn and scale a texture which has had none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..scene.texture.same_place import follow, lies_by_another
from .material_operator import active_textures

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..scene.texture.inserted import Inserted


class ANTEKIRT_OT_add_mapping(bpy.types.Operator):
    """Give the active material's texture fields for its location, rotation and scale. It lies as before"""

    bl_idname = "antekirt.add_mapping"
    bl_label = "Move, Turn and Scale"
    bl_options = {"REGISTER", "UNDO"}

    texture: bpy.props.StringProperty(
        name="Texture",
        description="The key of one of several textures; empty for all that have no such fields",
        options={"HIDDEN", "SKIP_SAVE"},
    )

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not any(map(lacks_mapping, active_textures(context))):
            cls.poll_message_set(rpt_("Select an object with a texture that has no such fields yet"))
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.texture.mapping_nodes import add_mapping  # not read at Blender's start

        for texture in active_textures(context):
            if lacks_mapping(texture) and self.texture in {"", texture.key}:
                add_mapping(texture)
                follow(texture)
        return {"FINISHED"}


def lacks_mapping(texture: Inserted) -> bool:
    """Whether nothing moves a texture, and something could."""
    if texture.mapping or not texture.images or texture.tree.library:
        return False
    return not lies_by_another(texture)


CLASSES = (ANTEKIRT_OT_add_mapping,)
