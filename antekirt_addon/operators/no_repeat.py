# SPDX-License-Identifier: GPL-3.0-or-later
"""A texture that hides that its picture repeats, or shows it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..message import Message
from ..translations import translated
from .add_mapping import active_textures

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_no_repeat(bpy.types.Operator):
    """Scatter pieces of the picture so that no repeat is seen, or lay it out plainly again"""

    bl_idname = "antekirt.no_repeat"
    bl_label = "No Repeat"
    bl_options = {"REGISTER", "UNDO"}

    socket: bpy.props.StringProperty(
        name="Input",
        description="The input that it was put into; empty for the last one",
        options={"SKIP_SAVE"},
    )
    texture: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})  # the key of one of several

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not active_textures(context):
            cls.poll_message_set(rpt_("Select an object with a material that a texture was put into"))
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.error import SceneError
        from ..scene.texture.no_repeat_switch import switch  # not read at Blender's start
        from ..scene.texture.same_place import lies_by_another

        found = [
            texture
            for texture in active_textures(context)
            if self.texture in {"", texture.key}
            and self.socket in {"", texture.socket}
            and not lies_by_another(texture)
        ]
        if not found:
            assert context.object
            assert context.object.active_material
            told = Message(
                "No texture of Antekirt is in “{socket}” of {material}",
                socket=self.socket,
                material=context.object.active_material.name,
            )
            self.report({"ERROR"}, translated(told))
            return {"CANCELLED"}
        try:
            switch(found[-1])
        except SceneError as error:
            self.report({"ERROR"}, translated(str(error)))
            return {"CANCELLED"}
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_no_repeat,)
