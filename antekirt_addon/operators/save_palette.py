# SPDX-License-Identifier: GPL-3.0-or-later
"""The colors of an artwork as a palette of Blender's, to paint with or to give to other artworks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..message import Message
from ..translations import translated
from .artwork_operator import ArtworkOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_save_palette(ArtworkOperator, bpy.types.Operator):
    """Make a palette of the colors of this artwork, which Blender's paint tools and other artworks can use"""

    bl_idname = "antekirt.save_palette"
    bl_label = "Save Palette"
    bl_options = {"REGISTER", "UNDO"}
    reads_meshes = True

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.palette import saved_palette  # not read at Blender's start
        from ..scene.palette.artwork_palette import swatches

        root = self.root(context)
        saved = saved_palette.save(root.name, [swatch.color for swatch in swatches(root)])
        self.report({"INFO"}, translated(Message("Saved the palette “{name}”", name=saved.name)))
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_save_palette,)
