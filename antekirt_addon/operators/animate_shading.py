# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork that can go over from unlit to lit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..scene.artwork.artwork_root import root_of
from ..scene.artwork.live_value import LIT
from .artwork_operator import ArtworkOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_animate_shading(ArtworkOperator, bpy.types.Operator):
    """Give the artwork a value that can be animated, by which it goes over from unlit to lit"""

    bl_idname = "antekirt.animate_shading"
    bl_label = "Animate Shading"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not super().poll(context):
            return False
        root = root_of(context.object)
        assert root is not None
        if root.override_library or root.get(LIT.key) is not None:
            reason = rpt_("Its shading has a value already")
            if root.override_library:
                reason = rpt_("It is linked: do so in the file it comes from")
            cls.poll_message_set(reason)
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.artwork.lit_value import add_lit  # with NumPy, which no start of Blender should wait for

        if not add_lit(self.root(context)):
            self.report({"INFO"}, "Nothing of it is shaded")
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_animate_shading,)
