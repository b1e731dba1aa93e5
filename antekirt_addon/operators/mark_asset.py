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
    from collections.abc import Iterable

    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_mark_asset(bpy.types.Operator):
    """Put the selected results into the asset browser, under their artist and prompt"""

    bl_idname = "antekirt.mark_asset"
    bl_label = "Mark Results as Assets"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not any(attribution.read(obj) for obj in context.selected_objects):
            cls.poll_message_set(rpt_("Select an object that was made for a result of Antekirt"))
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        if linked := mark_results(context.selected_objects):
            told = Message(
                "{things}: linked, and to be marked in the file they come from", things=listed(linked)
            )
            self.report({"WARNING"}, translated(told))
        else:
            self.report({"INFO"}, "The selected results are in the asset browser")
        return {"FINISHED"}


def mark_results(objects: Iterable[bpy.types.Object]) -> list[str]:
    """Mark those that were made for a result. Gives the names of those that are another file's to mark."""
    origins = [(obj, attribution.read(obj)) for obj in objects]
    return [obj.name for obj, origin in origins if origin and not attribution.mark_as_asset(obj, origin)]


CLASSES = (ANTEKIRT_OT_mark_asset,)
