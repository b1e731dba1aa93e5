# SPDX-License-Identifier: GPL-3.0-or-later
"""Pieces of an artwork that are alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..message import Message
from ..translations import translated
from .artwork_operator import ArtworkOperator
from .piece_selection import leave_selected, selected_pieces

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

TRAITS = (
    ("COLOR", "Color", "Pieces that show a material of the selected ones"),
    ("LAYER", "Layer", "Pieces that lie in the layer of depth of a selected one"),
    ("GROUP", "Group", "Pieces that are in the group of the file of a selected one"),
)


class ANTEKIRT_OT_select_same(ArtworkOperator, bpy.types.Operator):
    """Select all pieces of the artwork that have something in common with the selected ones"""

    bl_idname = "antekirt.select_same"
    bl_label = "Select Same"
    bl_options = {"REGISTER", "UNDO"}

    by: bpy.props.EnumProperty(name="By", description="What they have in common", items=TRAITS)

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.artwork import piece  # with NumPy, which no start of Blender should wait for

        alike = piece.like(selected_pieces(context, self.root(context)), self.root(context), self.by)
        if not alike:
            self.report({"INFO"}, "Select a piece of the artwork that has such a thing")
            return {"CANCELLED"}
        leave_selected(context, alike)
        self.report({"INFO"}, translated(Message("Selected {count}", count=len(alike))))
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_select_same,)
