# SPDX-License-Identifier: GPL-3.0-or-later
"""Results into the asset browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..message import Message, joined
from ..translations import translated
from .asset_choice import AssetChoice, linked_elsewhere, selects_any

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_mark_asset(AssetChoice, bpy.types.Operator):
    """Put the selected results into the asset browser, under their artist and prompt"""

    bl_idname = "antekirt.mark_asset"
    bl_label = "Mark Results as Assets"
    bl_options = {"REGISTER", "UNDO"}

    def draw(self, _context: bpy.types.Context) -> None:
        self.draw_choices(self.layout)

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not selects_any(context):
            cls.poll_message_set(rpt_("Select an object that was made for a result of Antekirt"))
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.asset import asset_catalogue, mark  # not read at Blender's start

        linked = mark.mark_all(self.selected_assets(context))
        told: list[str] = []
        if linked:
            told.append(linked_elsewhere(linked))
        try:
            asset_catalogue.write_for_open_file()
        except OSError as error:
            told.append(
                Message("The artists' catalogs could not be written: {reason}", reason=error.strerror)
            )
        if told:
            self.report({"WARNING"}, translated(joined(told)))
        else:
            self.report({"INFO"}, "The selected results are in the asset browser")
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_mark_asset,)
