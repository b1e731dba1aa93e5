# SPDX-License-Identifier: GPL-3.0-or-later
"""Results into the asset browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..message import Message, listed
from ..scene import attribution
from ..translations import translated

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_mark_asset(bpy.types.Operator):
    """Put the selected results into the asset browser, under their artist and prompt"""

    bl_idname = "antekirt.mark_asset"
    bl_label = "Mark Results as Assets"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not any(attribution.read(thing) for thing in context.selected_objects):
            cls.poll_message_set(rpt_("Select an object that was made for a result of Antekirt"))
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        found = {thing.name: (thing, attribution.read(thing)) for thing in context.selected_objects}
        skipped = [
            name
            for name, (thing, origin) in found.items()
            if origin and not attribution.mark_as_asset(thing, origin)
        ]
        if skipped:
            told = Message(
                "{things}: linked, and to be marked in the file they come from", things=listed(skipped)
            )
            self.report({"WARNING"}, translated(told))
        else:
            self.report({"INFO"}, "The selected results are in the asset browser")
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_mark_asset,)
