# SPDX-License-Identifier: GPL-3.0-or-later
"""UV maps for selected meshes that have none, so that a picture lies by them instead of being projected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..message import Message, listed
from ..scene.texture.unwrap import lacks_uv_map, unwrap
from ..translations import translated

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_unwrap(bpy.types.Operator):
    """Give selected meshes that have no UV map one by the angles of their faces. Others stay as they are"""

    bl_idname = "antekirt.unwrap"
    bl_label = "Unwrap for Textures"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not any(map(lacks_uv_map, context.selected_objects or ())):
            cls.poll_message_set(rpt_("Select a mesh that has no UV map"))
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        objects = [obj for obj in context.selected_objects if lacks_uv_map(obj)]
        unwrap(context, objects)
        told = Message("Unwrapped {things}", things=listed([obj.name for obj in objects]))
        self.report({"INFO"}, translated(told))
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_unwrap,)
