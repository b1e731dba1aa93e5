# SPDX-License-Identifier: GPL-3.0-or-later
"""The scene's view transform, which changes a picture's colors: to Standard, which does not, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..message import Message
from ..translations import translated
from . import runtime
from .scene_operator import SceneOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

STANDARD = "Standard"
EXACT = {STANDARD, "Raw"}


class FormerTransforms:
    """View transform and look of the scenes, by session uid, that were set to Standard here."""

    def __init__(self) -> None:
        self.by_scene: dict[int, tuple[str, str]] = {}


def former(scene: bpy.types.Scene) -> str:
    """What Back goes back to; "" if there is nothing to go back to."""
    name, _ = runtime.state(FormerTransforms).by_scene.get(scene.session_uid, ("", ""))
    return name if scene.view_settings.view_transform == STANDARD else ""


class ANTEKIRT_OT_use_standard(SceneOperator, bpy.types.Operator):
    """Set this scene's view transform to Standard: pictures keep their colors. Its renders change, too"""

    bl_idname = "antekirt.use_standard"
    bl_label = "Standard (Renders Too)"
    bl_options = {"UNDO", "INTERNAL"}

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        scene = context.scene
        assert scene
        settings = scene.view_settings
        before = settings.view_transform, settings.look
        try:
            settings.view_transform = STANDARD
        except TypeError:
            self.report({"ERROR"}, "This Blender's color management has no view transform Standard")
            return {"CANCELLED"}
        runtime.state(FormerTransforms).by_scene[scene.session_uid] = before
        told = Message("The view transform of {scene} is Standard now, in renders too", scene=scene.name)
        self.report({"INFO"}, translated(told))
        return {"FINISHED"}


class ANTEKIRT_OT_leave_standard(bpy.types.Operator):
    """Set the view transform and the look of this scene back to what they were"""

    bl_idname = "antekirt.leave_standard"
    bl_label = "Back"
    bl_options = {"UNDO", "INTERNAL"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return bool(context.scene and former(context.scene))

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        scene = context.scene
        assert scene
        name, look = runtime.state(FormerTransforms).by_scene.pop(scene.session_uid)
        scene.view_settings.view_transform = name
        scene.view_settings.look = look
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_use_standard, ANTEKIRT_OT_leave_standard)
