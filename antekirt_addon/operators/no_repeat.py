# SPDX-License-Identifier: GPL-3.0-or-later
"""A texture that hides that its picture repeats, or shows it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .material_operator import MaterialOperator, active_material

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_no_repeat(MaterialOperator, bpy.types.Operator):
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

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.error import SceneError
        from ..scene.texture.chosen_texture import chosen_texture  # not read at Blender's start
        from ..scene.texture.no_repeat_switch import switch
        from ..scene.texture.same_place import lies_by_another

        material = active_material(context)
        assert material
        try:
            switch(chosen_texture(material, lambda one: not lies_by_another(one), self.socket, self.texture))
        except SceneError as error:
            return self.fail(error)
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_no_repeat,)
