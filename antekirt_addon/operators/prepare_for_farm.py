# SPDX-License-Identifier: GPL-3.0-or-later
"""Make the open file ready for a render farm, and say what that will not see."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ..message import Message, listed
from ..scene.error import SceneError
from ..scene.farm.preparation import prepare
from ..scene.farm.unseen import unseen
from ..translations import translated
from .saved_file_operator import SavedFileOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_prepare_for_farm(SavedFileOperator, bpy.types.Operator):
    """Pack pictures, fonts and sounds, copy films beside the file, and say what a render farm will not see"""

    bl_idname = "antekirt.prepare_for_farm"
    bl_label = "Prepare for Farm"
    bl_options = {"REGISTER", "UNDO"}

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        """The same, and what a farm will not see is shown until somebody has looked at it."""
        ended = self.execute(context)
        if self._lines:
            title = iface_("A farm will not see all of this file")
            context.window_manager.popup_menu(partial(_draw, self._lines), title=title, icon="ERROR")
        return ended

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        """In one go; the file is to be saved by the artist."""
        assert context.scene
        self._lines: list[str] = []
        try:
            done = prepare()
        except SceneError as error:
            self.report({"ERROR"}, translated(str(error)))
            return {"CANCELLED"}
        if done.failed:
            told = Message("These could not be packed or copied: {names}", names=listed(done.failed))
            self._lines.append(translated(told))
        self._lines += [translated(found.told) for found in unseen(context.scene)]
        for line in self._lines:
            self.report({"WARNING"}, line)
        told = Message(
            "Packed: {packed}. Films copied: {copied}. Save the file to keep it so.",
            packed=done.packed,
            copied=done.copied,
        )
        self.report({"INFO"}, translated(told))
        return {"FINISHED"}


def _draw(lines: list[str], menu: Any, _context: bpy.types.Context) -> None:  # noqa: ANN401 - a Menu
    for line in lines:
        menu.layout.label(text=line, translate=False)


CLASSES = (ANTEKIRT_OT_prepare_for_farm,)
