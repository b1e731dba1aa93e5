# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork that shares nothing with its copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .artwork_operator import ArtworkOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_make_own(ArtworkOperator, bpy.types.Operator):
    """Part what this artwork shares with a copy of it, so that it has a thickness and a bevel of its own"""

    bl_idname = "antekirt.make_own"
    bl_label = "Make Own"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.artwork.own_data import make_own  # with NumPy, which no start of Blender should wait for

        if not make_own(self.root(context)):
            self.report({"INFO"}, "It shares nothing with another artwork")
            return {"CANCELLED"}
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_make_own,)
