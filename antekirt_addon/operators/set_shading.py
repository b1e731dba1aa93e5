# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork lit by the scene, or shining as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .artwork_operator import ArtworkOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

SHADINGS = (
    ("UNLIT", "Unlit", "It shines in its colors, whatever the lights"),
    ("LIT", "Lit", "The lights of the scene shade it"),
)


class ANTEKIRT_OT_set_shading(ArtworkOperator, bpy.types.Operator):
    """Have the lights of the scene shade this artwork, or have it shine in its colors; others stay"""

    bl_idname = "antekirt.set_shading"
    bl_label = "Shading"
    bl_options = {"REGISTER", "UNDO"}

    shading: bpy.props.EnumProperty(name="Shading", description="What lights it", items=SHADINGS)

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.artwork.lit_value import set_lit  # with NumPy, which no start of Blender should wait for

        if not set_lit(self.root(context), lit=self.shading == "LIT"):
            self.report({"INFO"}, "Nothing of it is shaded otherwise")
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_set_shading,)
