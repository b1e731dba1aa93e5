# SPDX-License-Identifier: GPL-3.0-or-later
"""Artworks of earlier versions get the values that they lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..scene.artwork.artwork_root import root_of
from ..scene.artwork.connection import connect_thickness, is_thin
from ..scene.artwork.former_artwork import is_former, revive

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_make_live(bpy.types.Operator):
    """Have all of this artwork follow its spacing, thickness and bevel, so that they can be animated"""

    bl_idname = "antekirt.make_live"
    bl_label = "Make Live"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        root = root_of(context.object)
        if not root or not (is_former(root) or is_thin(root)):
            cls.poll_message_set(rpt_("Only artworks of earlier versions or of very many objects need it"))
            return False
        if not root.is_editable or root.override_library:
            cls.poll_message_set(rpt_("It is linked: do so in the file it comes from"))
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        root = root_of(context.object)
        assert root is not None
        revive(root)
        connect_thickness(root)
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_make_live,)
