# SPDX-License-Identifier: GPL-3.0-or-later
"""Copy the files of results beside a blend file that was not saved yet when they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..scene import storage
from ..scene.error import SceneError

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_gather_files(bpy.types.Operator):
    """Copy the files of all results in use to the folder "antekirt" beside the blend file"""

    bl_idname = "antekirt.gather_files"
    bl_label = "Copy Results Beside the Blend File"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        if not bpy.data.filepath:
            cls.poll_message_set("Save the blend file first")
            return False
        return True

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        try:
            gathered = storage.gather()
        except SceneError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        if gathered.missing:
            self.report({"WARNING"}, f"{len(gathered.missing)} could not be copied: {gathered.missing[0]}")
        else:
            self.report({"INFO"}, f"{gathered.copied} copied; save the file to keep the new paths")
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_gather_files,)
