# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork flat, or as a relief."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .artwork_operator import ArtworkOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

DEPTHS = (
    ("FLAT", "Flat", "All of it in one plane, without thickness"),
    ("RELIEF", "Relief", "As deep as it was, or layers that stand on each other"),
)


class ANTEKIRT_OT_set_relief(ArtworkOperator, bpy.types.Operator):
    """Lay the artwork flat, or give it the depth of a relief, by its spacing and thickness"""

    bl_idname = "antekirt.set_relief"
    bl_label = "Depth"
    bl_options = {"REGISTER", "UNDO"}

    depth: bpy.props.EnumProperty(name="Depth", description="What it becomes", items=DEPTHS)

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.artwork import relief  # not read at Blender's start

        if self.depth == "RELIEF":
            relief.raise_up(self.root(context))
        else:
            relief.flatten(self.root(context))
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_set_relief,)
