# SPDX-License-Identifier: GPL-3.0-or-later
"""Copy the files of results beside a blend file that was not saved yet when they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..scene import file_location
from ..scene.error import SceneError
from ..translations import translated
from .saved_file_operator import SavedFileOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_gather_files(SavedFileOperator, bpy.types.Operator):
    """Copy the files of all results in use to the folder "antekirt" beside the blend file"""

    bl_idname = "antekirt.gather_files"
    bl_label = "Copy Results Beside the Blend File"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        try:
            gathered = file_location.gather()
        except SceneError as error:
            self.report({"ERROR"}, translated(str(error)))
            return {"CANCELLED"}
        if gathered.missing:
            told = rpt_("{count} could not be copied: {file}")
            self.report({"WARNING"}, told.format(count=len(gathered.missing), file=gathered.missing[0]))
        elif not gathered.copied:
            self.report({"INFO"}, "Nothing to copy: all files of results lie beside the blend file")
        else:
            told = rpt_("{count} copied; save the file to keep the new paths")
            self.report({"INFO"}, told.format(count=gathered.copied))
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_gather_files,)
