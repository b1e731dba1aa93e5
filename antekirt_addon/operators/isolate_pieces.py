# SPDX-License-Identifier: GPL-3.0-or-later
"""Some pieces of an artwork by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .artwork_operator import ArtworkOperator
from .piece_selection import selected_pieces

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_isolate_pieces(ArtworkOperator, bpy.types.Operator):
    """Hide all pieces of the artwork but the selected ones, in the viewport; press again to show all of it"""

    bl_idname = "antekirt.isolate_pieces"
    bl_label = "Isolate"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.artwork.piece import pieces  # with NumPy, which no start of Blender should wait for

        every = [obj for obj in pieces(self.root(context)) if obj.name in context.view_layer.objects]
        chosen = selected_pieces(context, self.root(context))
        is_hidden = any(obj.hide_get() for obj in every)
        if not is_hidden and not chosen:
            self.report({"INFO"}, "Select the pieces that shall stay")
            return {"CANCELLED"}
        for obj in every:
            obj.hide_set(not is_hidden and obj not in chosen)
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_isolate_pieces,)
