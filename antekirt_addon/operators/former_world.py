# SPDX-License-Identifier: GPL-3.0-or-later
"""The world that a scene had before a picture took its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..message import Message
from ..scene import world_environment
from ..translations import translated
from .scene_operator import SceneOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_former_world(SceneOperator, bpy.types.Operator):
    """Give the scene the world again that it had before; the picture's world is kept in the file"""

    bl_idname = "antekirt.former_world"
    bl_label = "Former World"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not super().poll(context):
            return False
        if not context.scene or not world_environment.former(context.scene):
            cls.poll_message_set(rpt_("This scene's world has taken the place of no other"))
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        assert context.scene
        world = world_environment.bring_back(context.scene)
        if world is None:
            return {"CANCELLED"}
        told = Message("{scene} has its world {world} again", scene=context.scene.name, world=world.name)
        self.report({"INFO"}, translated(told))
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_former_world,)
