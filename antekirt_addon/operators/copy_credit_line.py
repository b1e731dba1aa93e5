# SPDX-License-Identifier: GPL-3.0-or-later
"""The names of the artists in one line on the clipboard, for the end of a film or the foot of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..scene import origin
from .shown_thing import shown_things

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_copy_credit_line(bpy.types.Operator):
    """Copy one line to the clipboard that names the artists of this"""

    bl_idname = "antekirt.copy_credit_line"
    bl_label = "Copy Credit Line"

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.credits import credit, formats  # not read at Blender's start

        things = shown_things(context)
        works = origin.works(things)
        if not works:
            self.report({"ERROR"}, "This shows no work of Antekirt")
            return {"CANCELLED"}
        uses = ((thing.name, work) for thing in things for work in works)
        line = formats.credit_line(credit.credits_of(uses))
        context.window_manager.clipboard = line
        self.report({"INFO"}, rpt_("On the clipboard: {line}").format(line=line))
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_copy_credit_line,)
