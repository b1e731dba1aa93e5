# SPDX-License-Identifier: GPL-3.0-or-later
"""Pieces of an artwork that become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..message import Message
from ..translations import translated
from .artwork_operator import ObjectModeOperator
from .piece_selection import leave_selected, selected_pieces

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_join_pieces(ObjectModeOperator, bpy.types.Operator):
    """Make one of the selected pieces of the artwork; those in other layers stay apart, to follow its spacing"""  # noqa: E501 - a tooltip

    bl_idname = "antekirt.join_pieces"
    bl_label = "Join"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.artwork import joining  # with NumPy, which no start of Blender should wait for

        chosen = [obj for obj in selected_pieces(context, self.root(context)) if obj.data]
        if any(obj.library or obj.override_library for obj in chosen):
            self.report({"ERROR"}, "It is linked: do so in the file it comes from")
            return {"CANCELLED"}
        before = len(chosen)
        left = joining.join(chosen, context.object)
        if len(left) == before:
            self.report({"INFO"}, "Select several pieces that lie in one layer")
            return {"CANCELLED"}
        leave_selected(context, left)
        self.report({"INFO"}, translated(Message("Made {count} of {former}", count=len(left), former=before)))
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_join_pieces,)
