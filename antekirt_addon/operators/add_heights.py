# SPDX-License-Identifier: GPL-3.0-or-later
"""The colors of an artwork at different heights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_n as n_

from ..scene.artwork import live_value
from .artwork_operator import NewValueOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_add_heights(NewValueOperator, bpy.types.Operator):
    """Lift each color of the artwork by how light it is, by a value that can be animated"""

    bl_idname = "antekirt.add_heights"
    bl_label = "Heights by Color"
    bl_options = {"REGISTER", "UNDO"}
    value = live_value.HEIGHTS
    told_there = n_("It has heights already")
    reads_meshes = True

    height: bpy.props.FloatProperty(
        name="Heights",
        description="How high white stands over black; below 0 the other way",
        subtype="DISTANCE",
        default=0.1,
    )

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.artwork import color_height  # with NumPy, which no start of Blender should wait for

        if not color_height.add_heights(self.root(context), self.height):
            self.report({"INFO"}, "Nothing here can be lifted: Grease Pencil and pictures stay as they are")
            return {"CANCELLED"}
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_add_heights,)
