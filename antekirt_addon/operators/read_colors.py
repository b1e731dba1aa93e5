# SPDX-License-Identifier: GPL-3.0-or-later
"""The colors of an artwork into its panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .artwork_operator import ArtworkOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_read_colors(ArtworkOperator, bpy.types.Operator):
    """List the colors that this artwork has now, and how much of it each covers"""

    bl_idname = "antekirt.read_colors"
    bl_label = "Show Colors"
    bl_options = {"REGISTER", "UNDO"}
    reads_meshes = True

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.palette import swatch_list  # not read at Blender's start

        swatch_list.fill(self.root(context))
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_read_colors,)
