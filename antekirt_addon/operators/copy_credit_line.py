# SPDX-License-Identifier: GPL-3.0-or-later
"""The names of the artists in one line on the clipboard, for the end of a film or the foot of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from .shown_thing import SCOPES, uses_of

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_copy_credit_line(bpy.types.Operator):
    """Copy one line to the clipboard that names the artists of this"""

    bl_idname = "antekirt.copy_credit_line"
    bl_label = "Copy Credit Line"

    scope: bpy.props.EnumProperty(
        name="Scope", description="Whose works are named", items=SCOPES, options={"SKIP_SAVE"}
    )

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.credits import credit, formats  # not read at Blender's start

        line = formats.credit_line(credit.credits_of(uses_of(context, self.scope)))
        if not line:
            self.report({"ERROR"}, "This shows no work of Antekirt")
            return {"CANCELLED"}
        context.window_manager.clipboard = line
        self.report({"INFO"}, rpt_("On the clipboard: {line}").format(line=line))
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_copy_credit_line,)
