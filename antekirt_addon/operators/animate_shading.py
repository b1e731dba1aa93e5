# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork that can go over from unlit to lit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_n as n_

from ..scene.artwork import live_value
from .artwork_operator import NewValueOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_animate_shading(NewValueOperator, bpy.types.Operator):
    """Give the artwork a value that can be animated, by which it goes over from unlit to lit"""

    bl_idname = "antekirt.animate_shading"
    bl_label = "Animate Shading"
    bl_options = {"REGISTER", "UNDO"}
    value = live_value.LIT
    told_there = n_("Its shading has a value already")

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.artwork.lit_value import add_lit  # with NumPy, which no start of Blender should wait for

        if not add_lit(self.root(context)):
            self.report({"INFO"}, "Nothing of it is shaded")
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_animate_shading,)
