# SPDX-License-Identifier: GPL-3.0-or-later
"""Results into the Antekirt asset library, a folder that all blend files can use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..message import Message, joined, listed
from ..scene.error import SceneError
from ..translations import translated
from . import chosen_preferences
from .asset_choice import AssetChoice, linked_elsewhere, selects_any

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_copy_to_library(AssetChoice, bpy.types.Operator):
    """Copy the selected results to the Antekirt asset library, each as a blend file of its own"""

    bl_idname = "antekirt.copy_to_library"
    bl_label = "Copy to Asset Library"
    bl_options = {"REGISTER", "UNDO"}

    replace: bpy.props.BoolProperty(
        name="Replace", description="Replace what the library has of these results already", default=False
    )

    made: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})  # files, when it is done over (F9)

    def draw(self, _context: bpy.types.Context) -> None:
        self.draw_choices(self.layout)
        self.layout.prop(self, "replace")

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not selects_any(context):
            cls.poll_message_set(rpt_("Select an object that was made for a result of Antekirt"))
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.asset import library_copy, library_folder  # not read at Blender's start

        folder = chosen_preferences.library_folder()
        try:
            library_folder.register_library(folder)
            assets = self.selected_assets(context)
            renewed = self.made.split("/")
            copied = library_copy.copy_to_library(assets, folder, replace=self.replace, renewed=renewed)
        except SceneError as error:
            self.report({"ERROR"}, translated(str(error)))
            return {"CANCELLED"}
        self.made = "/".join(dict.fromkeys([*renewed, *copied.files]))
        told: list[str] = []
        if names := copied.new:
            told.append(Message("{things}: in the asset library", things=listed(names)))
        if names := copied.already:
            told.append(
                Message("{things}: in the asset library already, and left alone", things=listed(names))
            )
        if names := copied.linked:
            told.append(linked_elsewhere(names))
        if told:
            left = copied.already or copied.linked
            self.report({"WARNING"} if left else {"INFO"}, translated(joined(told)))
        return {"FINISHED"}


class ANTEKIRT_OT_register_library(bpy.types.Operator):
    """Have Blender's asset browser show the Antekirt asset library, a folder that is made if it is missing"""

    bl_idname = "antekirt.register_library"
    bl_label = "Register Asset Library"

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.asset import library_folder  # not read at Blender's start

        folder = chosen_preferences.library_folder()
        try:
            library_folder.register_library(folder)
        except SceneError as error:
            self.report({"ERROR"}, translated(str(error)))
            return {"CANCELLED"}
        told = Message("The asset browser shows {folder} as the library “Antekirt”", folder=folder)
        self.report({"INFO"}, translated(told))
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_copy_to_library, ANTEKIRT_OT_register_library)
