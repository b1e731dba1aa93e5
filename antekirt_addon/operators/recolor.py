# SPDX-License-Identifier: GPL-3.0-or-later
"""One colour of an artwork becomes another, everywhere in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..message import Message
from ..scene.error import SceneError
from ..translations import translated
from .artwork_operator import ArtworkOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_recolor(ArtworkOperator, bpy.types.Operator):
    """Change a color of this artwork to another, in its gradients too; other artworks keep theirs"""

    bl_idname = "antekirt.recolor"
    bl_label = "Change Color"
    bl_options = {"REGISTER", "UNDO"}
    reads_meshes = True

    old: bpy.props.StringProperty(name="From", description="The color that is there, as #rrggbb")
    new: bpy.props.StringProperty(name="To", description="The color to have in its place, as #rrggbb")

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.palette import color_name, swatch_list  # not read at Blender's start
        from ..scene.palette.artwork_palette import swatches
        from ..scene.palette.recolor import recolor

        root = self.root(context)
        try:
            old, new = color_name.parsed(self.old), color_name.parsed(self.new)
            if old != new and recolor(root, {old: new})[old]:
                swatch_list.renew(root)
                return {"FINISHED"}
        except SceneError as problem:
            return self.fail(problem)
        known = [swatch.color for swatch in swatches(root)]
        if old in known:
            return {"FINISHED"}
        nearest = min(known, key=lambda color: color_name.distance(color, old), default=None)
        told = (
            Message("The artwork has no {color}; the nearest to it is {nearest}", color=old, nearest=nearest)
            if nearest
            else Message("The artwork has no colors to change")
        )
        self.report({"WARNING"}, translated(told))  # an error would raise in a script
        return {"CANCELLED"}


CLASSES = (ANTEKIRT_OT_recolor,)
