# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork that was made a multiplane shows its own pieces again, or its cut-outs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..scene.artwork.artwork_root import root_of
from ..scene.multiplane.shown_part import show, shown
from .artwork_operator import ArtworkOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

PARTS = (
    ("PIECES", "Pieces", "The artwork's own pieces; the cut-outs stay, hidden"),
    ("CUT_OUTS", "Cut-Outs", "The cut-outs of its picture; its own pieces stay, hidden"),
)


class _PartOperator(ArtworkOperator):
    """Mixed into a bpy.types.Operator for artworks that have cut-outs."""

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not super().poll(context):
            return False
        if not shown(root_of(context.object)):
            cls.poll_message_set(rpt_("It has no cut-outs: press Multiplane"))  # type: ignore[attr-defined]
            return False
        return True


class ANTEKIRT_OT_show_part(_PartOperator, bpy.types.Operator):
    """Show the artwork's own pieces or its cut-outs, each with the spacing that it had"""

    bl_idname = "antekirt.show_part"
    bl_label = "Show"
    bl_options = {"REGISTER", "UNDO"}

    part: bpy.props.EnumProperty(name="Part", description="What one sees", items=PARTS)

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        show(self.root(context), self.part)
        return {"FINISHED"}


class ANTEKIRT_OT_remove_cut_outs(_PartOperator, bpy.types.Operator):
    """Remove the cut-outs of this artwork with their pictures, and show its own pieces again"""

    bl_idname = "antekirt.remove_cut_outs"
    bl_label = "Remove Cut-Outs"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.multiplane.make_multiplane import remove_cut_outs  # not read at Blender's start
        from ..scene.selection import select_if_none

        root = self.root(context)
        remove_cut_outs(root)
        assert context.scene
        select_if_none(context.scene, root)
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_show_part, ANTEKIRT_OT_remove_cut_outs)
