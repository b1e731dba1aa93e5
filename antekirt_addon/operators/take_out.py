# SPDX-License-Identifier: GPL-3.0-or-later
"""A texture out of the material into which it was put."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..message import Message, joined
from ..translations import translated
from .material_operator import MaterialOperator, active_material

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_take_out(MaterialOperator, bpy.types.Operator):
    """Take the texture out that was put into the active material last, and give back what was there before"""

    bl_idname = "antekirt.take_out"
    bl_label = "Take Out"
    bl_options = {"REGISTER", "UNDO"}

    socket: bpy.props.StringProperty(
        name="Input",
        description="The input that it was put into; empty for the last one",
        options={"SKIP_SAVE"},
    )

    texture: bpy.props.StringProperty(
        name="Texture", description="The key of one of several", options={"HIDDEN", "SKIP_SAVE"}
    )

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.error import SceneError
        from ..scene.texture import material_copy, take_out  # not read at Blender's start

        material = active_material(context)
        assert material
        try:
            name = take_out.take_out(material, self.socket, self.texture)
        except SceneError as error:
            return self.fail(error)
        told: str = Message("Took “{name}” out of {material}", name=name, material=material.name)
        if shared := material_copy.give_back(material):
            told = Message(
                "Took “{name}” out of {material}: {shared} is there again, which others show too",
                name=name,
                material=material.name,
                shared=shared.name,
            )
            if material.use_fake_user:
                told = joined([told, Message("{material} stays in the file", material=material.name)])
        self.report({"INFO"}, translated(told))
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_take_out,)
