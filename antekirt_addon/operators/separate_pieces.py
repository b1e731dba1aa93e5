# SPDX-License-Identifier: GPL-3.0-or-later
"""Pieces of an artwork that hold several shapes, parted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..message import Message
from ..translations import translated
from .artwork_operator import ArtworkOperator
from .piece_selection import leave_selected, selected_pieces

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

PARTS = (
    ("SHAPES", "Shapes", "A piece for each shape, with its name in the file"),
    ("COLORS", "Colors", "A piece for each material"),
)


class ANTEKIRT_OT_separate_pieces(ArtworkOperator, bpy.types.Operator):
    """Part the selected pieces of the artwork; all of them go on following its spacing"""

    bl_idname = "antekirt.separate_pieces"
    bl_label = "Separate"
    bl_options = {"REGISTER", "UNDO"}

    by: bpy.props.EnumProperty(name="By", description="What each piece holds", items=PARTS)

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.artwork import separation  # with NumPy, which no start of Blender should wait for

        chosen = [obj for obj in selected_pieces(context, self.root(context)) if obj.type != "EMPTY"]
        leave_selected(context, chosen)
        if any(obj.library or obj.override_library for obj in chosen):
            self.report({"ERROR"}, "It is linked: do so in the file it comes from")
            return {"CANCELLED"}
        parted = [piece for obj in chosen for piece in separation.separate(obj, self.by)]
        if len(parted) == len(chosen):
            self.report({"INFO"}, "Select a piece that holds several of them")
            return {"CANCELLED"}
        leave_selected(context, parted)
        told = Message("Made {count} of {former}", count=len(parted), former=len(chosen))
        self.report({"INFO"}, translated(told))
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_separate_pieces,)
